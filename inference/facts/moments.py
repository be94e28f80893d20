"""The days, the part of the day and the time that a question asks about. Knows no service.

Each reader takes its words out of the text, so that a later one does not read them again and
what remains at the end is what the question says besides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from inference.facts.ahead import DISTANCES, RANKED_DAY, WEEKS_AFTER, distance, ranked_day, weeks_after
from inference.facts.rules import Part
from inference.facts.words import ANY_MONTH, ANY_WEEKDAY, VOCABULARY, alternation, fold

if TYPE_CHECKING:
    from inference.facts.days import Calendar


@dataclass(slots=True)
class Moments:
    """What a text says of time. text: what is left of it.

    days: the days asked, in order; empty when none is named.
    every: weekday asked as a habit, « le samedi ». minute: since midnight. minutes_ahead: from this moment.
    week: asks about the week as a whole. within: the days left of the week that is named.
    school_holidays, public_holidays: asks about those days.
    """

    text: str
    today: date
    calendar: Calendar
    days: list[date] = field(default_factory=list)
    every: int | None = None
    part: Part | None = None
    minute: int | None = None
    minutes_ahead: int | None = None
    from_today: bool = False
    week: bool = False
    within: list[date] = field(default_factory=list)
    school_holidays: bool = False
    public_holidays: bool = False

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match, taken out of the text."""
        match = pattern.search(self.text)
        if match:
            self.text = f"{self.text[: match.start()]} {self.text[match.end() :]}"
        return match

    def unread(self) -> bool:
        """Whether what is left still tells a time: a figure, or « le trimestre suivant »."""
        return bool(_FIGURE.search(self.text) or _words("unread").search(self.text))

    def add(self, *days: date) -> None:
        self.days = sorted({*self.days, *days})


def read_moments(text: str, today: date, calendar: Calendar) -> Moments:
    """What a plain text says of time."""
    found = Moments(text, today, calendar)
    has_figures = _DIGIT.search(text) is not None
    for reader in _READERS:
        if has_figures or reader not in _OF_FIGURES:
            reader(found)
    if _BETWEEN.search(text) and len(found.days) == 2:
        first, last = found.days
        found.add(*(first + timedelta(days=n) for n in range(min(LONGEST_SPAN_DAYS, (last - first).days))))
    return found


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(rf"{_AND}(?:{alternation(VOCABULARY['moments'][name])})(?!\w)")


