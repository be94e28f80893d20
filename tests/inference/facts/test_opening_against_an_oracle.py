"""open_at and next_opening agree with a calendar coloured in minute by minute."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from inference.facts.days import Calendar
from inference.facts.opening import HORIZON_DAYS, Schedule
from inference.facts.spans import State
from ingest.facts import Event, OpeningSlot, Service

HOLIDAYS = {date(2026, 11, 11), date(2026, 12, 25), date(2027, 1, 1), date(2026, 11, 1)}
START = datetime(2026, 10, 28)

# Half of the times stand on a coarse grid, so that slots touch and moments fall on their bounds.
minutes = st.integers(0, 22 * 60) | st.integers(4, 11).map(lambda step: step * 120)
lengths = st.integers(1, 300) | st.sampled_from([120, 240])
slots = st.builds(
    lambda days, opens, length: OpeningSlot(tuple(sorted(days)), opens, min(opens + length, 23 * 60)),
    st.sets(st.integers(0, 6), min_size=1),
    minutes,
    lengths,
)
moments = st.builds(
    lambda days, minute: START + timedelta(days=days, minutes=minute), st.integers(0, 20), minutes
)
timed = st.builds(
    lambda start, length: Event(
        "Fermeture", start, start + timedelta(minutes=length), all_day=False, closure=True
    ),
    moments,
    st.integers(1, 3000),
)
whole_days = st.builds(
    lambda start, days: Event(
        "Fermeture",
        datetime.combine(start.date(), time()),
        datetime.combine(start.date(), time()) + timedelta(days=days),
        all_day=True,
        closure=True,
    ),
    moments,
    st.integers(1, 12),
)
closures = st.lists(timed | whole_days, max_size=3)


def is_open(weekly: list[OpeningSlot], events: list[Event], moment: datetime) -> bool:
    """As a person with the timetable and the closures in hand would say."""
    if moment.date() in HOLIDAYS or any(event.starts <= moment < event.ends for event in events):
        return False
    minute = moment.hour * 60 + moment.minute
    return any(moment.weekday() in s.weekdays and s.opens <= minute < s.closes for s in weekly)


def schedule(weekly: list[OpeningSlot], events: list[Event]) -> Schedule:
    service = Service("m", "mairie", "Mairie - Ici", tuple(weekly))
    return Schedule.of(service, events, Calendar("45300"))


@settings(max_examples=300, deadline=None)
@given(st.lists(slots, max_size=4), closures, moments)
def test_open_at_agrees_minute_for_minute(
    weekly: list[OpeningSlot], events: list[Event], moment: datetime
) -> None:
    said = schedule(weekly, events).open_at(moment) is State.OPEN
    assert said == is_open(weekly, events, moment)


@settings(max_examples=300, deadline=None)
@given(st.lists(slots, max_size=4), closures, moments)
def test_it_closes_at_the_first_closed_minute(
    weekly: list[OpeningSlot], events: list[Event], moment: datetime
) -> None:
    closes = schedule(weekly, events).closes_at(moment)
    if not is_open(weekly, events, moment):
        assert closes is None
        return
    later = moment
    while is_open(weekly, events, later):
        later += timedelta(minutes=1)
    assert closes == later


@settings(max_examples=150, deadline=None)
@given(st.lists(slots, max_size=3), closures, moments)
def test_next_opening_is_the_first_minute_that_opens(
    weekly: list[OpeningSlot], events: list[Event], moment: datetime
) -> None:
    found = schedule(weekly, events).next_opening(moment)
    expected = first_opening(weekly, events, moment)
    said = found and datetime.combine(found.day, time()) + timedelta(minutes=found.span.opens)
    assert said == expected


def first_opening(weekly: list[OpeningSlot], events: list[Event], moment: datetime) -> datetime | None:
    """Walks the minutes; a day on which nothing is usual or that is a holiday is stepped over."""
    end = datetime.combine(moment.date(), time()) + timedelta(days=HORIZON_DAYS + 1)
    later, before = moment + timedelta(minutes=1), is_open(weekly, events, moment)
    while later < end:
        if not any(later.weekday() in slot.weekdays for slot in weekly) or later.date() in HOLIDAYS:
            later, before = datetime.combine(later.date() + timedelta(days=1), time()), False
            continue
        now = is_open(weekly, events, later)
        if now and not before:
            return later
        later, before = later + timedelta(minutes=1), now
    return None


def test_slots_that_touch_are_one_opening() -> None:
    weekly = [OpeningSlot((1,), 540, 720), OpeningSlot((1,), 720, 840)]
    tuesday = datetime(2026, 11, 24, 10)
    assert schedule(weekly, []).closes_at(tuesday) == datetime(2026, 11, 24, 14)
    following = schedule(weekly, []).next_opening(tuesday)
    assert following is not None
    assert following.day == date(2026, 12, 1)
