"""Whether a question is about the mairie of another town. Knows one name: this commune's."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final

from inference.facts.words import VOCABULARY, alternation, filler, fold, known_words, one_slip_apart

_LINKING: Final = frozenset(VOCABULARY["communes"]["linking"])
_NOUNS: Final = frozenset(VOCABULARY["communes"]["nouns"])
_SUBJECTS: Final = alternation([name for names in VOCABULARY["subjects"].values() for name in names])
# On text whose case is kept; group 1 says how the name is joined.
_AFTER_SUBJECT: Final = re.compile(
    rf"\b(?:{_SUBJECTS})s?\b (?:municipale |est |se trouve )?"
    r"(?:(?P<of>de la|de l|d|de|du|des|of|von|di)|(?P<at>a|au|aux|en|in))? ?(?P<rest>(?:(?<= )\w+ ?)+)",
    re.IGNORECASE,
)
_SHORT: Final = {"st": "saint", "ste": "sainte", "sts": "saints"}


def other_town(text: str, commune: str) -> str | None:
    """The name of another town that the citizen's text attaches to a service, or None."""
    bare = _fold_keeping_case(text)
    for match in _AFTER_SUBJECT.finditer(bare):
        words = match["rest"].split()
        name = _name(words, capital=not match["of"], shouted=text.isupper())
        if name and not _is_ours(name, commune):
            return " ".join(name).title()
    return None


def _fold_keeping_case(text: str) -> str:
    """Letter for letter as typed, without accents; apostrophes and hyphens as spaces."""
    words = re.findall(r"\w+|[.,;:!?]", text)
    return " ".join(
        w.upper() if w.isupper() else fold(w).capitalize() if w[0].isupper() else fold(w) for w in words
    )


def _name(words: list[str], *, capital: bool, shouted: bool) -> list[str]:
    """The leading words that make a name: unknown to the vocabulary, or written with a capital."""

    def is_name(word: str) -> bool:
        known = fold(word) in known_words() or fold(word) in _NOUNS or word[0].isdigit()
        with_capital = word[0].isupper() and not shouted
        return with_capital and fold(word) not in filler() | _NOUNS if capital or known else True

    start = 1 if words and fold(words[0]) in _LINKING else 0
    if not words[start:] or not is_name(words[start]):
        return []
    return list(takewhile(lambda word: fold(word) in _LINKING or is_name(word), words))


def _is_ours(name: list[str], commune: str) -> bool:
    ours = _significant(fold(commune).split())
    return all(any(one_slip_apart(word, own) for own in ours) for word in _significant(name))


def _significant(words: list[str]) -> list[str]:
    folded = [_SHORT.get(fold(word), fold(word)) for word in words]
    return [word for word in folded if word not in _LINKING]