LONGEST_SPAN_DAYS: Final = 31
_AND: Final = r"(?<!\w)[وف]?"  # Arabic writes « and tomorrow » in one word
_DIGIT: Final = re.compile(r"\d")
_BETWEEN: Final = re.compile(r"\b(?:du|entre)\b.* (?:au|et)\b")
_MONTH, _DAY = alternation(list(ANY_MONTH)), alternation(list(ANY_WEEKDAY))
_OWN_WORK: Final = re.compile(
    r"\bje (?:travaille|bosse|suis au travail|suis au bureau|finis|sors|termine)\b[^,;.?!]*[,;.?!]"
)
_SCHOOL: Final = re.compile(
    r"\b(?:(?:pendant|durant|en|aux|les|ces|des|de) )*vacances(?: scolaires?)?"
    r"(?: (?:de la |de |d )(?:noel|toussaint|hiver|fevrier|paques|printemps|ete))?\b|\bschool holidays\b"
)
_WHOLE_MONTH: Final = re.compile(
    rf"\b(?:en|au mois de|au mois d|courant|debut|mi|fin|in|mid|early|late|im|a|ende|anfang) (?:{_MONTH})\b"
)
_FIGURE: Final = re.compile(r"(?<![\d.])\d{1,4}(?![\d.]*\d)")  # no postcode, no telephone
_RANGE: Final = re.compile(rf"\b(?:du|de) (?:{_DAY}) (?:au|a) (?:{_DAY})\b")
_DATE: Final = re.compile(
    rf"(?:\b(?:{_DAY}) )?(?:\ble )?(?:(?P<and>\d\d?) (?:et|au) (?:le )?)?\b(?P<day>\d\d?)(?:er|st|nd|rd|th)?"
    rf"(?: (?:de |of )?(?P<month>{_MONTH})\b|/(?P<number>\d\d?)\b)"
    r"(?:(?: |/| de )(?P<year>20\d\d|\d\d(?= ?$))\b)?"
)
# « 14.07.2027 », « 14-07-2027 » and « 2027-07-14 », whose hyphens are spaces by now.
_NUMERIC_DATE: Final = re.compile(
    r"\b(?P<day>\d\d?)[. ](?P<number>\d\d?)[. ](?P<year>20\d\d)\b"
    r"|\b(?P<iso_year>20\d\d)[. ](?P<iso_number>\d\d?)[. ](?P<iso_day>\d\d?)\b"
    r"|\b(?:am|vom|bis|den) (?P<point_day>\d\d?)\.(?P<point_number>\d\d?)(?=\.?(?: |$))"
)
_ENGLISH_DATE: Final = re.compile(
    rf"(?:\b(?:{_DAY}) )?\b(?P<month>{_MONTH}) (?P<day>\d\d?)(?:st|nd|rd|th)?\b"
)
_DAY_NUMBER: Final = re.compile(rf"\b(?:le|{_DAY}) (?:le )?(?P<day>\d\d?)\b(?! ?(?:h|heures?|uhr|[:/.]\d))")
_FEASTS: Final = {name: name for name in (*VOCABULARY["feasts"]["fr"], *VOCABULARY["feasts_abroad"])} | {
    name: french for french, names in VOCABULARY["feasts_abroad"].items() for name in names
}
_FEAST: Final = re.compile(
    rf"{_AND}(?:jour de |le jour de |a |au )?(?P<feast>{alternation(list(_FEASTS))})(?!\w)"
)
_TIME: Final = re.compile(
    r"\b(?:(?:a|vers|apres|avant|des|pour|jusqu a|at|um|alle|a las|as) )?"
    r"(?P<hour>[01]?\d|2[0-4]) ?(?:(?:heures?|h|uhr|:) ?(?P<minute>[0-5]\d)?|(?P<half>am|pm))(?!\w)"
)
_NOON: Final = re.compile(r"\b(?:entre midi et (?:deux|2|13 ?h|14 ?h)|(?:a|le|ce|vers) midi|at noon|midi)\b")
_EVERY, _COMING, _NEXT = (alternation(VOCABULARY["moments"][name]) for name in ("every", "coming", "next"))
_WEEKDAY: Final = re.compile(
    rf"(?:(?<!\w)(?P<every>{_EVERY}) )?(?:(?<!\w)(?P<coming>{_COMING}) )?(?:\b(?:ce|cet|on|el|am) )?"
    rf"{_AND}ب?(?P<day>{_DAY})(?P<plural>s?)(?!\w)(?: (?P<next>{_NEXT})(?!\w))?"
)
# « Samstagvormittag », « sabato sera »: the day, and the part as it is told apart from days.
_BEHIND_A_DAY: Final = [
    (
        re.compile(
            rf"(?<!\w)(?P<day>{alternation(told['days'] + VOCABULARY['weekdays'][language])})"
            rf" ?(?P<part>{alternation(list(told['parts']))})(?!\w)"
        ),
        told["parts"],
    )
    for language, told in VOCABULARY["behind_a_day"].items()
]


def _own_work(found: Moments) -> None:
    """« Je travaille du lundi au vendredi, … »: the citizen's hours, not those asked about."""
    found.week = bool(found.take(_OWN_WORK))


def _greetings(found: Moments) -> None:
    while found.take(_words("greetings")):
        pass


def _parts_behind_days(found: Moments) -> None:
    for pattern, parts in _BEHIND_A_DAY:
        if match := pattern.search(found.text):
            told = f"{match['day']} {parts[match['part']]}"
            found.text = f"{found.text[: match.start()]}{told}{found.text[match.end() :]}"


def _kinds_of_days(found: Moments) -> None:
    found.school_holidays = bool(found.take(_SCHOOL) or found.take(_words("school")))
    found.public_holidays = bool(found.take(_words("feasts")))
    for whole in (_RANGE, _WHOLE_MONTH, _words("seasons")):
        found.week = bool(found.take(whole)) or found.week


def _far_ahead(found: Moments) -> None:
    while match := found.take(RANKED_DAY):
        found.add(*filter(None, [ranked_day(match, found.today)]))
        found.from_today = True
    while match := found.take(WEEKS_AFTER):
        found.add(weeks_after(match, found.today))
        found.from_today = True
    for pattern in DISTANCES:
        while match := found.take(pattern):
            told = distance(match, found.today)
            found.add(*told.days)
            found.minutes_ahead, found.from_today = told.minutes, True


def _numeric_dates(found: Moments) -> None:
    while match := found.take(_NUMERIC_DATE):
        kind = next(kind for kind in ("", "iso_", "point_") if match[f"{kind}day"])
        year = match.groupdict().get(f"{kind}year")
        day, month = int(match[f"{kind}day"]), int(match[f"{kind}number"])
        found.add(*filter(None, [_dated(found.today, day, month, int(year) if year else None)]))


