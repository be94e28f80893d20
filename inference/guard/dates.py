"""The days of the year that a French text tells: day and month together, with the year where it is told.

`24/12`, `24.12.2026`, `2026-12-24` and « le 24 décembre 2026 » tell the same day; « du 3 au 24 janvier »
tells two days of January. Knows no passage and no calendar.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from inference.facts.words import WEEKDAYS
from inference.figures import MONTHS, spelled

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTH = "|".join(MONTHS)
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
_AND = rf"(?: ?[,/&-] ?| +(?:et|ou|au) +)(?:(?:le|au) )?(?:{_WEEKDAY} )?"
_NAMED = re.compile(
    rf"(?<![\d.,/:h])(?<!article )(?P<days>(?:\d\d? *{_AND})*(?:\d\d?|premier)) +(?P<month>{_MONTH})\b"
    r"(?:,? +(?P<year>(?:19|20)\d\d)\b)?"
)
_NUMERIC = re.compile(r"(?<![\d./-])(?P<day>\d\d?)/(?P<month>\d\d?)(?![\d./-]*\d)")
_SAID_AS_DAY = re.compile(r"\b(?:le|du|au|les|et) $")
_MONTH_ALONE = re.compile(rf"(?<!\d )\b({_MONTH})\b")
_DAY_ALONE = re.compile(rf"\b(?:{_WEEKDAY}|le|les) +(\d\d?)\b(?! ?(?:{_MONTH}|h\b|heures?|[€%/]))")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d)")


def days_told(text: str, language: str = "fr") -> set[str]:
    """« date 24/12/2026 », « date 24/12 » without a year. language: whose number words are read."""
    plain = spelled(text, language)
    numeric = {_claim(m["day"], int(m["month"])) for m in _numeric(plain) if _is_day(m, plain)}
    return numeric | {_claim(day, month, year) for day, month, year in _named(plain)}


def days_held(text: str) -> set[str]:
    """What a source supports: a day of a year also without it, a day without year of each year that it tells.

    A day that stands alone (« lundi 24 ») is of each month that stands alone: a heading's, a calendar's.
    """
    plain = spelled(text)
    bare = {(m["day"], int(m["month"])) for m in _numeric(plain)}
    bare |= {(day, month) for day, month, year in _named(plain) if not year}
    months = {MONTHS.index(month) + 1 for month in _MONTH_ALONE.findall(plain)}
    bare |= {(day, month) for day in _DAY_ALONE.findall(plain) for month in months}
    years = _YEAR.findall(plain)
    dated = {(day, month, year) for day, month, year in _named(plain) if year}
    dated |= {(day, month, year) for day, month in bare for year in years}
    bare |= {(day, month) for day, month, _ in dated}
    return {_claim(*each) for each in dated} | {_claim(*each) for each in bare}


def _named(plain: str) -> Iterator[tuple[str, int, str]]:
    """(day, month, year or nothing) of each day told in letters."""
    for match in _NAMED.finditer(plain):
        month = MONTHS.index(match["month"]) + 1
        for day in re.findall(r"\d+", match["days"].replace("premier", "1")):
            yield day, month, match["year"] or ""


def _numeric(plain: str) -> Iterator[re.Match[str]]:
    """What may be a day in figures: `24/12`, and also `1/2`."""
    return (m for m in _NUMERIC.finditer(plain) if 1 <= int(m["month"]) <= 12 and 1 <= int(m["day"]) <= 31)


def _is_day(match: re.Match[str], plain: str) -> bool:
    """Whether `24/12` can be no fraction, nor « 7/7 »."""
    padded = match["day"].startswith("0") or match["month"].startswith("0")
    return padded or int(match["day"]) > 12 or bool(_SAID_AS_DAY.search(plain[: match.start()]))


def _claim(day: str, month: int, year: str = "") -> str:
    return f"date {int(day)}/{month}" + (f"/{year}" if year else "")
