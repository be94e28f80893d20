"""Calendars: dated events, closures, and rules without end."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from ops.fault import Fault
from tests.ingest.paper import calendar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.document import Reading

MARKET = "DTSTART:20261128T080000\nDTEND:20261128T130000\nSUMMARY:Marché de Noël\nLOCATION:Halle"


def test_an_event_is_told_in_one_sentence(tmp_path: Path, read: Callable[..., Reading]) -> None:
    reading = read(calendar(tmp_path / "a.ics", MARKET))
    event = reading.facts.events[0]
    assert (event.starts, event.ends) == (datetime(2026, 11, 28, 8), datetime(2026, 11, 28, 13))
    assert not event.closure
    assert reading.elements[-1].text == "Marché de Noël : samedi 28 novembre 2026 de 8 h 00 à 13 h 00, Halle."


def test_a_closure_over_days_says_its_last_day(tmp_path: Path, read: Callable[..., Reading]) -> None:
    days = "DTSTART;VALUE=DATE:20261231\nDTEND;VALUE=DATE:20270103"
    reading = read(calendar(tmp_path / "a.ics", f"{days}\nSUMMARY:Fermée\nCATEGORIES:FERMETURE,VILLE"))
    assert reading.facts.events[0].closure
    assert reading.facts.events[0].all_day
    assert "du jeudi 31 décembre 2026 au samedi 2 janvier 2027 inclus" in reading.elements[-1].text


def test_a_weekly_rule_is_expanded_over_a_bounded_window(
    tmp_path: Path, read: Callable[..., Reading]
) -> None:
    weekly = "DTSTART;VALUE=DATE:20200106\nRRULE:FREQ=WEEKLY;BYDAY=MO\nSUMMARY:Ordures ménagères"
    events = read(calendar(tmp_path / "a.ics", weekly)).facts.events
    assert 80 < len(events) < 95
    assert {event.starts.weekday() for event in events} == {0}


def test_exceptions_to_a_rule_are_kept(tmp_path: Path, read: Callable[..., Reading]) -> None:
    weekly = (
        "DTSTART;VALUE=DATE:20261102\nRRULE:FREQ=WEEKLY;UNTIL=20261231\n"
        "EXDATE;VALUE=DATE:20261207\nSUMMARY:Ordures ménagères"
    )
    days = [event.starts.day for event in read(calendar(tmp_path / "a.ics", weekly)).facts.events]
    assert days == [2, 9, 16, 23, 30, 14, 21, 28]


@pytest.mark.parametrize(
    "bad",
    [
        "DTSTART:20261201T180000\nRRULE:FREQ=DAYLY;UNTIL=20261399;BYDAY=XX\nSUMMARY:Conseil",
        "DTSTART:19000101T000000\nRRULE:FREQ=SECONDLY;INTERVAL=1\nSUMMARY:Sans fin",
        "DTSTART:19000101T000000\nRRULE:FREQ=MINUTELY\nSUMMARY:Sans fin",
        "DTSTART:hier\nSUMMARY:Sans date",
        "SUMMARY:Sans début",
    ],
)
def test_a_rule_without_sense_or_end_is_told_and_not_expanded(
    tmp_path: Path, read: Callable[..., Reading], bad: str
) -> None:
    reading = read(calendar(tmp_path / "a.ics", MARKET, bad))
    assert [event.title for event in reading.facts.events] == ["Marché de Noël"]
    assert "écarté" in reading.remarks[0]


def test_universal_time_is_told_in_the_time_of_the_place(
    tmp_path: Path, read: Callable[..., Reading]
) -> None:
    utc = "DTSTART:20261128T070000Z\nDTEND:20261128T080000Z\nSUMMARY:Marché"
    assert read(calendar(tmp_path / "a.ics", utc)).facts.events[0].starts == datetime(2026, 11, 28, 8)


def test_a_calendar_of_the_past_is_refused(tmp_path: Path, read: Callable[..., Reading]) -> None:
    with pytest.raises(Fault, match="Aucun événement"):
        read(calendar(tmp_path / "a.ics", "DTSTART:19990101T080000\nSUMMARY:Passé"))


def test_many_unreadable_events_are_one_short_refusal(tmp_path: Path, read: Callable[..., Reading]) -> None:
    broken = [f"DTSTART:20269999\nSUMMARY:{'x' * 500} {number}" for number in range(20)]
    with pytest.raises(Fault, match="18 de plus sont écartés") as refused:
        read(calendar(tmp_path / "a.ics", *broken))
    assert len(str(refused.value)) < 400
