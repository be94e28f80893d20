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
