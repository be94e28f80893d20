"""What the tables know is understood in each of the languages in which the appliance is asked."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from inference.facts.contacts.question import understand as contact_asked
from inference.facts.days import Calendar
from inference.facts.hours_question import understand as hours_asked
from inference.facts.request import Intent
from inference.facts.waste.question import understand as waste_asked
from inference.facts.zones.question import understand as zone_asked
from inference.language import LANGUAGES
from tests.inference.facts.plaine import question
from tests.inference.facts.town_halls import LIBRARY, SANDILLON

CALENDAR = Calendar("45300")
TUESDAY = date(2026, 11, 24)
SERVICES = (SANDILLON, LIBRARY)
ASKED = tomllib.loads(Path(__file__).with_name("asked_abroad.toml").read_text(encoding="utf-8"))
abroad = pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "fr"])


def of_contact(text: str) -> tuple[tuple[str, ...], list[str]]:
    """The means asked for, and of which services."""
    request = contact_asked(text, "Sandillon", SERVICES, CALENDAR, TUESDAY)
    assert request is not None, text
    return request.means, [service.key for service in request.services]


@abroad
def test_hours(language: str) -> None:
    asked = question(ASKED["hours"][language])
    request = hours_asked(asked.text, asked.at, "Sandillon", SERVICES, CALENDAR)
    assert request is not None
    assert (request.service, request.intent) == (SANDILLON, Intent.DAYS)


@abroad
def test_waste(language: str) -> None:
    asked = question(ASKED["waste"][language])
    assert waste_asked(asked.text, asked.at, frozenset(), CALENDAR) is not None


@abroad
@pytest.mark.parametrize("means", ["email", "phone", "address"])
def test_one_means_of_contact(language: str, means: str) -> None:
    assert of_contact(ASKED[means][language]) == ((means,), [SANDILLON.key])


@abroad
def test_any_means_of_contact(language: str) -> None:
    assert of_contact(ASKED["any"][language]) == ((), [SANDILLON.key])


@abroad
def test_the_zone_of_a_parcel(language: str) -> None:
    request = zone_asked(ASKED["zone"][language], "45300")
    assert request is not None
    assert (request.asks_zone, request.asks_rule, request.parcel) == (True, False, "AB 123")
