"""How people write, mended against the words that the commune's documents use.

Telephone shorthand, slips of the finger, one word written as two and two written as one. Knows no passage.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from inference.facts.words import VOCABULARY, one_slip_apart
from ingest.folding import fold
from ingest.lexical import stems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.lexical import Lexical

_WORD: Final = re.compile(r"\w+")
_SHORT: Final = 2  # letters: from here down, shorthand is shorthand whatever the documents say
_PARTED, _JOINED = 4, 3  # letters of each of two words, at least, to read one as two, two as one


def written_out(question: str, lexical: Lexical) -> str:
    """Shorthand read as words, where the documents do not use it themselves."""

    def read(match: re.Match[str]) -> str:
        short = fold(match[0])
        meant = VOCABULARY["shorthand"].get(short)
        if meant is None or not (len(short) <= _SHORT or not _known(short, lexical)):
            return match[0]
        return str(meant)

    return _WORD.sub(read, question)


def parted(text: str, lexical: Lexical) -> str:
    """A word that the documents do not know, written as the two that they do: « centreville ».

    Not a name: what « Beausoleil » is called is not about the sun.
    """

    def part(match: re.Match[str]) -> str:
        word = match[0]
        if not _is_strange(word, lexical):
            return word
        parts = ((word[:cut], word[cut:]) for cut in range(_PARTED, len(word) - _PARTED + 1))
        return " ".join(next((both for both in parts if all(_known(one, lexical) for one in both)), (word,)))

    return _WORD.sub(part, text)


def joined(text: str, lexical: Lexical) -> dict[str, set[str]]:
    """Stem → the stems that the documents have of it and its neighbour as one word: « vidéo protection »."""
    found: dict[str, set[str]] = {}
    words = [word for word in _WORD.findall(text) if word.isalpha()]
    for pair in pairwise(words):
        if min(map(len, pair)) < _JOINED:
            continue
        for whole in stems("".join(pair)):
            if lexical.knows(whole):
                for stem in stems(" ".join(pair)):
                    found.setdefault(stem, set()).add(whole)
    return found


def spelled_like(word: str, lexical: Lexical) -> Iterator[str]:
    """What the documents have that is one slip of the finger away; two letters are always right."""
    return (other for other in lexical.beginning(word[:2]) if one_slip_apart(word, other))


def _is_strange(word: str, lexical: Lexical) -> bool:
    """Whether the documents know neither a word long enough to be two, nor anything spelled like it."""
    told = stems(word)
    if len(word) < 2 * _PARTED or not (word.isalpha() and word.islower()) or not told:
        return False
    return not any(lexical.knows(stem) or any(spelled_like(stem, lexical)) for stem in told)


def _known(word: str, lexical: Lexical) -> bool:
    return any(lexical.knows(stem) for stem in stems(word))
