"""When an act holds, in one French phrase. The page's script says the same with the same wording."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


def spoken_day(day: date, dates: Mapping[str, Any]) -> str:
    """`15 janvier 2024`, `1er mars 2024`."""
    number = dates["first_day"] if day.day == 1 else str(day.day)
    return str(dates["day"]).format(day=number, month=dates["months"][day.month - 1], year=day.year)


def spoken_validity(start: date | None, end: date | None, today: date, dates: Mapping[str, Any]) -> str:
    """When the act holds, seen from today; empty when nothing is known."""
    form = _form(start, end, today)
    if not form:
        return ""
    return str(dates[form]).format(
        start=spoken_day(start, dates) if start else "", end=spoken_day(end, dates) if end else ""
    )


def _form(start: date | None, end: date | None, today: date) -> str:
    if end is not None and end < today:
        return "over"
    if start is not None and end is not None:
        return "between"
    if end is not None:
        return "until"
    if start is not None:
        return "since" if start <= today else "from"
    return ""
