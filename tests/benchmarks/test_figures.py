"""A figure of an answer is supported by a cited source, the question or its moment, or is counted."""

from typing import Any

import pytest

from benchmarks.figures import figures, unsupported
from benchmarks.scoring import Question

ASKED = Question.model_validate(
    {
        "id": "a",
        "commune": "v",
        "question": "Ouvert samedi 28 ?",
        "type": "fact",
        "at": "2026-11-24T10:00",
    }
)


def answer(text: str, passage: str) -> dict[str, Any]:
    return {
        "answer": text,
        "citations": [{"passage": passage, "locator": "Article 3, p. 12", "url": "/v/9999"}],
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De 9h à 12 h 30", ["9h00", "12h30"]),
        ("Au 04.67.34.70.00", ["0467347000"]),
        ("5,50 € ou 11 142 €", ["5.5", "11142"]),
        ("1. Venez\n2. Payez 3 € [1]", ["3"]),
        ("une demi-journée (1 h\n30) ou\n2) rien", ["1h30"]),
        ("le 07/03/2024", ["7", "3", "2024"]),
    ],
)
def test_figures_have_one_form(text: str, found: list[str]) -> None:
    assert figures(text) == found


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("9 m", "neuf mètres"),
        ("le 7 mars", "le 07/03/2024"),
        ("12 h", "jusqu'à midi"),
        ("samedi 28, le 24 novembre 2026", "fermé"),
        ("à l'article 3", "…"),
    ],
)
def test_what_is_shown_supports(text: str, passage: str) -> None:
    assert unsupported(ASKED, answer(text, passage)) == ()


def test_what_nothing_shows_is_counted() -> None:
    assert unsupported(ASKED, answer("12,50 € à 14 h, 9999", "12 € à 15 h")) == ("12.5", "14h00", "9999")


def test_a_computed_date_needs_no_source_but_the_calendar() -> None:
    told = answer("Prochaine ouverture : samedi 5 décembre, jeudi 6 décembre.", "Mairie")
    assert unsupported(ASKED, told | {"kind": "hours"}) == ("6",)
    assert unsupported(ASKED, told | {"kind": "generated"}) == ("5", "6")


def test_the_numbers_of_the_emergency_services_are_known() -> None:
    told = answer("Appelez le 15 ou le 112.", "")
    assert unsupported(ASKED, told | {"kind": "signposted"}) == ()
    assert unsupported(ASKED, told | {"kind": "generated"}) == ("15", "112")


def test_the_number_of_an_item_of_the_source_is_a_figure_of_it() -> None:
    assert unsupported(ASKED, answer("« 76. Garantie d'emprunt", "76. Garantie d'emprunt")) == ()
