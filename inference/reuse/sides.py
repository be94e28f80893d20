"""What turns or bounds an answer, and what is counted, each with the word it bears on. Knows no date."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from inference.reuse.gist import MARK, read_terms, single_words
from inference.reuse.tokens import FIGURE, TABLES, Phrases, exact_tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

_TABLE: Final = TABLES["entities"]
_AGE: Final = "age"
_OF_PEOPLE: Final = frozenset({"audience", _AGE, "tenure", "who"})


def figures(words: Sequence[str], terms: Sequence[str]) -> list[tuple[str, str]]:
    """Each figure with the word before it that it numbers, else the word after it that it counts."""
    found = []
    for place, word in enumerate(words):
        if word[0] == FIGURE:
            before = words[place - 1] if place else ""
            after = words[place + 1] if place + 1 < len(words) else ""
            numbered = before in _numbered() or (before in terms and before.isalpha() and len(before) <= 3)
            found.append((word, before if numbered else after if after in terms else ""))
    return found


def sides(terms: Sequence[str]) -> list[tuple[str, str]]:
    """Each side with the word it bears on, where it is of a kind that bears on one.

    In the order in which they are said when a thing is named on two sides: « adulte résident, enfant » is not
    « adulte, enfant résident ».
    """
    named = [
        (word, after if word[1:] in _TABLE["bound"] else "")
        for word, after in zip(terms, (*terms[1:], ""), strict=False)
        if word[0] == MARK
    ]
    axes = [_axes().get(word[1:], word) for word, _ in named]
    return named if len(set(axes)) < len(axes) else sorted(named)


def order_counts(words: Sequence[str], terms: Sequence[str]) -> bool:
    """Whether the order of the words tells who does what to whom, or how many of what."""
    counted = sum(word[0] == FIGURE for word in terms)
    return counted > 1 or _ordered().found(words)


def another_side(question: str, text: str, aged: bool = False) -> bool:
    """Whether a text is for children where adults are asked about, for residents where others are, and so on.

    What names both sides is for both. aged: the question tells an age, beside which « mon fils » and « tout
    jeune » are no two sides.
    """
    asked = _named(question)
    told = _named(text) if asked else {}
    return any(
        told.get(axis, wanted).isdisjoint(wanted)
        for axis, wanted in asked.items()
        if not (aged and axis == _AGE)
    )


@lru_cache(maxsize=512)
def _named(text: str) -> dict[str, set[str]]:
    """The sides that a text names, of each axis of those that share people out."""
    found: dict[str, set[str]] = {}
    for word in read_terms(exact_tokens(text)):
        if word[0] == MARK and (axis := _axes().get(word[1:], "")) in _OF_PEOPLE:
            found.setdefault(axis, set()).add(word)
    return found


@cache
def _axes() -> dict[str, str]:
    """What each side divides: may, must and must not are sides of one thing too."""
    return {side: axis for axis, sides in _TABLE["opposed"].items() for side in sides} | dict.fromkeys(
        _TABLE["modality"], "modality"
    )


@cache
def _ordered() -> Phrases:
    return Phrases((phrase, phrase) for phrase in _TABLE["ordered"]["words"])


@cache
def _numbered() -> frozenset[str]:
    return single_words(_TABLE["numbered"]["words"])
