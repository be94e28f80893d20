"""The conditions that comments put on a day. Each says yes, no, or None when the calendar does not know."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from inference.facts.days import Calendar

    Condition = Callable[[date, Calendar], bool | None]


def always(_day: date, _calendar: Calendar) -> bool | None:
    return True


def negated(condition: Condition) -> Condition:
    def holds(day: date, calendar: Calendar) -> bool | None:
        answer = condition(day, calendar)
        return None if answer is None else not answer

    return holds


def nth_weekdays(ordinals: frozenset[int], weekday: int) -> Condition:
    """ordinals: 1 is the first of the month, -1 the last."""

    def holds(day: date, _calendar: Calendar) -> bool | None:
        if day.weekday() != weekday:
            return None
        last = day.day + 7 > monthrange(day.year, day.month)[1]
        return (day.day - 1) // 7 + 1 in ordinals or (last and -1 in ordinals)

    return holds


def school_holidays(day: date, calendar: Calendar) -> bool | None:
    return calendar.is_school_holiday(day)


def public_holidays(day: date, calendar: Calendar) -> bool | None:
    return None if calendar.is_kept_by_some(day) else calendar.is_public_holiday(day) is not None


def weeks(odd: bool) -> Condition:
    """ISO weeks, as French diaries number them."""
    return lambda day, _calendar: (day.isocalendar().week % 2 == 1) == odd


def months(numbers: frozenset[int]) -> Condition:
    return lambda day, _calendar: day.month in numbers


def dates(first: tuple[int, int], last: tuple[int, int]) -> Condition:
    """first, last: (month, day), both inside; the span may go over New Year."""

    def holds(day: date, _calendar: Calendar) -> bool | None:
        here = (day.month, day.day)
        return first <= here <= last if first <= last else here >= first or here <= last

    return holds
