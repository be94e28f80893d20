"""The comment overrides the slot: read whole, or the slot is in doubt."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from inference.facts.comments import rules_of
from inference.facts.days import Calendar
from inference.facts.opening import Schedule
from inference.facts.spans import State
from ingest.facts import OpeningSlot, Service

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


def state(comment: str, moment: str, *, insee: str = "45300", general: str = "") -> State:
    """Of a service open every day from 9 to 12 and from 14 to 18, under one comment."""
    slots = tuple(
        OpeningSlot(EVERY_DAY, opens * 60, closes * 60, comment) for opens, closes in ((9, 12), (14, 18))
    )
    service = Service("m", "mairie", "Mairie - Ici", slots, hours_comment=general)
    return Schedule.of(service, (), Calendar(insee)).open_at(datetime.fromisoformat(moment))


@pytest.mark.parametrize(
    ("comment", "open_on", "closed_on"),
    [
        ("Uniquement le 2e et 4e samedis de chaque mois.", "2026-11-14", "2026-11-21"),
        ("1er et 3ème samedi du mois", "2026-11-07", "2026-11-28"),
        ("le premier samedi du mois", "2026-11-07", "2026-11-14"),
        ("Ouvert uniquement le dernier samedi du mois", "2026-11-28", "2026-11-21"),
        ("sauf le 1er lundi du mois", "2026-11-09", "2026-11-02"),
        ("Fermé le 3e mardi du mois", "2026-11-10", "2026-11-17"),
        ("Hors vacances scolaires", "2026-11-24", "2026-12-22"),
        ("uniquement pendant les vacances scolaires", "2026-12-22", "2026-11-24"),
        ("Fermé pendant les vacances scolaires.", "2026-11-24", "2026-12-22"),
        ("Semaines paires", "2026-11-24", "2026-11-17"),
        ("les semaines impaires uniquement", "2026-11-17", "2026-11-24"),
        ("de juin à septembre", "2026-07-21", "2026-11-24"),
        ("d'octobre à mars", "2026-12-22", "2026-07-21"),
        ("en juillet et août", "2026-08-04", "2026-09-08"),
        ("sauf en août", "2026-09-08", "2026-08-04"),
        ("du 15 juin au 15 septembre", "2026-06-16", "2026-06-09"),
        ("avec ou sans rendez-vous", "2026-11-24", None),
    ],
)
def test_a_comment_opens_and_closes_days(comment: str, open_on: str, closed_on: str | None) -> None:
    assert state(comment, f"{open_on}T10:00") is State.OPEN
    if closed_on:
        assert state(comment, f"{closed_on}T10:00") is State.CLOSED


def test_a_comment_on_afternoons_leaves_the_morning_alone() -> None:
    comment = "Ouvert uniquement hors vacances scolaires l'après-midi"
    assert state(comment, "2026-12-22T10:00") is State.OPEN
    assert state(comment, "2026-12-22T15:00") is State.CLOSED
    assert state(comment, "2026-11-24T15:00") is State.OPEN


def test_by_appointment_in_the_afternoon_is_not_an_open_door() -> None:
    comment = "Uniquement sur rendez-vous l'après-midi"
    assert state(comment, "2026-11-24T10:00") is State.OPEN
    assert state(comment, "2026-11-24T15:00") is State.BY_APPOINTMENT


@pytest.mark.parametrize(
    "comment",
    [
        "Permanence des élus",
        "un samedi sur deux",
        "état civil uniquement",
        "uniquement le matin pendant les vacances scolaires",
        "le matin uniquement pendant les vacances scolaires",
        "hors vacances scolaires sauf Noël",
        "sur rendez-vous pendant les vacances scolaires",
        "de 9h à 11h30 le 1er samedi du mois",
    ],
)
def test_a_comment_that_is_not_understood_leaves_the_slot_in_doubt(comment: str) -> None:
    assert rules_of(comment) is None
    assert state(comment, "2026-11-24T10:00") is State.UNCERTAIN


def test_where_school_holidays_are_not_known_the_slot_is_in_doubt() -> None:
    assert state("Hors vacances scolaires", "2026-11-24T10:00", insee="2A004") is State.UNCERTAIN


def test_the_comment_of_the_whole_service_counts_when_it_speaks_of_time() -> None:
    assert state("", "2026-08-04T10:00", general="Fermé en août.") is State.CLOSED
    assert state("", "2026-08-04T10:00", general="Horaires réduits l'été selon les congés") is State.UNCERTAIN
    assert state("", "2026-08-04T10:00", general="Le standard répond par téléphone.") is State.OPEN


def test_remarks_are_verbatim() -> None:
    slot = OpeningSlot((1,), 540, 720, "Permanence des élus  (1er étage)")
    schedule = Schedule.of(Service("m", "mairie", "Mairie", (slot,)), (), Calendar("45300"))
    hours = schedule.day_hours(date(2026, 11, 24))
    assert hours.remarks == ("Permanence des élus  (1er étage)",)
    assert not hours.certain
    assert hours.spans == ()
