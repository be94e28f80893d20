"""Dates as French acts write them: in figures, in letters, misread by a scanner. Knows no document."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ingest.decree.letters import plain
from ingest.decree.words import DAYS, YEARS, spelt
from ingest.sentences import MONTH_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS = tuple(MONTH_NUMBERS)
_SHORT = {"janv": 1, "jan": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "juill": 7, "sept": 9, "oct": 10}
_SHORT |= {"nov": 11, "dec": 12}
_DIGIT = {"o": "0", "l": "1", "i": "1", "|": "1", "s": "5", "b": "8", "z": "2"}
_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),?\s+)?"
DAY = rf"(?:(?:premier|[1il|]\s?er|{DAYS})\b|[0-9oil|]{{1,2}}(?![0-9]))"
MONTH = r"[a-z][a-z0-9]{1,10}\.?"
_FIGURES = r"[12il][09o][0-9oilsbz]{2}(?![0-9a-z])"
YEAR = rf"(?:{_FIGURES}|{YEARS})"
_WRITTEN = re.compile(
    rf"(?<![a-z0-9/.-]){_WEEKDAY}(?P<day>{DAY})\s*(?:du mois de |d')?(?P<month>{MONTH})"
    rf",?\s*(?:de l'an(?:nee)?\s+)?(?P<year>{YEAR})"
)
_YEAR_FIRST = re.compile(
    rf"\bl\s?'?\s?an\s+(?P<year>{YEAR})\s*,?\s*(?:et\s+)?(?:le\s+)?{_WEEKDAY}(?P<day>{DAY})"
    rf"\s*(?:jours?\s+)?(?:du mois de |du mois d'|d')?(?P<month>{MONTH})"
)
_NUMERIC = re.compile(
    r"(?<![0-9/.-])(?P<day>[0-9oil|]{1,2})\s?(?P<mark>[/.-])\s?(?P<month>[0-9oil|]{1,2})\s?(?P=mark)\s?"
    r"(?P<year>[12il][09o][0-9oilsbz]{2}|\d{2})(?![0-9])"
)
_ISO = re.compile(r"(?<![0-9/.-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![0-9-])")
_PIVOT = 70  # `15/04/69` is of 2069, `15/04/70` of 1970: no act awaits its day for half a century


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and its place in the text. sure: False when a letter or a century had to be guessed."""

    day: date
    start: int
    end: int
    sure: bool = True


def dates_in(text: str) -> list[Dated]:
    """Every date of `text`, in order; impossible ones are left out."""
    folded = plain(text)
    found = [dated for shape in (_YEAR_FIRST, _ISO, _NUMERIC, _WRITTEN) for dated in _read(shape, folded)]
    return list(_apart(sorted(found, key=lambda dated: (dated.start, -dated.end))))


def first_date(text: str) -> Dated | None:
    return next(iter(dates_in(text)), None)


def _read(shape: re.Pattern[str], text: str) -> Iterator[Dated]:
    for found in shape.finditer(text):
        day, sure_day = _day(found["day"])
        month, sure_month = _month(found["month"])
        year, sure_year = _year(found["year"])
        try:
            yield Dated(
                date(year, month, day), found.start(), found.end(), sure_day and sure_month and sure_year
            )
        except ValueError:
            continue


def _apart(found: list[Dated]) -> Iterator[Dated]:
    end = -1
    for dated in found:
        if dated.start >= end:
            yield dated
            end = dated.end


def read_day(written: str) -> int:
    """The day of the month of folded words or figures: `1er`, `douze`, `07`; 0 when it is none."""
    return _day(written)[0]


def _day(written: str) -> tuple[int, bool]:
    """The day of the month; 0 when it is none."""
    if re.fullmatch(r"premier|[1il|]\s?er", written):
        return 1, written[0] in "p1"
    return (spelt(written), True) if written[0].isalpha() and len(written) > 2 else _figures(written)


def _month(written: str) -> tuple[int, bool]:
    """1 to 12, 0 when the word is no month."""
    name = written.rstrip(".")
    if name in MONTHS or name in _SHORT:
        return _SHORT.get(name) or MONTHS.index(name) + 1, True
    if name[0].isdigit() or len(name) <= 2:
        return _figures(name)
    mended = name.replace("1", "l").replace("0", "o").replace("rn", "m")
    close = difflib.get_close_matches(mended, MONTHS, 1, 0.75) if len(mended) > 3 else []
    mended = close[0] if close else mended
    return (MONTHS.index(mended) + 1 if mended in MONTHS else 0), False


def _year(written: str) -> tuple[int, bool]:
    if written.isdigit() and len(written) == 2:
        short = int(written)
        return short + (1900 if short >= _PIVOT else 2000), False
    return (spelt(written), True) if " " in written else _figures(written)


def _figures(written: str) -> tuple[int, bool]:
    mended = "".join(_DIGIT.get(letter, letter) for letter in written)
    return (int(mended) if mended.isdigit() else 0), mended == written
