"""A commune's calendar knows its own holidays, and says when it does not know."""

from __future__ import annotations

from datetime import date

import pytest

from inference.facts.days import Calendar


def test_armistice_is_a_public_holiday_everywhere() -> None:
    assert Calendar("45300").is_public_holiday(date(2026, 11, 11)) == "Armistice"
    assert Calendar("45300").is_public_holiday(date(2026, 11, 12)) is None


@pytest.mark.parametrize(
    ("insee", "name"), [("67482", "Saint-Étienne"), ("57463", "Saint-Étienne"), ("54395", None)]
)
def test_saint_stephen_is_kept_in_alsace_moselle_only(insee: str, name: str | None) -> None:
    assert Calendar(insee).is_public_holiday(date(2026, 12, 26)) == name


def test_la_reunion_keeps_the_day_slavery_was_abolished() -> None:
    assert Calendar("97411").is_public_holiday(date(2026, 12, 20)) == "Abolition de l'esclavage"


@pytest.mark.parametrize(
    ("insee", "on_holiday"),
    [("77188", True), ("45300", False), ("69123", False)],
    ids=["zone C", "zone B", "zone A"],
)
def test_zones_take_their_winter_holidays_in_turn(insee: str, on_holiday: bool) -> None:
    assert Calendar(insee).is_school_holiday(date(2026, 3, 3)) is on_holiday


@pytest.mark.parametrize("insee", ["2A004", "2B033", "97411", "98818"])
def test_where_no_zone_is_known_nothing_is_guessed(insee: str) -> None:
    assert Calendar(insee).school_zone is None
    assert Calendar(insee).is_school_holiday(date(2026, 7, 20)) is None


def test_a_year_that_the_ministry_has_not_published_is_not_known() -> None:
    assert Calendar("45300").is_school_holiday(date(2031, 2, 20)) is None


def test_every_departement_of_the_mainland_has_one_zone() -> None:
    codes = [f"{n:02d}" for n in range(1, 96) if n != 20]
    assert all(Calendar(f"{code}001").school_zone in {"A", "B", "C"} for code in codes)


@pytest.mark.parametrize(
    ("insee", "day", "name"),
    [
        ("67482", date(2027, 3, 26), "Vendredi saint"),
        ("54395", date(2027, 3, 26), None),
        ("97209", date(2027, 5, 22), "Abolition de l'esclavage"),
        ("97302", date(2027, 6, 10), "Abolition de l'esclavage"),
        ("97608", date(2027, 4, 27), "Abolition de l'esclavage"),
        ("97105", date(2027, 5, 27), "Abolition de l'esclavage"),
        ("97701", date(2027, 10, 9), "Abolition de l'esclavage"),
        ("97801", date(2027, 5, 28), "Abolition de l'esclavage"),
        ("98818", date(2027, 9, 24), "Fête de la Citoyenneté"),
        ("98735", date(2027, 3, 5), "Arrivée de l'Évangile"),
        ("98601", date(2027, 4, 28), "Saint Pierre Chanel"),
        ("97502", date(2027, 5, 22), None),
        ("2A004", date(2027, 5, 22), None),
        ("75056", date(2026, 12, 26), None),
    ],
)
def test_each_territory_keeps_its_own_days(insee: str, day: date, name: str | None) -> None:
    assert Calendar(insee).is_public_holiday(day) == name


@pytest.mark.parametrize("insee", ["67482", "2B033", "97411", "97502", "98735", "98818", "99001"])
def test_the_eleven_national_days_are_kept_everywhere(insee: str) -> None:
    days = ["01-01", "03-29", "05-01", "05-06", "05-08", "05-17", "07-14", "08-15", "11-01", "11-11", "12-25"]
    assert all(Calendar(insee).is_public_holiday(date.fromisoformat(f"2027-{day}")) for day in days)


def test_good_friday_in_alsace_moselle_depends_on_the_commune() -> None:
    assert Calendar("67482").is_kept_by_some(date(2027, 3, 26))
    assert not Calendar("67482").is_kept_by_some(date(2026, 12, 26))
    assert not Calendar("97105").is_kept_by_some(date(2027, 3, 26))


@pytest.mark.parametrize(
    ("insee", "zone"), [("67482", "B"), ("57463", "B"), ("97105", None), ("98735", None)]
)
def test_the_zone_of_a_commune(insee: str, zone: str | None) -> None:
    assert Calendar(insee).school_zone == zone
