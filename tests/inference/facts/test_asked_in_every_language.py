"""What the tables know is understood in each of the languages in which the appliance is asked."""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from inference.conversation import joined
from inference.facts.contacts.question import understand as contact_asked
from inference.facts.days import Calendar
from inference.facts.hours_question import understand as hours_asked
from inference.facts.moments import read_moments
from inference.facts.request import HoursRequest, Intent
from inference.facts.rules import Part
from inference.facts.waste.question import understand as waste_asked
from inference.facts.words import VOCABULARY, fold, plain
from inference.facts.zones.question import understand as zone_asked
from inference.language import LANGUAGES
from tests.inference.facts.plaine import question
from tests.inference.facts.town_halls import LIBRARY, SANDILLON

CALENDAR = Calendar("45300")
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = (date(2026, 11, day) for day in range(24, 30))
NEXT_WEEK = tuple(date.fromordinal(SUNDAY.toordinal() + n) for n in range(1, 8))
CHRISTMAS, EASTER_MONDAY, BASTILLE_DAY = date(2026, 12, 25), date(2027, 3, 29), date(2027, 7, 14)
SERVICES = (SANDILLON, LIBRARY)
ASKED = tomllib.loads(Path(__file__).with_name("asked_abroad.toml").read_text(encoding="utf-8"))
abroad = pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "fr"])


def of_contact(text: str) -> tuple[tuple[str, ...], list[str]]:
    """The means asked for, and of which services."""
    request = contact_asked(text, "Sandillon", SERVICES, CALENDAR, TUESDAY)
    assert request is not None, text
    return request.means, [service.key for service in request.services]


def of_hours(text: str) -> HoursRequest:
    """What is asked of hours on that Tuesday at ten."""
    asked = question(text)
    request = hours_asked(asked.text, asked.at, "Sandillon", SERVICES, CALENDAR)
    assert request is not None, text
    return request


@abroad
def test_hours(language: str) -> None:
    asked = question(ASKED["hours"][language])
    request = hours_asked(asked.text, asked.at, "Sandillon", SERVICES, CALENDAR)
    assert request is not None
    assert (request.service, request.intent) == (SANDILLON, Intent.DAYS)


@abroad
@pytest.mark.parametrize(
    ("when", "days", "part"),
    [
        ("tomorrow_morning", [WEDNESDAY], Part.MORNING),
        ("after_tomorrow_afternoon", [THURSDAY], Part.AFTERNOON),
        ("this_morning", [TUESDAY], Part.MORNING),
        ("this_afternoon", [TUESDAY], Part.AFTERNOON),
        ("this_evening", [TUESDAY], Part.EVENING),
        ("saturday_evening", [SATURDAY], Part.EVENING),
        ("next_monday", NEXT_WEEK[:1], None),
        ("next_tuesday", NEXT_WEEK[1:2], None),
        ("week_end", [SATURDAY, SUNDAY], None),
        ("this_week", [TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY], None),
        ("next_week", NEXT_WEEK, None),
        ("christmas", [CHRISTMAS], None),
        ("easter", [EASTER_MONDAY], None),
        ("bastille_day", [BASTILLE_DAY], None),
        ("national_day", [BASTILLE_DAY], None),
    ],
)
def test_days_and_parts_of_days(language: str, when: str, days: list[date], part: Part | None) -> None:
    request = of_hours(ASKED[when][language])
    assert (request.service, request.intent) == (SANDILLON, Intent.DAYS)
    assert (request.days, request.part) == (tuple(days), part)


@abroad
def test_until_when_and_from_when_on(language: str) -> None:
    until, again = of_hours(ASKED["until_today"][language]), of_hours(ASKED["reopens"][language])
    assert (until.intent, until.days, again.intent) == (Intent.CLOSES, (TUESDAY,), Intent.NEXT)


@abroad
def test_school_holidays(language: str) -> None:
    request = of_hours(ASKED["school_holidays"][language])
    assert (request.intent, request.school_holidays) == (Intent.WEEK, True)


@abroad
def test_a_greeting_tells_no_part_of_a_day(language: str) -> None:
    request = of_hours(ASKED["good_morning"][language])
    assert (request.intent, request.days, request.part) == (Intent.NOW, (), None)


@abroad
@pytest.mark.parametrize("leaning", ["and_saturday", "what_about_saturday"])
def test_another_day_behind_a_question_about_hours(language: str, leaning: str) -> None:
    whole = joined(ASKED["until_today"][language], question(ASKED[leaning][language]), CALENDAR)
    request = of_hours(whole.text)
    assert (whole.follow_up, request.service, request.intent) == (True, SANDILLON, Intent.CLOSES)
    assert request.days == (SATURDAY,) or request.every == SATURDAY.weekday()


@abroad
def test_another_service_behind_a_question_about_hours(language: str) -> None:
    whole = joined(ASKED["until_today"][language], question(ASKED["and_the_library"][language]), CALENDAR)
    request = of_hours(whole.text)
    assert (request.service, request.days) == (LIBRARY, (TUESDAY,))


@abroad
def test_a_question_of_its_own_may_open_with_and(language: str) -> None:
    alone = question(ASKED["and_a_passport"][language])
    assert joined(ASKED["until_today"][language], alone, CALENDAR) is alone


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("à Pâques", [EASTER_MONDAY]),
        ("le dimanche de Pâques", [date(2027, 3, 28)]),
        ("vendredi saint", [date(2027, 3, 26)]),
        ("am Karfreitag", [date(2027, 3, 26)]),
        ("au réveillon", [date(2026, 12, 24)]),
        ("on New Year's Eve", [date(2026, 12, 31)]),
        ("yılbaşı", [date(2027, 1, 1)]),
        ("mi ciudad natal", []),
        ("ma ville natale", []),
    ],
)
def test_feasts_are_days_where_nothing_else_is_meant(said: str, days: list[date]) -> None:
    assert read_moments(plain(said), TUESDAY, CALENDAR).days == days


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("والسبت", [SATURDAY]),
        ("فالسبت", [SATURDAY]),
        ("بالسبت", [SATURDAY]),
        ("للسبت", [SATURDAY]),
        ("وغدا", [WEDNESDAY]),
        ("بعد أسبوعين", [date(2026, 12, 8)]),
        ("haftaya bugün", [date(2026, 12, 1)]),
        ("haftaya çarşamba", [date(2026, 12, 2)]),
        ("Samstagmorgen", [SATURDAY]),
        ("Can we visit today?", [TUESDAY]),
        ("Ist das Rathaus mit dem Bus erreichbar?", []),
        ("ouvert ce we ?", [SATURDAY, SUNDAY]),
        ("c'est ouvert dem ?", [WEDNESDAY]),
        ("celui-là sera ouvert", []),
        ("est-il samedi ouvert", [SATURDAY]),
    ],
)
def test_words_that_are_joined_or_alike(said: str, days: list[date]) -> None:
    assert read_moments(plain(said), TUESDAY, CALENDAR).days == days


@pytest.mark.parametrize(
    "table", ["months", "weekdays", "opening", "moments", "feasts", "feasts_abroad", "conversation"]
)
def test_the_vocabulary_is_written_as_questions_are_folded(table: str) -> None:
    words = [*chain(*VOCABULARY[table].values())]
    assert words == [fold(word) for word in words]


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
