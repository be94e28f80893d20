"""Whole dates of a text, and whether the period that it is for holds a day. Knows no act and no validity."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from inference.figures import MONTHS, fold

_MONTH = "|".join(MONTHS)
_DATE = re.compile(
    rf"(?<![\d/.])(?P<day>\d{{1,2}})(?:er)? (?P<month>{_MONTH})(?: (?P<year>(?:19|20)\d\d))?(?!\d)"
    # « CR CM 03 10 2011 »: as files are called.
    r"|(?<![\d/.])(?P<d>\d{1,2})(?P<sep>[/.]|(?<=\d\d)[ _-])(?P<m>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)(?!\d)"
)
_MONTH_OF_YEAR = re.compile(rf"\b({_MONTH}) (?:de |de l'annee )?((?:19|20)\d\d)\b")
_YEAR = re.compile(r"(?<![\d.,-])((?:19|20)\d\d)(?![\d,]|\.\d| ?(?:€|euros?\b|m2?\b))")
_FROM_TO = re.compile(r"\b(?:du|entre le) *$")
_TO = re.compile(r"^ *(?:inclus )?(?:au|jusqu'au|et le)\b")
_WEEKDAY = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_SINCE = re.compile(rf"\b(?:a compter du|a partir du|a dater du|depuis le|des le)(?: (?:{_WEEKDAY}))? *$")
_UNTIL = re.compile(r"\b(?:jusqu'au|avant le) *$")


def dates(text: str) -> frozenset[date]:
    """The dates told with their year."""
    return frozenset(day for day, year, _ in _found(fold(text), None) if year)


def months(text: str) -> frozenset[tuple[int, int]]:
    """(year, month) of each month told with its year, within a date or not."""
    folded = fold(text)
    told = {(int(match[2]), MONTHS.index(match[1]) + 1) for match in _MONTH_OF_YEAR.finditer(folded)}
    return frozenset(told | {(day.year, day.month) for day in dates(text)})


def years(text: str) -> frozenset[str]:
    """The years told, within a date or not."""
    return frozenset(_YEAR.findall(fold(text)))


def holds(text: str, day: date) -> bool | None:
    """Whether a period of `text` holds `day`; None when it tells no period."""
    told = _period(text, day)
    return told[0] <= day <= told[1] if told else None


def is_to_come(text: str, day: date) -> bool:
    """Whether a period of `text` begins after `day`."""
    told = _period(text, day)
    return told is not None and day < told[0]


def _period(text: str, day: date) -> tuple[date, date] | None:
    """The first period told, from its first day to its last. A year not told is that of the next date."""
    folded = fold(text)
    found = _found(folded, day.year)
    for (first, _, span), (last, _, after) in pairwise(found):
        if _FROM_TO.search(folded[: span[0]]) and _TO.search(folded[span[1] : after[0]]):
            return first, last
    for each, _, (start, _) in found:
        if _SINCE.search(folded[:start]):
            return each, date.max
        if _UNTIL.search(folded[:start]):
            return date.min, each
    return None


def _found(folded: str, year: int | None) -> list[tuple[date, bool, tuple[int, int]]]:
    """(date, whether its year is told, span); a missing year is the next told one, else `year`."""
    matches = list(_DATE.finditer(folded))
    found: list[tuple[date, bool, tuple[int, int]]] = []
    following = year
    for match in reversed(matches):
        told = match["year"] or match["y"]
        following = int(told) if told else following
        each = _date(match, following)
        if each:
            found.append((each, bool(told), match.span()))
    return found[::-1]


def _date(match: re.Match[str], year: int | None) -> date | None:
    month = MONTHS.index(match["month"]) + 1 if match["month"] else int(match["m"])
    try:
        return date(year or 0, month, int(match["day"] or match["d"]))
    except ValueError:
        return None
