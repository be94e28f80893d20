"""The passages of an answer as sources: what each holds, and which of them carry a text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from inference.facts.words import filler
from inference.figures import fold, stated
from inference.guard.claims import held, named
from ingest.folding import STOPWORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from ingest.shelf import StoredPassage

_WORD = re.compile(r"[^\W\d_]{4,}")
_NO_WORD = re.compile(r"\W+")
_STEM_LETTERS = 6
_ENOUGH_SHARED_WORDS = 0.5
_COPIED_WORDS = 4
# Words that stand for a sign: « € », « h », « m », « % ».
_SIGNS = frozenset({"euro", "euros", "heure", "heures", "metre", "metres", "pource"})


class Sources:
    """known: names that need no source. asked: claims that need none, for they are the question's."""

    def __init__(self, passages: Sequence[StoredPassage], known: str = "", asked: Iterable[str] = ()) -> None:
        wholes = [f"{p.title} {p.label} {' '.join(p.headings)} {p.text}" for p in passages]
        self._places = {passage.passage_id: index for index, passage in enumerate(passages)}
        self._held = [held(whole, p.zones) for whole, p in zip(wholes, passages, strict=True)]
        self._words = [long_words(whole) for whole in wholes]
        self._flat = [flat(whole) for whole in wholes]
        self._always = named(known) | set(asked)

    def lacking(self, claims: set[str], among: Iterable[int] | None = None) -> set[str]:
        """The claims that no passage holds, or none of those `among`."""
        chosen = range(len(self._held)) if among is None else among
        return claims.difference(self._always, *(self._held[index] for index in chosen))

    def copied(self, sentence: str) -> bool:
        """Whether a passage has the sentence word for word."""
        words = flat(sentence)
        return len(words.split()) >= _COPIED_WORDS and any(words in whole for whole in self._flat)

    def cited(self, text: str, claims: set[str], carrying: Iterable[str], marked: set[int]) -> list[int]:
        """The passages `carrying` its sentences (ids), then the fewest more that hold every claim."""
        cited = list(dict.fromkeys(self._places[name] for name in carrying if name in self._places))
        missing, words = self.lacking(claims, cited), long_words(text)
        others = [index for index in range(len(self._held)) if index not in cited]
        others.sort(key=lambda index: (index in marked, len(words & self._words[index])), reverse=True)
        for index in others:
            if missing & self._held[index]:
                cited.append(index)
                missing -= self._held[index]
        return cited

    def ground(self, text: str, cited: Sequence[int], asked: AbstractSet[str] = frozenset()) -> bool:
        """Whether most of what it says anew stands in the cited passages; without words, its figures do.

        asked: the long words of the question, which an answer may say again.
        """
        words = telling_words(text) - asked
        if not words:
            return bool(cited and stated(text))
        known = set[str]().union(*(self._words[index] for index in cited))
        return len(words & known) / len(words) >= _ENOUGH_SHARED_WORDS


@cache
def _grammar() -> frozenset[str]:
    """Words that tell of nothing, as `long_words` cuts them."""
    return frozenset(EMPTY_WORDS | long_words(" ".join(filler())))


def long_words(text: str) -> set[str]:
    """Long words by their beginning, so that « fermée » and « fermé » are one."""
    return {word[:_STEM_LETTERS] for word in _WORD.findall(fold(text))}


def telling_words(text: str) -> set[str]:
    """The long words that tell something: no sign, no grammar."""
    return long_words(text) - _SIGNS - _grammar()


def flat(text: str) -> str:
    """The words alone, folded."""
    return _NO_WORD.sub(" ", fold(text)).strip()


# What carries no meaning alone, cut the same way.
EMPTY_WORDS = frozenset(long_words(" ".join(STOPWORDS)))
