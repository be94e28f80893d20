"""A date is a day and its month together, however it is written."""

from __future__ import annotations

import pytest

from inference.guard import Guard, Unsupported
from inference.guard.dates import days_held, days_told
from tests.inference.written import passage

CLOSED = passage("La mairie est fermée du 3 décembre 2026 au 24 janvier 2027.")


@pytest.mark.parametrize(
    "said",
    [
        "La mairie est fermée du 3 décembre au 24 janvier.",
        "La mairie est fermée du 03/12/2026 au 24.01.2027.",
        "La mairie est fermée du 3/12 au 24/1.",
        "La mairie est fermée du 2026-12-03 au 2027-01-24.",
        "La mairie est fermée du trois décembre au vingt-quatre janvier.",
    ],
)
def test_the_same_days_in_another_notation_pass(said: str) -> None:
    assert Guard([CLOSED]).check(said)


@pytest.mark.parametrize(
    "said",
    [
        "La mairie est fermée du 24 décembre au 3 janvier.",
        "La mairie est fermée du 24/12 au 3/1.",
        "La mairie est fermée du 3 au 24 janvier.",
        "La mairie est fermée du 3 décembre 2027 au 24 janvier.",
        "La mairie est fermée jusqu’au 24.12.2026.",
    ],
)
def test_a_day_of_another_month_or_year_is_refused(said: str) -> None:
    with pytest.raises(Unsupported, match="nowhere: date"):
        Guard([CLOSED]).check(said)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("Fermé les 24 et 31 décembre.", "le 24 décembre"),
        ("Fermé du vendredi 18 au lundi 21 décembre.", "le 18 décembre"),
        ("Décembre 2026 : ramassage lundi 14, lundi 28.", "le lundi 28 décembre 2026"),
        ("Programme 2026. Vide-grenier le 1er mai.", "le 1er mai 2026"),
        ("Date : 24/12/26", "le 24 décembre 2026"),
    ],
)
def test_a_month_said_once_is_of_each_of_its_days(source: str, told: str) -> None:
    assert days_told(told) <= days_held(source)


@pytest.mark.parametrize("text", ["7/7", "1/2 journée", "un repas sur 2 ou 3/4"])
def test_a_fraction_is_no_date(text: str) -> None:
    assert not days_told(text)


def test_a_day_that_is_asked_about_may_be_said_back() -> None:
    holidays = passage("Les bureaux ferment du 20 au 31 décembre ; le n° 24 reste joignable.")
    assert Guard([holidays], "Et le 24 décembre ?").check("Le 24 décembre, les bureaux ferment.")
