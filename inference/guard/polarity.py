"""Whether a text allows or forbids, obliges or exempts, asks money or not. Knows no passage.

« n’est pas interdit » allows; « permis de construire » is a paper, not a leave.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from inference.figures import fold
from inference.guard.claims import vocabulary

_WORD = re.compile(r"[a-z]+|[.;:!?]")
_OPENING = re.compile(r"^\s*(?:oui|non)\b")  # answers the question; denies nothing of what follows
_PAPER = re.compile(r"\bnon[- ]\w+|\bpermis (?:de |d'|a )\w+|\bautorisations? (?:de |d')\w+")
# What a rule depends on; a sentence that keeps the rule keeps it too. In folded text.
CONDITION = re.compile(
    r"\b(?:si|s'ils?|s'elles?|sauf|hormis|excepte\w*|a condition|a moins|a l'exclusion|uniquement|seulement"
    r"|seules?|sous reserve|lorsqu\w*|en cas d\w*|dans le cas)\b"
)
_REACH = 4  # words between « ne » and what it denies
_AFTER = 2  # words between a verb and its « pas »
_LATE = ("pas", "plus", "jamais", "aucun", "aucune", "nullement")


@dataclass(frozen=True, slots=True)
class Pole:
    """family: leave, duty, price… yes: whether the text says so, negation counted. weak: by a common verb."""

    family: str
    yes: bool
    weak: bool


def poles(text: str) -> set[Pole]:
    """All that the text allows, forbids, obliges…"""
    words = _WORD.findall(_PAPER.sub(" ", _OPENING.sub("", fold(text))).replace("'", " "))
    found = set()
    for place, word in enumerate(words):
        for family, stem, yes, weak in _stems():
            if word.startswith(stem):
                found.add(Pole(family, yes != _denied(words, place), weak))
    return found


def negated(text: str) -> bool:
    """Whether it denies anything, by a negation or by a word like « interdit »."""
    words = _WORD.findall(fold(text).replace("'", " "))
    return any(word in _negations() for word in words) or any(
        not pole.yes and pole.family != "price" for pole in poles(text)
    )


def _denied(words: list[str], place: int) -> bool:
    before = words[max(0, place - _REACH) : place]
    for stop in (".", ";", ":", "!", "?"):
        if stop in before:
            before = before[len(before) - before[::-1].index(stop) :]
    after = words[place + 1 : place + 1 + _AFTER]
    return any(word in _negations() for word in before) or any(word in _LATE for word in after)


@cache
def _negations() -> frozenset[str]:
    return frozenset(vocabulary()["negations"])


@cache
def _stems() -> tuple[tuple[str, str, bool, bool], ...]:
    """(family, stem, whether it says yes, whether it is weak)."""
    table = vocabulary()["polarity"].items()
    told = [
        (name, stem, side == "yes", False) for name, t in table for side in ("yes", "no") for stem in t[side]
    ]
    return (*told, *((name, stem, True, True) for name, t in table for stem in t["weak"]))