def _dates(found: Moments) -> None:
    while match := found.take(_DATE) or found.take(_ENGLISH_DATE):
        parts = match.groupdict()
        month = ANY_MONTH[parts["month"]] if parts["month"] else int(parts["number"])
        year = int(parts["year"]) % 100 + 2000 if parts.get("year") else None
        for number in filter(None, (parts.get("and"), parts["day"])):
            if (day := _dated(found.today, int(number), month, year)) is not None:
                found.add(day)


def _dated(today: date, number: int, month: int, year: int | None) -> date | None:
    """The date, the next one when it has no year; None when no calendar has it."""
    for candidate in [year] if year else [today.year, today.year + 1]:
        try:
            day = date(candidate, month, number)
        except ValueError:
            continue
        if year or day >= today:
            return day
    return None


def _day_numbers(found: Moments) -> None:
    if match := found.take(_DAY_NUMBER):
        ahead = (found.today + timedelta(days=n) for n in range(62))
        found.add(*[day for day in ahead if day.day == int(match["day"])][:1])


def _feasts(found: Moments) -> None:
    while match := found.take(_FEAST):
        found.add(*_feast_days(found, _FEASTS[match["feast"]]))


def _feast_days(found: Moments, feast: str) -> list[date]:
    """The next day of a feast by its French name; none where the calendar has it not."""
    name, later = VOCABULARY["feasts_beside"].get(feast, (feast, 0))
    ahead = (found.today + timedelta(days=n) for n in range(370))
    days = (day for day in ahead if name in _feast_of(found.calendar, day - timedelta(days=later)))
    return list(islice(days, 1))


def _feast_of(calendar: Calendar, day: date) -> str:
    return fold(calendar.is_public_holiday(day) or "")


def _relative_days(found: Moments) -> None:
    for part in Part:
        if found.take(_words(f"this_{part}")):
            found.add(found.today)
            found.part = part
    for name, days in (("after_tomorrow", 2), ("today", 0)):
        if found.take(_words(name)):
            found.add(found.today + timedelta(days=days))


def _weeks(found: Moments) -> None:
    monday = found.today - timedelta(days=found.today.weekday())
    week = [monday + timedelta(days=n) for n in range(14)]
    if found.take(_words("week_end")):
        found.add(*(day for day in week[5:7] if day >= found.today))
    for name, days in (("next_week", week[7:]), ("this_week", week[:7])):
        if found.take(_words(name)):
            found.within += [day for day in days if day >= found.today]


def _wholes(found: Moments) -> None:
    for whole in (_words("months"), _words("any_day")):
        found.week = bool(found.take(whole)) or found.week


def _times(found: Moments) -> None:
    if match := found.take(_TIME):
        hour = int(match["hour"]) % 24
        if match["half"]:
            hour = hour % 12 + 12 * (match["half"] == "pm")
        found.minute = hour * 60 + int(match["minute"] or 0)
    elif match := found.take(_NOON):
        found.minute = 12 * 60 + (30 if "entre" in match[0] else 0)


def _parts(found: Moments) -> None:
    for part in Part:
        if found.take(_words(part.value)):
            found.part = found.part or part


def _tomorrow(found: Moments) -> None:
    if found.take(_words("tomorrow")):
        found.add(found.today + timedelta(days=1))


def _weekdays(found: Moments) -> None:
    """« jeudi de la semaine prochaine » is one day of that week; without a weekday all of it is asked."""
    named = False
    while match := found.take(_WEEKDAY):
        named, weekday = True, ANY_WEEKDAY[match["day"]]
        ahead = (weekday - found.today.weekday()) % 7
        following = match["next"] or match["coming"]
        if following and ahead == 0:
            ahead = 7
        if found.within:
            found.add(*(day for day in found.within if day.weekday() == weekday))
        elif (match["every"] or match["plural"]) and not following:
            found.every = weekday
        else:
            found.add(found.today + timedelta(days=ahead))
    if not named:
        found.add(*found.within)


_READERS: Final = (
    _own_work, _greetings, _parts_behind_days, _far_ahead, _kinds_of_days, _numeric_dates, _dates, _feasts,
    _day_numbers, _relative_days, _weeks, _wholes, _parts, _tomorrow, _times, _weekdays,
)  # fmt: skip
_OF_FIGURES: Final = frozenset({_numeric_dates, _dates, _day_numbers})
