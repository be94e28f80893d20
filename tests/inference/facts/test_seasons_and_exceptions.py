"""Seasons, exceptional hours, public holidays that the table speaks of: what is open on that very day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from inference.facts.days import Calendar
from inference.facts.opening import Reason, Schedule
from inference.facts.spans import State
from ingest.facts import Event, OpeningSlot, Service
from tests.inference.facts.town_halls import WEEK, at

if TYPE_CHECKING:
    from tests.inference.facts.conftest import Ask

USUAL = OpeningSlot(WEEK, at(9), at(17))
SUMMER = OpeningSlot(WEEK, at(8), at(13), "", date(2027, 7, 7), date(2027, 8, 29), exceptional=True)
SATURDAY = date(2026, 12, 5)
OPENING = OpeningSlot((5,), at(9), at(12), "", SATURDAY, SATURDAY, exceptional=True)


def mairie(*slots: OpeningSlot, comment: str = "") -> Service:
    return Service("m", "mairie", "Mairie - Sandillon", slots, hours_comment=comment)


def schedule(service: Service, *events: Event) -> Schedule:
    return Schedule.of(service, events, Calendar("45300"))


def spans(service: Service, day: date, *events: Event) -> list[tuple[int, int]]:
    return [(span.opens // 60, span.closes // 60) for span in schedule(service, *events).day_hours(day).spans]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2027, 7, 6), [(9, 17)]),
        (date(2027, 7, 7), [(8, 13)]),
        (date(2027, 7, 10), []),
        (date(2027, 8, 27), [(8, 13)]),
        (date(2027, 8, 30), [(9, 17)]),
    ],
)
def test_a_period_stands_in_place_of_the_usual_week(day: date, expected: list[tuple[int, int]]) -> None:
    assert spans(mairie(USUAL, SUMMER), day) == expected


def test_the_shortest_period_wins() -> None:
    day = date(2027, 8, 4)
    special = OpeningSlot((2,), at(15), at(16), "", day, day, exceptional=True)
    assert spans(mairie(USUAL, SUMMER, special), day) == [(15, 16)]


def test_a_public_holiday_closes_a_period_but_not_a_day_opened_by_name() -> None:
    feast = date(2027, 7, 14)
    special = OpeningSlot((2,), at(10), at(11), "", feast, feast, exceptional=True)
    assert spans(mairie(USUAL, SUMMER), feast) == []
    assert spans(mairie(USUAL, special), feast) == [(10, 11)]


def test_a_day_opened_by_name_inside_a_long_closure_is_in_doubt() -> None:
    closed = Event("Mairie fermée", datetime(2026, 12, 1), datetime(2026, 12, 12), all_day=True, closure=True)
    hours = schedule(mairie(USUAL, OPENING), closed).day_hours(SATURDAY)
    assert hours.spans == ()
    assert [span.state for span in hours.doubtful] == [State.UNCERTAIN]


def test_hours_that_begin_later_are_not_open_yet() -> None:
    later = replace(USUAL, from_day=date(2027, 1, 4))
    assert schedule(mairie(later)).open_at(datetime(2026, 11, 24, 10)) is State.UNCERTAIN
    assert spans(mairie(later), date(2027, 1, 4)) == [(9, 17)]


def test_hours_that_begin_later_leave_todays_alone() -> None:
    table = mairie(
        replace(USUAL, until_day=date(2026, 12, 31)), replace(USUAL, opens=at(10), from_day=date(2027, 1, 4))
    )
    assert spans(table, date(2026, 11, 24)) == [(9, 17)]
    assert spans(table, date(2027, 1, 4)) == [(10, 17)]


@pytest.mark.parametrize(
    ("comment", "general", "expected", "certain"),
    [
        ("", "", [], False),
        ("", "Fermé les jours fériés", [], True),
        ("sauf jours fériés", "", [], True),
        ("uniquement les jours fériés", "", [(9, 17)], True),
    ],
)
def test_what_the_table_says_of_public_holidays_is_certain(
    comment: str, general: str, expected: list[tuple[int, int]], certain: bool
) -> None:
    table = mairie(replace(USUAL, comment=comment), comment=general)
    hours = schedule(table).day_hours(date(2026, 11, 11))
    assert [(span.opens // 60, span.closes // 60) for span in hours.spans] == expected
    assert hours.certain is certain
    assert (hours.reason is Reason.PUBLIC_HOLIDAY) is not bool(expected)


def test_what_is_open_on_public_holidays_only_is_closed_on_the_others() -> None:
    table = mairie(replace(USUAL, comment="uniquement les jours fériés"))
    assert spans(table, date(2026, 11, 12)) == []


def test_the_exception_is_said_first(ask: Ask) -> None:
    answer = ask("c'est ouvert ?", "2027-07-12T14:00", services=(mairie(USUAL, SUMMER),))
    assert answer is not None
    assert answer.text.startswith(
        "Attention, horaires exceptionnels du mercredi 7 juillet au dimanche 29 août."
    )
    assert "Non, la mairie de Sandillon est fermée en ce moment." in answer.text
    assert "Prochaine ouverture : demain mardi 13 juillet à 8 h." in answer.text


def test_the_week_shows_the_period_to_come(ask: Ask) -> None:
    answer = ask("horaires de la mairie", "2027-06-01T10:00", services=(mairie(USUAL, SUMMER),))
    assert answer is not None
    usual, _, summer = answer.text.partition(
        "Du mercredi 7 juillet au dimanche 29 août, horaires exceptionnels :"
    )
    assert "- lundi : 9 h – 17 h" in usual
    assert "- lundi : 8 h – 13 h" in summer


def test_a_holiday_that_the_table_closes_is_said_plainly(ask: Ask) -> None:
    table = mairie(USUAL, comment="Fermé les jours fériés")
    answer = ask("la mairie est ouverte le 11 novembre ?", "2026-11-09T10:00", services=(table,))
    assert answer is not None
    assert (
        "Mercredi 11 novembre est un jour férié (Armistice) : la mairie de Sandillon est fermée."
        in answer.text
    )
    assert answer.certain


def test_exceptional_hours_alone_do_not_make_a_week(ask: Ask) -> None:
    table = mairie(OPENING)
    unknown = ask("la mairie est ouverte ?", services=(table,))
    known = ask("la mairie est ouverte samedi 5 décembre ?", services=(table,))
    assert unknown is not None
    assert known is not None
    assert "fermée" not in unknown.text
    assert not unknown.certain
    assert "de 9 h à 12 h" in known.text


def test_good_friday_in_alsace_is_neither_open_nor_closed(ask: Ask) -> None:
    table = mairie(USUAL, comment="Fermé les jours fériés")
    answer = ask("la mairie est ouverte le 26 mars ?", "2027-03-22T10:00", services=(table,), insee="67482")
    assert answer is not None
    assert "n’est férié que dans certaines communes d’Alsace-Moselle" in answer.text
    assert "est ouverte de" not in answer.text
    assert not answer.certain
