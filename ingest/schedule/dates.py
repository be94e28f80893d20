"""Days of the calendar in French text: `vendredi 14 mai 2027`, `14/05/2027`, `1er mai`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from ingest.folding import fold
from ingest.sentences import MONTH_NUMBERS, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTH: Final = "|".join(MONTH_NUMBERS)
WEEKDAY: Final = "|".join(WEEKDAYS)
# Folded text. Groups are numbered by the caller: `named("a")` gives a_weekday, a_day, a_month, a_year.
_DAY: Final = (
    r"(?:(?P<{0}_weekday>{weekday}) )?(?P<{0}_day>1 ?er|[0-3]?\d)"
    r"(?:(?: (?P<{0}_month>{month})|[/.](?P<{0}_number>[01]?\d))(?:(?: |[/.])(?P<{0}_year>20\d\d))?)"
)


def named(name: str) -> str:
    """The pattern of one date whose groups begin with `name`."""
    return _DAY.format(name, weekday=WEEKDAY, month=MONTH)


def month_number(name: str) -> int:
    """Of a folded name."""
    return MONTH_NUMBERS[name]


@dataclass(frozen=True, slots=True)
class Dated:
    """One date as it is written. weekday: said beside it. year: None when it is not said."""

    day: int
    month: int
    year: int | None
    weekday: int | None

    @classmethod
    def of(cls, match: re.Match[str], name: str) -> Dated:
        parts = match.groupdict()
        month, year, weekday = (parts[f"{name}_{part}"] for part in ("month", "year", "weekday"))
        number = MONTH_NUMBERS[month] if month else int(parts[f"{name}_number"])
        day = int("".join(filter(str.isdigit, parts[f"{name}_day"])))
        return cls(day, number, int(year) if year else None, WEEKDAYS.index(weekday) if weekday else None)

    @classmethod
    def named(cls, day: int, month: int, weekday: str | None) -> Dated:
        return cls(day, month, None, WEEKDAYS.index(weekday) if weekday else None)

    def on(self, year: int) -> date | None:
        """The day in a year; None when there is none or its weekday is another."""
        try:
            found = date(year, self.month, self.day)
        except ValueError:
            return None
        return found if self.weekday in (None, found.weekday()) else None

    @property
    def exact(self) -> date | None:
        """The day when its year is said and its weekday agrees."""
        return self.on(self.year) if self.year else None


_ONE: Final = re.compile(rf"(?<![\w/]){named('d')}(?![\w/])")
_ISO: Final = re.compile(r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")


def exact_date(text: str) -> date | None:
    """The day that a cell begins with: `2026-11-23`, `23/11/2026`, `lundi 23 novembre 2026`."""
    if iso := _ISO.match(text.strip()):
        return Dated(int(iso["day"]), int(iso["month"]), int(iso["year"]), None).exact
    found = _ONE.match(fold(text).strip())
    return Dated.of(found, "d").exact if found else None


def dates_in(text: str) -> Iterator[Dated]:
    """Every date of a text, in its order."""
    yield from (Dated.of(match, "d") for match in _ONE.finditer(fold(text)))
