"""Days told by how far ahead they lie, « dans trois jours », or by their rank, « le 1er samedi du mois ».

Patterns of folded text, and what their matches mean; the words are in `vocabulary.toml`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from inference.facts.words import ANY_MONTH, ANY_WEEKDAY, VOCABULARY, alternation, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_AHEAD: Final = VOCABULARY["ahead"]
_RANKS: Final = VOCABULARY["ranks"]


def _numbers(table: dict[str, list[str]]) -> dict[str, int]:
    """Each folded wording and the number that its key is."""
    return {fold(word): int(number) for number, words in table.items() for word in words}


def _any(words: Iterable[str]) -> str:
    return alternation([fold(word) for word in words])


_COUNTED: Final = _numbers(VOCABULARY["numbers"])
_RANKED: Final = _numbers(_RANKS["rank"])
_DAYS_TOLD: Final = _numbers(_AHEAD["told"])
_UNITS: Final = {fold(word): unit for unit, words in _AHEAD["units"].items() for word in words}
_NUMBER: Final = rf"\d{{1,3}}|{_any(_COUNTED)}"
_LENGTH: Final = rf"(?P<number>{_NUMBER}) ?(?P<unit>{_any(_UNITS)})"
DISTANCES: Final = (
    re.compile(
        rf"(?<!\w)(?:{_any(_AHEAD['before'])}) (?:(?P<other>{_NUMBER}) (?:ou|or|o|oder) )?{_LENGTH}(?!\w)"
    ),
    re.compile(rf"(?<!\w){_LENGTH} (?:{_any(_AHEAD['after'])})(?!\w)"),
    # « через тиждень », in one week: what follows these words needs no number.
    re.compile(rf"(?<!\w)(?:{_any(_AHEAD['before_one'])}) (?P<unit>{_any(_UNITS)})(?!\w)"),
    re.compile(rf"(?<!\w)(?P<told>{_any(_DAYS_TOLD)})(?!\w)"),
)
RANKED_DAY: Final = re.compile(
    rf"(?<!\w)(?P<rank>{_any(_RANKED)}) (?P<day>{alternation(list(ANY_WEEKDAY))})s?"
    rf"(?: (?:{_any(_RANKS['of'])}))* (?:(?P<next>{_any(_RANKS['next_month'])})|{_any(_RANKS['month'])}"
    rf"|(?P<month>{alternation(list(ANY_MONTH))})(?: (?P<year>20\d\d))?)(?!\w)"
)
# « lundi en huit »: the Monday after the next one.
WEEKS_AFTER: Final = re.compile(
    rf"(?<!\w)(?P<day>{alternation(VOCABULARY['weekdays']['fr'])}) en (?P<number>huit|8|quinze|15)(?!\w)"
)
_BY_THE_WEEK: Final = {8: 7, 15: 14}  # « dans huit jours », « dans quinze jours »: one week, two weeks


@dataclass(frozen=True, slots=True)
class Distance:
    """How far ahead. minutes: from this very moment, else None. days: two where either is meant."""

    days: tuple[date, ...] = ()
    minutes: int | None = None


def distance(match: re.Match[str], today: date) -> Distance:
    """What a match of one of DISTANCES says."""
    told = match.groupdict()
    if told.get("told"):
        return Distance(days=(today + timedelta(days=_DAYS_TOLD[told["told"]]),))
    counts = [_count(told[name]) for name in ("other", "number") if told.get(name)] or [1]
    unit = _UNITS[told["unit"]]
    if unit in ("minute", "hour"):
        return Distance(minutes=counts[-1] * (60 if unit == "hour" else 1))
    return Distance(days=tuple(_later(today, count, unit) for count in counts))


def ranked_day(match: re.Match[str], today: date) -> date | None:
    """The day that a match of RANKED_DAY says, the next one where it names no year; None without one."""
    rank, weekday = _RANKED[match["rank"]], ANY_WEEKDAY[match["day"]]
    if match["year"]:
        return _ranked(rank, weekday, int(match["year"]), ANY_MONTH[match["month"]])
    for ahead in range(1 if match["next"] else 0, 14):
        first = _months_later(today.replace(day=1), ahead)
        if match["month"] and first.month != ANY_MONTH[match["month"]]:
            continue
        day = _ranked(rank, weekday, first.year, first.month)
        if day and day >= today:
            return day
    return None


def weeks_after(match: re.Match[str], today: date) -> date:
    """The day that a match of WEEKS_AFTER says."""
    next_one = (ANY_WEEKDAY[match["day"]] - today.weekday()) % 7
    return today + timedelta(days=next_one + _BY_THE_WEEK[_count(match["number"])])


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTED[word]


def _later(today: date, count: int, unit: str) -> date:
    if unit == "month":
        return _months_later(today, count)
    days = count * 7 if unit == "week" else _BY_THE_WEEK.get(count, count)
    return today + timedelta(days=days)


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _ranked(rank: int, weekday: int, year: int, month: int) -> date | None:
    """The first, second… such weekday of a month; rank -1: the last."""
    days = [date(year, month, n) for n in range(1, monthrange(year, month)[1] + 1)]
    alike = [day for day in days if day.weekday() == weekday]
    try:
        return alike[rank if rank < 0 else rank - 1]
    except IndexError:
        return None
