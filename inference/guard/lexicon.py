"""The words by which each language allows, forbids, obliges, asks money or denies, folded as texts are.

Those of French are in `vocabulary.toml`, those of the other languages in `abroad.toml`. Knows no sense.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from inference.figures import fold
from inference.guard.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_WORD = re.compile(r"[^\W\d_]+|[.;:!?,]")
_STOPS = frozenset(".;:!?")
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Stem:
    """How a word or a few begin that say something of a family: leave, duty, price…

    text: ends with a space where it is whole words. weak: so common that a passage need not have it.
    """

    family: str
    text: str
    yes: bool
    weak: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language. late: negations that may stand after what they deny. inside: a verb that denies itself.

    prefix: what is written in one with a word. stops: where the reach of a negation ends.
    """

    stems: tuple[Stem, ...]
    negations: frozenset[str]
    late: frozenset[str]
    conditions: tuple[str, ...]
    inside: re.Pattern[str]
    prefix: re.Pattern[str]
    stops: frozenset[str]

    def words(self, folded: str) -> list[str]:
        """The words and stops of a folded text."""
        found = _WORD.findall(folded.replace("'", " ").replace("ı", "i"))
        return [self.prefix.sub("", word) for word in found if word != "," or word in self.stops]

    def denies(self, word: str) -> bool:
        """Whether the word is a negation or a verb that denies itself."""
        return word in self.negations or self.inside.search(word) is not None


def judges(language: str) -> bool:
    """Whether the words of that language are known."""
    return language == "fr" or language in table("abroad")["polarity"]


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language that `judges` knows."""
    french = language == "fr"
    told: dict[str, Any] = table("vocabulary") if french else table("abroad")["polarity"][language]
    bare = Lexicon(
        (), frozenset(), frozenset(), (), _NEVER, re.compile(told.get("prefix", "(?!)")), frozenset()
    )

    def read(words: Iterable[str]) -> list[str]:
        return [" ".join(bare.words(fold(word))) for word in words]

    inside = "|".join(read(told.get("inside", ())))
    return Lexicon(
        tuple(_stems(told["polarity"] if french else told, read)),
        frozenset(read(told["negations"])),
        frozenset(read(told["late"])),
        tuple(read(told.get("conditions", ()))),
        re.compile(rf"\w{{2}}(?:{inside})") if inside else _NEVER,
        bare.prefix,
        _STOPS if french else _STOPS | {","},
    )


def _stems(families: dict[str, Any], read: Callable[[Iterable[str]], list[str]]) -> Iterator[Stem]:
    """The stems of the families among the tables of a language."""
    for family, sides in families.items():
        for side, listed in sides.items() if isinstance(sides, dict) else ():
            for word, stem in zip(listed, read(listed), strict=True):
                yield Stem(family, f"{stem} " if word.endswith("$") else stem, side != "no", side == "weak")
