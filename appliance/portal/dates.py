"""When an act holds, in one French phrase. The page's script says the same with the same wording."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

PARIS = ZoneInfo("Europe/Paris")


def today() -> date:
    """The day that it is in France, whatever the server's own time zone."""
    return datetime.now(PARIS).date()


def spoken_day(day: date, dates: Mapping[str, Any]) -> str:
    """`15 janvier 2024`, `1er mars 2024`."""
    number = dates["first_day"] if day.day == 1 else str(day.day)
    return str(dates["day"]).format(day=number, month=dates["months"][day.month - 1], year=day.year)


def spoken_validity(start: date | None, end: date | None, day: date, dates: Mapping[str, Any]) -> str:
    """When the act holds, seen from that day; empty when nothing is known."""
    form = _form(start, end, day)
    if not form:
        return ""
    return str(dates[form]).format(
        start=spoken_day(start, dates) if start else "", end=spoken_day(end, dates) if end else ""
    )


def _form(start: date | None, end: date | None, day: date) -> str:
    if end is not None and end < day:
        return "over"
    if start is not None and end is not None:
        return "between"
    if end is not None:
        return "until"
    if start is not None:
        return "since" if start <= day else "from"
    return ""
