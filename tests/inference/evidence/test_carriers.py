"""Sentences and rows, each with what introduces it."""

from __future__ import annotations

from inference.evidence.carriers import carriers
from tests.inference.written import passage


def units(text: str) -> list[tuple[str, str]]:
    return [(unit.lead, unit.text) for unit in carriers([passage(text)])]


def test_items_keep_the_line_that_introduces_them() -> None:
    lead = "Le montant de la dotation s’élève à"
    text = f"{lead}\n704 520 euros en maternelle\n1 179 865 euros en élémentaire"
    assert units(text)[1:] == [
        (lead, "704 520 euros en maternelle"),
        (lead, "1 179 865 euros en élémentaire"),
    ]


def test_each_row_of_a_table_is_one() -> None:
    rows = ["Zone jaune : 1 heure ; Tarif : 2 €", "Zone orange : 1 heure ; Tarif : 1,30 €"]
    found = carriers([passage("\n".join(rows))])
    assert [unit.text for unit in found] == rows
    assert all(unit.row for unit in found)
    assert found[0].cells == ("Zone jaune : 1 heure", "Tarif : 2 €")


def test_a_number_of_an_item_and_an_abbreviation_end_no_sentence() -> None:
    assert units("3. Les chiens sont tenus en laisse. M. Vignal sort.") == [
        ("", "3. Les chiens sont tenus en laisse."),
        ("", "M. Vignal sort."),
    ]


def test_labelled_figures_stay_with_what_they_are_of() -> None:
    assert units("Logiciels libres\nPour : 51\nAbstention : 7") == [
        ("", "Logiciels libres\nPour : 51\nAbstention : 7")
    ]
