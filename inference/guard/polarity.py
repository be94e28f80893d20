"""Whether a text allows or forbids, obliges or exempts, asks money or not. Knows no passage.

« n’est pas interdit » allows; « permis de construire » is a paper, not a leave.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from inference.figures import fold
from inference.guard.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from inference.guard.lexicon import Lexicon

_OPENING = re.compile(r"^\s*(?:oui|non)\b")  # answers the question; denies nothing of what follows
_PAPER = re.compile(r"\bnon[- ]\w+|\bpermis (?:de |d'|a )\w+|\bautorisations? (?:de |d')\w+")
# What a rule depends on; a sentence that keeps the rule keeps it too. In folded text.
CONDITION = re.compile(
    r"\b(?:si|s'ils?|s'elles?|sauf|hormis|excepte\w*|a condition|a moins|a l'exclusion|uniquement|seulement"
    r"|seules?|sous reserve|lorsqu\w*|en cas d\w*|dans le cas)\b"
)
# A sentence that denies what it says; « n'excède pas » is as good as « au plus ».
_DENIAL = re.compile(
    r"\b(?:ne |n')(?!\S*(?:exced|depass))\S+(?: (?!exced|depass)\S+){0,3}?"
    r" (?:pas|plus|jamais|aucune?|ni|nullement)\b"
    r"|\b(?:aucune?|nul|nulle) (?:\S+ ){1,5}?(?:ne |n')"
)
_REACH = 4  # words between « ne » and what it denies
_AFTER = 2  # words between a verb and its « pas »
_LONGEST = 4  # words of a phrase that allows, obliges…


@dataclass(frozen=True, slots=True)
class Pole:
    """family: leave, duty, price… yes: whether the text says so, negation counted. weak: by a common verb."""

    family: str
    yes: bool
    weak: bool


def poles(text: str, language: str = "fr") -> set[Pole]:
    """All that the text allows, forbids, obliges…"""
    return {pole for pole, _ in _told(_words(text, language), lexicon(language))}


def negated(text: str, language: str = "fr") -> bool:
    """Whether it denies anything, by a negation or by a word like « interdit »."""
    known = lexicon(language)
    return any(known.denies(word) for word in _words(text, language, whole=True)) or any(
        not pole.yes and pole.family != "price" for pole in poles(text, language)
    )


def denied_beside(text: str, families: set[str], language: str) -> bool:
    """Whether a negation of the text bears on something else than what it says of `families`."""
    words, known = _words(text, language), lexicon(language)
    judged = {at for pole, denying in _told(words, known) if pole.family in families for at in denying}
    return any(known.denies(word) and at not in judged for at, word in enumerate(words))


def denying(text: str) -> bool:
    """Whether a French sentence denies what it says: « sans » and « non » of a part of it do not."""
    forbids = any(not pole.yes and not pole.weak and pole.family != "price" for pole in poles(text))
    return forbids or _DENIAL.search(fold(text)) is not None


def conditional(text: str, language: str = "fr") -> bool:
    """Whether it says on what it depends."""
    if language == "fr":
        return CONDITION.search(fold(text)) is not None
    spaced = f" {' '.join(_words(text, language))} "
    return any(f" {phrase} " in spaced for phrase in lexicon(language).conditions)


def _words(text: str, language: str, *, whole: bool = False) -> list[str]:
    """The folded words and stops. whole: those too that answer the question or name a paper."""
    folded = fold(text).replace("n°", " ")  # « n° 12 » denies nothing
    if language == "fr" and not whole:
        folded = _PAPER.sub(" ", _OPENING.sub("", folded))
    return lexicon(language).words(folded)


def _told(words: Sequence[str], known: Lexicon) -> Iterator[tuple[Pole, set[int]]]:
    """What is said, each with the places of the negations that bear on it."""
    for place in range(len(words)):
        rest = f"{' '.join(words[place : place + _LONGEST])} "
        found = [stem for stem in known.stems if rest.startswith(stem.text)]
        longest = max((len(stem.text) for stem in found), default=0)
        for stem in found:
            if len(stem.text) == longest:
                denied = _denied(words, place, place + len(stem.text.split()), known)
                yield Pole(stem.family, stem.yes != bool(denied), stem.weak), denied


def _denied(words: Sequence[str], start: int, end: int, known: Lexicon) -> set[int]:
    """The places of the negations that bear on the words from `start` to `end`."""
    before = _until_stop(words, range(start - 1, max(-1, start - 1 - _REACH), -1), known)
    after = _until_stop(words, range(end, min(end + _AFTER, len(words))), known)
    told = {at for at in before if words[at] in known.negations}
    told |= {at for at in range(start, end) if known.inside.search(words[at])}
    return told | {at for at in after if words[at] in known.late or known.inside.search(words[at])}


def _until_stop(words: Sequence[str], places: range, known: Lexicon) -> Iterator[int]:
    return takewhile(lambda at: words[at] not in known.stops, places)
