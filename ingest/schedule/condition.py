"""On which days something holds, said in the French that the reader of comments understands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from ingest.sentences import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MonthDay = tuple[int, int]
_LEAP_YEAR: Final = [date(2024, 1, 1) + timedelta(days=n) for n in range(366)]
YEAR: Final[tuple[MonthDay, ...]] = tuple((day.month, day.day) for day in _LEAP_YEAR)


@dataclass(frozen=True, slots=True)
class Condition:
    """said: what holds. taken_back: what holds elsewhere. kind: those of one kind can be compared by `days`.

    days: the part of its kind that it covers: days of a year, weeks by parity, rank in the month.
    """

    kind: str
    said: str
    taken_back: str
    days: frozenset[object] = frozenset()

    def excludes(self, other: Condition) -> bool:
        """Whether both can never hold on one day."""
        return self.kind == other.kind and bool(self.days) and not self.days & other.days


_HOLIDAYS, _TERM = "uniquement pendant les vacances scolaires", "hors vacances scolaires"
SCHOOL_HOLIDAYS: Final = Condition("school", _HOLIDAYS, _TERM, frozenset({True}))
TERM: Final = Condition("school", _TERM, _HOLIDAYS, frozenset({False}))
PUBLIC_HOLIDAYS: Final = Condition("feast", "uniquement les jours fériés", "sauf jours fériés")


def weeks(odd: bool) -> Condition:
    names = ("semaines impaires", "semaines paires") if odd else ("semaines paires", "semaines impaires")
    return Condition("parity", *names, frozenset({odd}))


def nth_weekdays(ordinals: Sequence[int], weekday: int) -> Condition:
    """ordinals: 1 to 5 from the first of the month, -1 the last."""
    article = "les" if len(ordinals) > 1 else "le"
    ranks = " et ".join(_ordinal(n) for n in ordinals)
    plural = "s" if len(ordinals) > 1 else ""
    named = f"{article} {ranks} {WEEKDAYS[weekday]}{plural} du mois"
    comparable = frozenset(ordinals) if not {-1, 4, 5} & set(ordinals) else frozenset()
    return Condition(f"nth {weekday}", f"uniquement {named}", f"sauf {named}", comparable)


def _ordinal(number: int) -> str:
    return {-1: "dernier", 1: "1er"}.get(number, f"{number}e")


def dates(first: MonthDay, last: MonthDay) -> Condition:
    """A span of days of every year, both ends inside; it may go over New Year."""
    named = f"du {_day(first)} au {_day(last)}"
    return Condition("season", named, f"sauf {named}", frozenset(span(first, last)))


def months(numbers: Iterable[int]) -> Condition:
    """Whole months of every year: « de mai à septembre » when they follow each other."""
    held = set(numbers)
    firsts = [n for n in sorted(held) if (n - 2) % 12 + 1 not in held]
    days = frozenset(day for day in YEAR if day[0] in held)
    if len(firsts) == 1 and len(held) > 1:
        last = (firsts[0] + len(held) - 2) % 12 + 1
        named = f"{_of(MONTHS[firsts[0] - 1])} à {MONTHS[last - 1]}"
    else:
        named = "en " + " et ".join(MONTHS[n - 1] for n in sorted(held))
    return Condition("season", named, f"sauf {named}", days)


def span(first: MonthDay, last: MonthDay) -> list[MonthDay]:
    """The days of a year from one to the other, over New Year when they are turned round."""
    if first <= last:
        return [day for day in YEAR if first <= day <= last]
    return [day for day in YEAR if day >= first or day <= last]


def _day(day: MonthDay) -> str:
    return f"{'1er' if day[1] == 1 else day[1]} {MONTHS[day[0] - 1]}"


def _of(month: str) -> str:
    return f"d'{month}" if month[0] in "ao" else f"de {month}"
