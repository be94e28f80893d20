"""Kinds of waste: what a citizen's words and a table's words mean, and which of the rows they are."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from inference.facts.words import alternation, fold, read_words, whole_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.facts import Round

WORDS: Final[dict[str, Any]] = read_words(Path(__file__).with_name("words.toml"))
_KINDS: Final = {kind: whole_words(names) for kind, names in WORDS["kinds"].items()}
_WEAK: Final = frozenset(fold(word) for word in WORDS["weak"]["words"])
_BIN: Final = alternation([fold(word) for word in WORDS["bins"]["words"]])
_COLLECTION: Final = re.compile(r"\b(?:collectes?|ramassages?|eboueurs|ordures|poubelles)\b")
_COLOURED: Final = {
    colour: re.compile(rf"\b(?:{_BIN})s? (?:a |de )?(?:{alternation([fold(name) for name in names])})\b")
    for colour, names in WORDS["colours"].items()
}


@lru_cache(maxsize=4096)
def kinds_in(folded: str, *, strong: bool = False) -> frozenset[str]:
    """The kinds of waste that a folded text names. strong: without words that have other meanings."""
    return frozenset(
        kind
        for kind, pattern in _KINDS.items()
        if any(not (strong and found[0] in _WEAK) for found in pattern.finditer(folded))
    )


@lru_cache(maxsize=4096)
def colours_in(folded: str) -> frozenset[str]:
    """The colours of the bins that a folded text names."""
    return frozenset(colour for colour, pattern in _COLOURED.items() if pattern.search(folded))


def without_waste(folded: str) -> str:
    """The text without its words of waste."""
    for pattern in (*_COLOURED.values(), *_KINDS.values(), _any()):
        folded = pattern.sub(" ", folded)
    return folded


@cache
def _any() -> re.Pattern[str]:
    return whole_words(WORDS["any"]["words"])


def names_any(folded: str) -> bool:
    """Whether it speaks of bins or of waste in general."""
    return _any().search(folded) is not None


def speaks_of_collecting(folded: str) -> bool:
    """Whether a title is of collections: « pas de collecte le 25 décembre »."""
    return _COLLECTION.search(folded) is not None


def chosen(rounds: Sequence[Round], kinds: frozenset[str], colours: frozenset[str]) -> list[Round]:
    """The rounds of these kinds; for colours, those that the commune's own words give to that bin first."""
    alike = [round_ for round_ in rounds if kinds & kinds_in(_folded(round_.waste))] if kinds else []
    if not colours:
        return alike
    told: dict[str, set[str]] = {}
    for round_ in rounds:
        told.setdefault(round_.told, set()).add(round_.waste)
    own = [r for r in rounds if colours & _bins_of(r, alone=len(told[r.told]) == 1)]
    contents = frozenset().union(*(kinds_in(_folded(round_.waste)) for round_ in own))
    return own if contents and not contents & kinds else list(dict.fromkeys((*own, *alike)))


def _bins_of(round_: Round, *, alone: bool) -> frozenset[str]:
    """The bins that a round's name says, or its own text where it tells of no other waste."""
    return colours_in(_folded(round_.waste)) or (colours_in(_folded(round_.told)) if alone else frozenset())


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return fold(text)
