"""A quantity falls in the range that a row is for, however both are written."""

from __future__ import annotations

import pytest

from inference.evidence.ranges import Range, fit, narrowest, quantities, ranges, spans, unmeasured


@pytest.mark.parametrize(
    ("told", "row", "fits"),
    [
        ("un quotient de 310 €", "de 291 € à 335 €", 1),
        ("un quotient de 310 euros", "Q 4: de 261 € à 290 €", -1),
        ("mon fils a 12 ans", "les moins de quatorze ans", 1),
        ("un camion de 26 tonnes", "poids supérieur à 19 tonnes", 1),
        ("un camion de 12 t", "plus de 19 tonnes", -1),
        ("un quotient de 1 200 €", "459 € et plus", 1),
        ("pour trente ans", "Concession 30 ans", 1),
        ("pour trente ans", "Concession 15 ans", -1),
        ("avec un enfant", "1 enfant", 1),
        ("avec un enfant", "3 enfants", -1),
        ("une piscine de 32 m²", "jusqu’à 100 m2", 1),
        ("pour une heure", "Tarif réduit 1h45", -1),
        ("pour une heure", "Tarif réduit 1h00", 1),
        ("mon fils a 12 ans", "le tarif est de 4 €", 0),
        ("quel tarif ?", "de 291 € à 335 €", 0),
    ],
)
def test_what_is_told_fits_what_the_row_is_for(told: str, row: str, fits: int) -> None:
    assert fit(quantities(told), row) == fits


def test_a_number_without_a_unit_keeps_the_words_before_it() -> None:
    assert unmeasured("un quotient familial de 950") == [(950.0, "un quotient familial de")]
    assert unmeasured("en 2026, 12 € et 3,50 m") == []


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("Tarif des moins de quatorze ans : 4 €", 14.0),
        ("Tarif réduit : moins de 26 ans, plus de 60 ans", 26.0),
        ("Tarif des 13 à 17 ans", float("inf")),
        ("Plus de 60 ans : 5 €", float("inf")),
    ],
)
def test_the_narrower_range_is_for_a_child_of_twelve(text: str, width: float) -> None:
    assert narrowest(quantities("mon fils a 12 ans"), text) == width


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [("701 à 1 000", 701, 1000), ("0 - 400", 0, 400), ("plus de 1 400", 1400, float("inf"))],
)
def test_a_cell_is_a_range_without_a_unit_where_its_header_tells_one(
    cell: str, low: float, high: float
) -> None:
    assert spans(cell) == [Range(low, high, "")]


def test_ages_need_no_word_before_them_and_hours_are_no_range() -> None:
    assert ranges("Entrée enfant (4 à 15 ans)") == [Range(4, 15, "ans")]
    assert ranges("de 8 h 00 à 12 h 00") == []
