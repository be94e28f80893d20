"""A quantity falls in a bracket that one table names and another gives prices for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inference.evidence.brackets import bracket_of
from inference.evidence.carriers import carriers
from inference.evidence.words import plain_weights
from inference.quoting import quotation
from tests.inference.written import passage

COLUMNS = "Barème : Quotient familial ; A1 : 0 à 350 ; A2 : 351 à 800 ; A3 : 801 et plus"
ROWS = (
    "Tranche : A1 ; Quotient familial : 0 à 350 ; Goûter : 0,40\n"
    "Tranche : A2 ; Quotient familial : 351 à 800 ; Goûter : 0,75\n"
    "Tranche : A3 ; Quotient familial : plus de 800 ; Goûter : 1,10"
)
PRICES = (
    "Prestation : Étude du soir ; A1 : 1,05 ; A2 : 1,60 ; A3 : 2,15\n"
    "Prestation : Ludothèque, la séance ; A1 : 0,90 ; A2 : 1,45 ; A3 : 2,05"
)


@pytest.mark.parametrize("table", [COLUMNS, ROWS])
@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Quotient familial de 350, combien coûte l'étude du soir ?", "A1"),
        ("qf 620 : prix de l'étude du soir ?", "A2"),
        ("Notre quotient est de 1 240, combien pour l'étude ?", "A3"),
    ],
)
def test_the_bracket_of_a_quotient_is_found(table: str, question: str, name: str) -> None:
    found = bracket_of(question, carriers([passage(table)]))
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "question",
    ["Combien coûte l'étude du soir ?", "Combien coûte l'étude pour 620 enfants ?", "L'étude en 2026 ?"],
)
def test_another_number_falls_in_none(question: str) -> None:
    assert bracket_of(question, carriers([passage(COLUMNS)])) is None


@pytest.mark.parametrize("table", [COLUMNS, ROWS])
def test_the_price_of_the_bracket_is_quoted_with_what_the_bracket_is(table: str) -> None:
    question = "Notre quotient familial est de 620 : combien coûte l'étude du soir ?"
    passages = [passage(table), replace(passage(PRICES, number=1), document_id="d0")]
    quote = quotation(question, passages, plain_weights)
    assert quote is not None
    assert "A2 : 1,60" in quote.excerpt
    assert "351 à 800" in quote.excerpt
    for other in ("1,05", "2,15", "1,45", "0 à 350", "0,75"):
        assert other not in quote.excerpt
