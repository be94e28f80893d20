"""What a sentence claims that a passage must hold: figures, days, names, references. Knows no question."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from inference.facts.words import WEEKDAYS, filler, known_words
from inference.figures import fold, stated, supported
from inference.guard.abroad import in_french
from inference.guard.dates import days_held, days_told
from inference.guard.references import referable, referred
from inference.guard.tables import words
from ingest.folding import STOPWORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

_DAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})s?\b")
_TOKEN = re.compile(r"[^\W\d_]+")
_OPENING = re.compile(r"(?:^|[.!?:;«\"“\n•–-])\s*[«\"“]?\s*$")
_STEM_LETTERS = 6


def claims(text: str, language: str = "fr") -> set[str]:
    """Figures as `stated`; « day lundi »; « date 24/12 »; what it refers to; names, of a French text only:
    « name bologne » within a sentence, « opening castor » for the beginning of one that opens it.
    """
    read = in_french(text, language)
    told = figures(text, language) | _days(read) | days_told(read, language) | referred(text)
    if language != "fr":
        return told
    return told | {f"name {word}" for word in names(text)} | {f"opening {_stem(w)}" for w in openings(text)}


def figures(text: str, language: str = "fr") -> set[str]:
    """The figures of a text of any language, its months among them."""
    return stated(in_french(text, language), language)


def asked_claims(question: str) -> set[str]:
    """What a question supports by naming it: its days with their months, references and words; no figure."""
    told = days_told(question)
    months = {f"month {day.split('/')[1]}" for day in told}
    return told | months | referred(question) | {c for c in named(question) if c.startswith("opening")}


def held(text: str, zones: Iterable[str] = ()) -> set[str]:
    """What a source supports: its figures and their parts, its days, its references, all its words as names.

    zones: of the town plan, that it is for.
    """
    told = supported(text) | _days(text) | days_held(text) | referable(text, zones)
    return told | named(text)


def named(text: str) -> set[str]:
    """All the words of a text as the names that it supports, within a sentence or opening one."""
    found = _TOKEN.findall(fold(text))
    return {f"name {word}" for word in found} | {f"opening {_stem(word)}" for word in found}


def names(text: str) -> set[str]:
    """Folded words that are written as names: capitalised, not because a sentence begins."""
    return {
        fold(match[0])
        for match in _TOKEN.finditer(text)
        if _capitalised(match[0])
        and not _OPENING.search(text[: match.start()])
        and fold(match[0]) not in words("common")
    }


def openings(text: str) -> set[str]:
    """Folded words that open a sentence and are no everyday word: « Castorama loue… »."""
    opening = (m[0] for m in _TOKEN.finditer(text) if _OPENING.search(text[: m.start()]))
    return {fold(word) for word in opening if _capitalised(word) and not _everyday(fold(word))}


def _capitalised(word: str) -> bool:
    return word[0].isupper() and len(word) > 2


def _everyday(word: str) -> bool:
    return word in _known() or word.rstrip("s") in _known() or word.endswith(tuple(words("endings")))


def _stem(word: str) -> str:
    return word[:_STEM_LETTERS]


def _days(text: str) -> set[str]:
    return {f"day {day}" for day in _DAY.findall(fold(text))}


@cache
def _known() -> frozenset[str]:
    """Words of the town hall and of grammar: a sentence that they open names nobody."""
    return frozenset(STOPWORDS) | filler() | known_words() | words("common") | words("opening")
