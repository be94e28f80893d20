"""The sheets of real town halls, and the hostile ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.cut import cut
from ingest.document import Block

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.document import Reading


def rows(reading: Reading) -> list[str]:
    return [element.text for element in reading.elements if element.block is Block.ROW]


def test_a_workbook_with_a_link_to_a_file_and_a_cell_at_the_far_end(
    real: Callable[[str], Path], read: Callable[..., Reading]
) -> None:
    reading = read(real("hostile/07_formules_liens_dimension.xlsx"))
    said = "\n".join(element.text for element in reading.elements)
    assert "Prestation : Location de la salle des fêtes (journée) ; Tarif : 210" in rows(reading)
    assert not {"root:", "hameconnage", "WEBSERVICE", "cmd|"} & set(said.split())


def test_a_survey_of_fifteen_sheets_keeps_its_groups_of_columns(
    real: Callable[[str], Path], read: Callable[..., Reading]
) -> None:
    reading = read(real("montpellier/divers/VilleMTP_MTP_QVEnquete_2013.xlsx"))
    sheets = [element.text for element in reading.elements if element.level == 1]
    assert len(sheets) == 15
    assert any(
        "2013 Fourrière municipale" in row and "Site internet › Démarche en ligne" in row
        for row in rows(reading)
    )


@pytest.mark.parametrize(
    ("name", "words", "count"),
    [
        ("hostile/08_cp1252_points_virgules.csv", "Équipement : Médiathèque « L'Œuvre »", 2),
        ("montpellier/divers/VilleMTP_MTP_AccERP_2014.csv", "RUE : ALL HAUTS DE MONTPELLIER", 211),
        (
            "montpellier/divers/VilleMTP_MTP_EtabliPublic.csv",
            "LIBEL : Réserves Provisoires du Musée Fabre",
            1024,
        ),
        ("montpellier/divers/VilleMTP_MTP_CarteScoPri_2013.csv", "RUE : Rue de l'Abbé de l'Epée ;", 6000),
    ],
)
def test_real_lists_are_told_row_by_row_without_noise(
    real: Callable[[str], Path], read: Callable[..., Reading], name: str, words: str, count: int
) -> None:
    told = rows(read(real(name)))
    assert len(told) >= count
    assert any(words in row for row in told)
    assert not any("NULL" in row or "  " in row or "\ufffd" in row for row in told)


def test_a_real_list_of_deliberations_fills_the_table_of_acts(
    real: Callable[[str], Path], read: Callable[..., Reading]
) -> None:
    reading = read(real("montpellier/listes/VilleMTP_MTP_Delibs.csv"))
    passages = [passage.text for passage in cut(reading.elements, reading.title)]
    assert len(reading.facts.acts) == 160
    assert all(any(act.told in text for text in passages) for act in reading.facts.acts)
    assert not any("_x0001_" in act.object for act in reading.facts.acts)


def test_the_facts_of_real_fiches_stand_under_their_identifier(
    real: Callable[[str], Path], read: Callable[..., Reading]
) -> None:
    reading = read(real("service_public/best_fiche.json"))
    passages = cut(reading.elements, reading.title)
    assert len({element.text for element in reading.elements if element.level == 1}) == 94
    for known, fact in (("F1359", "15646"), ("F3156", "18 jours"), ("F10619", "fond blanc est interdit")):
        assert any(known in passage.locator.label and fact in passage.text for passage in passages)
