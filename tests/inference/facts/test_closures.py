"""Exceptional closures close the service that they name, for as long as they say."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from inference.facts.days import Calendar
from inference.facts.opening import Reason, Schedule
from inference.facts.subjects import closes_service
from ingest.facts import Event
from tests.inference.facts.town_halls import LIBRARY, SANDILLON

if TYPE_CHECKING:
    from tests.inference.facts.conftest import Ask

TUESDAY = date(2026, 11, 24)
WEEKDAYS = ("mardi", "jeudi")


def closed(title: str, starts: str, ends: str, *, all_day: bool = True, where: str = "") -> Event:
    return Event(
        title, datetime.fromisoformat(starts), datetime.fromisoformat(ends), all_day, where, closure=True
    )


@pytest.mark.parametrize(
    ("title", "where", "mairie", "library"),
    [
        ("Fermeture exceptionnelle de la mairie", "", True, False),
        ("Médiathèque fermée pour inventaire", "", False, True),
        ("Fermeture exceptionnelle", "Mairie", True, False),
        ("Fermeture exceptionnelle", "", True, True),
        ("Pont de l'Ascension : services fermés", "", True, True),
        ("Fermeture de la piscine", "", False, False),
        ("Inventaire de la médiathèque", "Place de la Mairie", False, True),
    ],
)
def test_a_closure_concerns_the_service_that_it_names(
    title: str, where: str, mairie: bool, library: bool
) -> None:
    assert closes_service(title, where, SANDILLON) is mairie
    assert closes_service(title, where, LIBRARY) is library


def test_a_closure_of_two_days_closes_both_and_not_the_third() -> None:
    event = closed("Mairie fermée : formation", "2026-11-24", "2026-11-26")
    schedule = Schedule.of(SANDILLON, [event], Calendar("45300"))
    days = [schedule.day_hours(date(2026, 11, day)) for day in (24, 25, 26)]
    assert [day.reason for day in days] == [Reason.CLOSURE, Reason.CLOSURE, None]


def test_a_timed_closure_closes_only_its_hours() -> None:
    event = closed("Mairie : obsèques", "2026-11-24T10:30", "2026-11-24T15:00", all_day=False)
    hours = Schedule.of(SANDILLON, [event], Calendar("45300")).day_hours(TUESDAY)
    assert [(span.opens, span.closes) for span in hours.spans] == [(540, 630), (900, 1020)]


def test_todays_closure_is_said_first_and_cited(ask: Ask) -> None:
    event = closed("Mairie : panne de chauffage", "2026-11-24", "2026-11-25")
    answer = ask("c'est ouvert ?", closures=[event])
    assert answer is not None
    assert answer.text.startswith(
        "Attention, fermeture exceptionnelle aujourd’hui : « Mairie : panne de chauffage »."
    )
    assert "Non, la mairie de Sandillon est fermée en ce moment." in answer.text
    assert "demain mercredi 25 novembre à 9 h" in answer.text
    assert answer.cited == ("mairie-45300", "Mairie : panne de chauffage")


def test_todays_closure_comes_before_the_habit_of_its_weekday(ask: Ask) -> None:
    event = closed("Mairie : panne de chauffage", "2026-11-24", "2026-11-25")
    tuesday, thursday = (ask(f"La mairie est ouverte le {day} ?", closures=[event]) for day in WEEKDAYS)
    assert tuesday is not None
    assert thursday is not None
    assert tuesday.text.startswith("Attention, fermeture exceptionnelle aujourd’hui")
    assert "Le mardi" in tuesday.text
    assert tuesday.cited == ("mairie-45300", "Mairie : panne de chauffage")
    assert "chauffage" not in thursday.text


def test_a_closure_of_another_day_is_not_cited(ask: Ask) -> None:
    event = closed("Mairie fermée : inventaire", "2026-12-24", "2026-12-25")
    answer = ask("la mairie est ouverte ?", closures=[event])
    assert answer is not None
    assert answer.cited == ("mairie-45300",)


def test_next_opening_steps_over_a_closure(ask: Ask) -> None:
    event = closed("Fermeture de la mairie entre deux congés", "2026-11-25", "2026-11-28")
    answer = ask("prochaine ouverture de la mairie ?", "2026-11-24T17:30", closures=[event])
    assert answer is not None
    assert "samedi 28 novembre à 9 h" in answer.text


def test_a_closure_of_several_days_is_said_once(ask: Ask) -> None:
    event = closed("Mairie fermée", "2026-11-26", "2026-12-02")
    answer = ask("horaires de la mairie", closures=[event])
    assert answer is not None
    assert answer.text.count("Mairie fermée") == 1
    assert "Attention, du jeudi 26 novembre au mardi 1er décembre : « Mairie fermée »." in answer.text


def test_the_week_warns_of_a_coming_closure(ask: Ask) -> None:
    event = closed("Mairie fermée le matin", "2026-11-26T08:00", "2026-11-26T13:00", all_day=False)
    answer = ask("horaires de la mairie", closures=[event])
    assert answer is not None
    assert "Attention, jeudi 26 novembre : « Mairie fermée le matin »." in answer.text
    assert "Mairie fermée le matin" in answer.cited
