"""OpenStreetMap's opening hours, against an independent evaluator, day by day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours

from inference.facts.comments import general_rules_of, rules_of
from inference.facts.days import Calendar
from inference.facts.opening import Schedule
from ingest.facts import OpeningSlot, Service
from ingest.schedule.hours import Hours
from ingest.schedule.osm import slots_of

PARIS = ZoneInfo("Europe/Paris")
ORLEANS = Calendar("45300")
FIRST, DAYS = date(2026, 1, 1), 420

days = st.sampled_from(["Mo-Fr", "Mo", "Tu,Th", "We", "Sa", "Mo-Sa", "Fr-Mo", "Mo,We-Fr", ""])
ranks = st.sampled_from(["Sa[1]", "Sa[2,4]", "We[-1]", "Mo[1-2]", "Sa[1,3]"])
seasons = st.sampled_from(
    ["", "", "", "May-Sep ", "Oct-Mar ", "Jul,Aug ", "Apr 15-Oct 15 ", "Dec 20-Jan 5 ", "Aug ", "Nov 11 "]
)
parities = st.sampled_from(["", "", "", "week 1-53/2 ", "week 2-52/2 "])
times = st.sampled_from(
    ["09:00-12:00", "14:00-17:30", "08:30-12:00,13:30-17:00", "10:00-18:00", "00:00-24:00"]
)
rules = st.builds(lambda *parts: "".join(parts[:3]) + " " + parts[3], seasons, parities, days | ranks, times)
closings = st.builds(lambda season, day: f"{season}{day} off".strip(), seasons, days).filter(
    lambda r: r != "off"
)


def hours_of(hours: Hours, day: date, insee: str = "45300") -> list[tuple[int, int]] | None:
    """The opening of a day by the tables; None when it leaves it in doubt."""
    service = Service("m", "mairie", "Mairie - Ici", hours.slots, hours_comment=hours.comment)
    found = Schedule(service, (), _calendar(insee)).day_hours(day)
    return [(span.opens, span.closes) for span in found.spans] if found.certain else None


@cache
def _calendar(insee: str) -> Calendar:
    return Calendar(insee)


def by_the_library(expression: str) -> dict[date, list[tuple[int, int]]]:
    """The opening of each day by opening-hours-py, spans that touch made one."""
    start = datetime.combine(FIRST, time(), PARIS)
    end = start + timedelta(days=DAYS)
    found: dict[date, list[tuple[int, int]]] = {FIRST + timedelta(days=n): [] for n in range(DAYS)}
    oracle = OpeningHours(expression, timezone=PARIS, country="FR")
    for opens, closes, state, _ in oracle.intervals(start, end):
        if str(state) != "open":
            continue
        day = opens.date()
        while day < FIRST + timedelta(days=DAYS) and datetime.combine(day, time(), PARIS) < closes:
            first = _minute(opens) if opens.date() == day else 0
            last = _minute(closes) if closes.date() == day else 1440
            found[day].append((first, last))
            day += timedelta(days=1)
    return found


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


@settings(max_examples=120, deadline=None)
@given(st.lists(rules | closings, min_size=1, max_size=3))
def test_every_day_is_as_the_library_says(parts: list[str]) -> None:
    expression = "; ".join(" ".join(part.split()) for part in parts)
    hours = slots_of(expression)
    if not hours.slots:
        assert hours.comment == expression
        return
    for day, expected in by_the_library(expression).items():
        if not ORLEANS.is_public_holiday(day):
            assert hours_of(hours, day) == expected, (expression, day)


@settings(max_examples=60, deadline=None)
@given(rules, st.sampled_from(["PH off", "PH 10:00-12:00"]))
def test_public_holidays_are_as_the_library_says(rule: str, feasts: str) -> None:
    expression = f"{' '.join(rule.split())}; {feasts}"
    hours = slots_of(expression)
    assume(hours.slots)
    for day, expected in by_the_library(expression).items():
        said = hours_of(hours, day)
        assert said == expected or (said is None and ORLEANS.is_public_holiday(day) and not expected), day


@settings(max_examples=120, deadline=None)
@given(st.lists(rules | closings, min_size=1, max_size=3))
def test_what_is_written_is_what_the_reader_of_comments_understands(parts: list[str]) -> None:
    hours = slots_of("; ".join(part.strip() for part in parts))
    assert all(rules_of(slot.comment) is not None for slot in hours.slots)
    assert not hours.slots or general_rules_of(hours.comment) is not None


def test_school_holidays_take_a_day_from_the_usual_week() -> None:
    hours = slots_of("Mo-Fr 09:00-12:00,14:00-17:00; We off; PH off; SH Mo 10:00-12:00")
    school, holiday = date(2026, 11, 23), date(2026, 12, 21)
    assert hours_of(hours, school) == [(540, 720), (840, 1020)]
    assert hours_of(hours, holiday) == [(600, 720)]
    assert hours_of(hours, date(2026, 12, 22)) == [(540, 720), (840, 1020)]
    assert hours_of(hours, date(2026, 12, 25)) == []
    assert hours_of(hours, holiday, "2A004") is None


def test_what_has_no_school_holidays_is_shut_in_them() -> None:
    hours = slots_of("Tu 14:00-18:00; SH off")
    assert hours.slots == (OpeningSlot((1,), 840, 1080, "hors vacances scolaires"),)


@pytest.mark.parametrize(
    "expression",
    [
        "lundi 9h-12h",
        "sunrise-sunset",
        "Mo-Fr 10:00+",
        "Mo 22:00-02:00",
        "2026 Dec 24-2027 Jan 2 off",
        "easter off",
        "Mo-Fr 09:00-12:00; Jul-Aug SH Mo 10:00-11:00",
        "Mo-Fr 09:00-12:00 || 14:00-15:00",
        "SH off",
    ],
)
def test_what_cannot_be_given_whole_is_kept_as_it_is_written(expression: str) -> None:
    assert slots_of(expression) == Hours(comment=expression)


def test_the_comment_of_a_rule_stays_with_its_slots() -> None:
    hours = slots_of('Mo-Fr 09:00-12:00 "sur rendez-vous"; Sa 10:00-12:00 unknown')
    assert [slot.comment for slot in hours.slots] == ["sur rendez-vous", "horaire à confirmer"]


def test_what_holds_at_other_times_leaves_the_slots_certain() -> None:
    hours = slots_of('Mo-Fr 09:00-12:00 || "sur rendez-vous"')
    assert hours.comment == "En dehors de ces horaires : sur rendez-vous"
    assert hours_of(hours, date(2026, 11, 24)) == [(540, 720)]
