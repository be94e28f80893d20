"""What must agree before two questions may share an answer: days, figures, places, sides, who may what.

The tables are in `entities.toml`. What is read too much only costs an answer that could have been reused;
what is read too little could give a citizen the answer to another question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from inference.facts.moments import read_moments
from inference.facts.words import VOCABULARY, alternation, plain
from inference.reuse.gist import gist, read_terms
from inference.reuse.places import read_places
from inference.reuse.sides import figures, order_counts, sides
from inference.reuse.tokens import TABLES, Phrases, spoken, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from inference.facts.days import Calendar

_TABLE: Final = TABLES["entities"]
_MONTHS: Final = {name: n for names in VOCABULARY["months"].values() for n, name in enumerate(names, start=1)}
_MONTH: Final = alternation(list(_MONTHS))
_WEEKDAY: Final = alternation([day for days in VOCABULARY["weekdays"].values() for day in days])
_RELATIVE: Final = alternation(
    [word for name in ("today", "tomorrow", "after_tomorrow") for word in VOCABULARY["moments"][name]]
)
_NEXT: Final = alternation(VOCABULARY["moments"]["next"])
_DATE: Final = re.compile(
    rf"\b(?:(?:le|du|au|des) )?(?P<day>\d\d?)(?:er|st|nd|rd|th)?(?: (?:de |of )?(?P<month>{_MONTH})\b"
    r"|/(?P<number>\d\d?)\b)(?:(?: |/)(?P<year>20\d\d|\d\d(?=\W*$))\b)?"
)
_DAY_WORDS: Final = re.compile(rf"(?<!\w)(?:{_RELATIVE}|(?:{_WEEKDAY})(?: (?:{_NEXT}))?)(?!\w)")


@dataclass(frozen=True, slots=True)
class Entities:
    """All that two texts must have alike. Everything stands in the order in which it was said.

    days: asked, relative ones resolved. figures: each with the word it counts or follows. sides: what turns
    or bounds an answer, each with the word it bears on. places: zones, parcels, addresses. order: all the
    terms, where their order tells who does what to whom; else empty. only_on: the day that alone tells what
    is meant. instant: only this very minute tells it.
    """

    days: tuple[date, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    sides: tuple[tuple[str, str], ...] = ()
    places: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    only_on: date | None = None
    instant: bool = False
    language: str = "fr"
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What was read of a text: its entities, and its telling words."""

    entities: Entities
    gist: frozenset[str]


def read_entities(text: str, today: date, calendar: Calendar) -> Entities:
    """The entities of a French text asked on `today`; language and plain as by default."""
    return read_told(text, today, calendar).entities


def same(one: Entities, other: Entities) -> bool:
    """Whether everything agrees."""
    return one == other


def read_told(text: str, today: date, calendar: Calendar, language: str = "fr") -> Told:
    """Entities and telling words of a text, in one reading; within 2 ms.

    Of other languages than French little is known: there, the order of the words always counts.
    """
    folded = plain(spoken(text))
    moments = read_moments(folded, today, calendar)
    days = tuple(moments.days)
    bare = _without(days, folded)
    words = tokens(bare)
    terms = read_terms(words)
    entities = Entities(
        days=days,
        figures=tuple(figures(words, terms)),
        sides=tuple(sides(terms)),
        places=read_places(text, bare),
        order=terms if language != "fr" or order_counts(words, terms) else (),
        only_on=today if moments.from_today or _relative("day").found(words) else None,
        instant=moments.minutes_ahead is not None or _relative("instant").found(tokens(folded)),
        language=language,
    )
    return Told(entities, gist(terms))


def in_plain_words(told: Told, wanted: bool) -> Told:
    """The same, to be answered in plain words or not."""
    return replace(told, entities=replace(told.entities, plain=wanted))


def told_for_one_day(text: str) -> bool:
    """Whether a text, as an answer, holds only on the day when it was written."""
    words = tokens(plain(text))
    return _relative("day").found(words) or _relative("instant").found(words)


def _without(days: Sequence[date], folded: str) -> str:
    """The text without the words that name `days`: only those that were understood."""
    if not days:
        return folded
    bare = _DATE.sub(lambda match: " " if _names(match, days) else match[0], folded)
    return _DAY_WORDS.sub(" ", bare)


def _names(match: re.Match[str], days: Sequence[date]) -> bool:
    month = _MONTHS[match["month"]] if match["month"] else int(match["number"])
    years = {day.year % 100 for day in days if (day.day, day.month) == (int(match["day"]), month)}
    return bool(years) and (not match["year"] or int(match["year"]) % 100 in years)


@cache
def _relative(kind: str) -> Phrases:
    return Phrases((phrase, kind) for phrase in _TABLE["relative"][kind])
