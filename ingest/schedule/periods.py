"""Days and periods that a sentence dates, and the year when it does not say it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from ingest.schedule.dates import MONTH, WEEKDAY, Dated, month_number, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SURE, _BY_WEEKDAY, _BY_NEXT = 1.0, 0.7, 0.5
_BEHIND, _AHEAD = timedelta(days=90), timedelta(days=400)
_PARTIAL: Final = rf"(?:(?P<p_weekday>{WEEKDAY}) )?(?P<p_day>1 ?er|[0-3]?\d)(?: (?P<p_month>{MONTH}))?"
RANGE: Final = re.compile(
    rf"(?:du|entre le|des le) {_PARTIAL}(?: (?P<p_year>20\d\d))?(?: inclus)?,? (?:jusqu')?(?:au|et le) "
    rf"{named('u')}(?: inclus)?"
)
LIST: Final = re.compile(
    rf"(?:le|les|ce) (?P<more>(?:(?:{WEEKDAY}) )?(?:1 ?er|[0-3]?\d)(?: (?:{MONTH}))?(?: 20\d\d)?"
    rf"(?:, (?:le )?(?:(?:{WEEKDAY}) )?(?:1 ?er|[0-3]?\d)(?: (?:{MONTH}))?)*(?: et|,) (?:le )?)?{named('d')}"
)
_ITEM: Final = re.compile(
    rf"(?:(?P<i_weekday>{WEEKDAY}) )?(?P<i_day>1 ?er|[0-3]?\d)(?: (?P<i_month>{MONTH}))?"
)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from first to last, both inside. confidence: 1 when the text says the year."""

    first: date
    last: date
    confidence: float = _SURE


@dataclass(frozen=True, slots=True)
class Years:
    """What is known of the year that a text means. today: of the reading. said: the years it names."""

    today: date
    said: tuple[int, ...] = ()

    @classmethod
    def of(cls, today: date, texts: Iterable[str]) -> Years:
        found = (int(year) for text in texts for year in re.findall(r"\b20\d\d\b", text))
        return cls(today, tuple(sorted({year for year in found if year <= today.year + 2})))

    def day(self, dated: Dated) -> tuple[date, float] | None:
        """The day that is meant and how sure that is; None when the text contradicts itself."""
        if dated.year:
            return (day, _SURE) if (day := dated.exact) else None
        if self.said and max(self.said) < self.today.year - 1:
            found = [day for year in (max(self.said), max(self.said) + 1) if (day := dated.on(year))]
        else:
            years = range(self.today.year - 1, self.today.year + 3)
            days = [day for year in years if (day := dated.on(year))]
            found = [day for day in days if self.today - _BEHIND <= day <= self.today + _AHEAD]
        if not found:
            return None
        return found[0], _BY_WEEKDAY if dated.weekday is not None and len(found) == 1 else _BY_NEXT


def periods_in(folded: str, years: Years) -> Iterator[tuple[int, int, tuple[Period, ...] | None]]:
    """Each dated span or list of days with its place; None in place of what has no possible day."""
    for match in RANGE.finditer(folded):
        period = _range(match, years)
        yield match.start(), match.end(), (period,) if period else None
    ranges = [(m.start(), m.end()) for m in RANGE.finditer(folded)]
    for match in LIST.finditer(folded):
        if not any(start <= match.start() < end for start, end in ranges):
            yield match.start(), match.end(), _list(match, years)


def _range(match: re.Match[str], years: Years) -> Period | None:
    last = years.day(Dated.of(match, "u"))
    if last is None:
        return None
    parts, end = match.groupdict(), last[0]
    first = _partial(parts, "p", end, parts["p_year"])
    if first is None or first > end or end - first > timedelta(days=366):
        return None
    return Period(first, end, last[1])


def _partial(parts: dict[str, str | None], name: str, end: date, year: str | None) -> date | None:
    """The day that goes with a later one: its month and its year when it does not say its own."""
    weekday, month = parts[f"{name}_weekday"], parts[f"{name}_month"]
    number = int("".join(filter(str.isdigit, parts[f"{name}_day"] or "")))
    wanted = month_number(month) if month else end.month
    base = int(year) if year else (end.year if (wanted, number) <= (end.month, end.day) else end.year - 1)
    return Dated.named(number, wanted, weekday).on(base)


def _list(match: re.Match[str], years: Years) -> tuple[Period, ...] | None:
    last = years.day(Dated.of(match, "d"))
    if last is None:
        return None
    days = [_partial(item.groupdict(), "i", last[0], None) for item in _ITEM.finditer(match["more"] or "")]
    if not all(days):
        return None
    return tuple(Period(day, day, last[1]) for day in sorted({*filter(None, days), last[0]}))
