"""Seasons, dated weeks, exceptional hours and closures agree with a calendar coloured in minute by minute."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from inference.facts.days import Calendar
from inference.facts.opening import HORIZON_DAYS, Schedule
from inference.facts.spans import State
from ingest.facts import Event, OpeningSlot, Service

HOLIDAYS = {date(2026, 11, 1), date(2026, 11, 11), date(2026, 12, 25), date(2027, 1, 1)}
START = date(2026, 10, 20)
# What a comment means, told without the evaluator.
SEASONS = {
    "": lambda day: True,
    "de novembre à mars": lambda day: day.month in (11, 12, 1, 2, 3),
    "sauf en décembre": lambda day: day.month != 12,
    "du 15 novembre au 10 janvier": lambda day: (
        (day.month, day.day) >= (11, 15) or (day.month, day.day) <= (1, 10)
    ),
    "semaines paires": lambda day: int(day.strftime("%V")) % 2 == 0,
    "sauf du 24 décembre au 2 janvier": lambda day: (
        not ((day.month, day.day) >= (12, 24) or (day.month, day.day) <= (1, 2))
    ),
}

grid = st.integers(4, 10).map(lambda step: step * 120)
days = st.integers(0, 75).map(lambda n: START + timedelta(days=n))
weekdays = st.sets(st.integers(0, 6), min_size=1).map(lambda found: tuple(sorted(found)))
usual = st.builds(
    lambda held, opens, length, comment: OpeningSlot(held, opens, opens + length, comment),
    weekdays, grid, st.sampled_from([60, 120, 240]), st.sampled_from(list(SEASONS)),
)  # fmt: skip
exceptional = st.builds(
    lambda held, opens, first, length: OpeningSlot(
        held, opens, opens + 90, "", first, first + timedelta(days=length), exceptional=True
    ),
    weekdays, grid, days, st.integers(1, 20),
)  # fmt: skip
closures = st.lists(
    st.builds(
        lambda day, opens, length: Event(
            "Fermeture",
            datetime.combine(day, time()) + timedelta(minutes=opens),
            datetime.combine(day, time()) + timedelta(minutes=opens + length),
            all_day=False,
            closure=True,
        ),
        days, grid, st.integers(1, 4000),
    ),
    max_size=2,
)  # fmt: skip
weeks = st.lists(usual, min_size=1, max_size=3)
specials = st.lists(exceptional, max_size=2)


def slots_on(weekly: list[OpeningSlot], special: list[OpeningSlot], day: date) -> list[OpeningSlot]:
    """The slots of a day, as a person with the timetable and the notices pinned over it would say."""
    pinned = [
        slot
        for slot in special
        if slot.from_day and slot.until_day and slot.from_day <= day <= slot.until_day
    ]
    if pinned:
        shortest = min((slot.until_day or day) - (slot.from_day or day) for slot in pinned)
        first = next(s for s in pinned if (s.until_day or day) - (s.from_day or day) == shortest)
        return [s for s in pinned if (s.from_day, s.until_day) == (first.from_day, first.until_day)]
    return [slot for slot in weekly if SEASONS[slot.comment](day)]


def is_open(
    weekly: list[OpeningSlot], special: list[OpeningSlot], events: list[Event], moment: datetime
) -> bool:
    if moment.date() in HOLIDAYS or any(event.starts <= moment < event.ends for event in events):
        return False
    minute = moment.hour * 60 + moment.minute
    held = slots_on(weekly, special, moment.date())
    return any(moment.weekday() in s.weekdays and s.opens <= minute < s.closes for s in held)


def schedule(weekly: list[OpeningSlot], special: list[OpeningSlot], events: list[Event]) -> Schedule:
    service = Service("m", "mairie", "Mairie - Ici", (*weekly, *special))
    return Schedule.of(service, events, Calendar("45300"))


@settings(max_examples=300, deadline=None)
@given(weeks, specials, closures, days, grid)
def test_open_at_agrees(
    weekly: list[OpeningSlot], special: list[OpeningSlot], events: list[Event], day: date, minute: int
) -> None:
    moment = datetime.combine(day, time()) + timedelta(minutes=minute)
    said = schedule(weekly, special, events).open_at(moment) is State.OPEN
    assert said == is_open(weekly, special, events, moment)


@settings(max_examples=200, deadline=None)
@given(weeks, specials, closures, days, grid)
def test_it_closes_at_the_first_closed_minute(
    weekly: list[OpeningSlot], special: list[OpeningSlot], events: list[Event], day: date, minute: int
) -> None:
    later = moment = datetime.combine(day, time()) + timedelta(minutes=minute)
    closes = schedule(weekly, special, events).closes_at(moment)
    while is_open(weekly, special, events, later):
        later += timedelta(minutes=1)
    assert closes == (None if later == moment else later)


@settings(max_examples=60, deadline=None)
@given(weeks, specials, closures, days, grid)
def test_next_opening_is_the_first_minute_that_opens(
    weekly: list[OpeningSlot], special: list[OpeningSlot], events: list[Event], day: date, minute: int
) -> None:
    moment = datetime.combine(day, time()) + timedelta(minutes=minute)
    found = schedule(weekly, special, events).next_opening(moment)
    said = found and datetime.combine(found.day, time()) + timedelta(minutes=found.span.opens)
    assert said == first_opening(weekly, special, events, moment)


def first_opening(
    weekly: list[OpeningSlot], special: list[OpeningSlot], events: list[Event], moment: datetime
) -> datetime | None:
    """Walks the minutes; a day on which nothing is open is stepped over."""
    end = datetime.combine(moment.date(), time()) + timedelta(days=HORIZON_DAYS + 1)
    later, before = moment + timedelta(minutes=1), is_open(weekly, special, events, moment)
    while later < end:
        held = slots_on(weekly, special, later.date())
        if later.date() in HOLIDAYS or not any(later.weekday() in slot.weekdays for slot in held):
            later, before = datetime.combine(later.date() + timedelta(days=1), time()), False
            continue
        now = is_open(weekly, special, events, later)
        if now and not before:
            return later
        later, before = later + timedelta(minutes=1), now
    return None
