"""The months and dates of an OpenStreetMap expression: `May-Sep`, `Apr 15-Sep 30`, `Jul,Aug`, `Dec 25`."""

from __future__ import annotations

import re
from typing import Final

from ingest.schedule.condition import YEAR, Condition, MonthDay, dates, months, span
from ingest.schedule.weekly import NotExpressible

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH: Final = "|".join(_MONTHS)
_DAY: Final = r"\d\d?(?![\d:])"
SEASON: Final = rf"(?:{_MONTH})(?: {_DAY})?(?: ?- ?(?:(?:{_MONTH})(?: {_DAY})?|{_DAY}))?"
_PART: Final = re.compile(
    rf"(?P<m1>{_MONTH})(?: (?P<d1>{_DAY}))?(?: ?- ?(?:(?P<m2>{_MONTH})(?: (?P<d2>{_DAY}))?|(?P<d3>{_DAY})))?"
)


def season(text: str) -> Condition:
    """The days of every year that it names. Raises NotExpressible for what is no such thing."""
    spans = [_span(part.strip()) for part in text.split(",")]
    held = {day for first, last in spans for day in span(first, last)}
    whole = {month for month, _ in held}
    if held == {day for day in YEAR if day[0] in whole}:
        return months(whole)
    if len(spans) == 1:
        return dates(*spans[0])
    raise NotExpressible


def _span(part: str) -> tuple[MonthDay, MonthDay]:
    found = _PART.fullmatch(part)
    if not found:
        raise NotExpressible
    first = _MONTHS.index(found["m1"]) + 1
    last = _MONTHS.index(found["m2"]) + 1 if found["m2"] else first
    start = (first, int(found["d1"] or 1))
    if found["d1"] and not (found["m2"] or found["d3"]):
        return start, start
    end_day = found["d2"] or found["d3"]
    end = max(day for day in YEAR if day[0] == last) if not end_day else (last, int(end_day))
    if start not in YEAR or end not in YEAR or bool(found["d1"]) != bool(end_day):
        raise NotExpressible
    return start, end
