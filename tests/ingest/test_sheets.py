"""Workbooks as they show themselves: joined cells, formats, hidden parts, formulas, several tables."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from ingest.cut import cut
from ingest.document import Block
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from ingest.document import Reading


def workbook(path: Path, *rows: Sequence[Any], change: Callable[[Worksheet], None] | None = None) -> Path:
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(list(row))
    if change:
        change(sheet)
    book.save(path)
    return path


def rows(reading: Reading) -> list[str]:
    return [element.text for element in reading.elements if element.block is Block.ROW]


def cited(reading: Reading) -> dict[str, str]:
    return {passage.text: passage.locator.label for passage in cut(reading.elements, reading.title)}


def test_titles_names_over_two_lines_rows_and_notes(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = workbook(
        tmp_path / "tarifs.xlsx",
        ["Tarifs de la cantine scolaire"],
        [],
        ["Quotient", "Habitants", None, "Extérieurs"],
        [None, "Repas", "Goûter", "Repas"],
        ["A", 2.5, 1, 4],
        ["B", 3.1, 1.2, 5],
        ["* Tarifs votés par le conseil municipal."],
        change=lambda sheet: sheet.merge_cells("B3:C3"),
    )
    reading = read(path)
    assert reading.title == "Tarifs de la cantine scolaire"
    assert rows(reading) == [
        "Quotient : A ; Habitants › Repas : 2,5 ; Habitants › Goûter : 1 ; Extérieurs › Repas : 4",
        "Quotient : B ; Habitants › Repas : 3,1 ; Habitants › Goûter : 1,2 ; Extérieurs › Repas : 5",
    ]
    assert cited(reading)["* Tarifs votés par le conseil municipal."].endswith("Notes")
    assert cited(reading)["\n".join(rows(reading))].endswith("lignes 5 à 6")


def test_names_that_stand_over_both_lines_are_names(tmp_path: Path, read: Callable[..., Reading]) -> None:
    def joined(sheet: Worksheet) -> None:
        for cells in ("A1:A2", "B1:C1", "D1:E1", "F1:F2"):
            sheet.merge_cells(cells)

    path = workbook(
        tmp_path / "salles.xlsx",
        ["Salle", "Habitants", None, "Extérieurs", None, "Caution"],
        [None, "1 journée", "Week-end", "1 journée", "Week-end", None],
        ["Foyer", 90, 160, 150, 270, 500],
        ["Préau", 40, "non loué", 70, "non loué", 200],
        change=joined,
    )
    assert rows(read(path)) == [
        "Salle : Foyer ; Habitants › 1 journée : 90 ; Habitants › Week-end : 160 ; "
        "Extérieurs › 1 journée : 150 ; Extérieurs › Week-end : 270 ; Caution : 500",
        "Salle : Préau ; Habitants › 1 journée : 40 ; Habitants › Week-end : non loué ; "
        "Extérieurs › 1 journée : 70 ; Extérieurs › Week-end : non loué ; Caution : 200",
    ]


def test_two_tables_in_a_sheet_keep_their_own_names(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ["Tarifs des salles"],
        ["Salle", "Prix"],
        ["Salle des fêtes", 210],
        [],
        ["Tarifs du camping"],
        ["Emplacement", "Nuit"],
        ["Tente", 8],
    )
    places = cited(read(path))
    assert places["Salle : Salle des fêtes ; Prix : 210"] == "Tarifs des salles › ligne 3"
    assert places["Emplacement : Tente ; Nuit : 8"] == "Tarifs du camping › ligne 7"


def test_a_table_goes_on_after_a_blank_line(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = workbook(
        tmp_path / "a.xlsx", ["Salle", "Prix"], ["Salle A", 10], [], ["Le week-end"], ["Salle B", 20]
    )
    assert rows(read(path)) == ["Salle : Salle A ; Prix : 10", "Le week-end › Salle : Salle B ; Prix : 20"]


def test_numbers_days_and_hours_are_told_as_the_sheet_shows_them(
    tmp_path: Path, read: Callable[..., Reading]
) -> None:
    def formats(sheet: Worksheet) -> None:
        codes = ['#,##0.00 "€"', "0%", "DD/MM/YYYY", "HH:MM", '0#" "##" "##" "##" "##', "00000", "General"]
        for column, code in enumerate(codes, 2):
            sheet.cell(2, column).number_format = code

    names = ["Nom", "Prix", "Part", "Jour", "Heure", "Téléphone", "Code postal", "Nombre"]
    values = ["Fête", 1234.5, 0.05, date(2026, 11, 24), time(9, 30), 353012410, 1100, 0.1 + 0.2]
    assert rows(read(workbook(tmp_path / "a.xlsx", names, values, change=formats))) == [
        "Nom : Fête ; Prix : 1 234,50 € ; Part : 5 % ; Jour : 24 novembre 2026 ; Heure : 9 h 30 ; "
        "Téléphone : 03 53 01 24 10 ; Code postal : 01100 ; Nombre : 0,3"
    ]


def test_a_moment_keeps_its_hour(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = workbook(
        tmp_path / "a.xlsx", ["Réunion", "Le"], ["Conseil municipal", datetime(2026, 12, 1, 18, 30)]
    )
    assert rows(read(path)) == ["Réunion : Conseil municipal ; Le : 1er décembre 2026 à 18 h 30"]


def test_cells_joined_downwards_say_it_in_every_row(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ["Secteur", "Rue", "Jour"],
        ["Nord", "rue Haute", "lundi"],
        [None, "rue Basse", "mardi"],
        change=lambda sheet: sheet.merge_cells("A2:A3"),
    )
    assert rows(read(path))[1] == "Secteur : Nord ; Rue : rue Basse ; Jour : mardi"


def test_what_is_hidden_is_left_out_and_told(tmp_path: Path, read: Callable[..., Reading]) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.column_dimensions["B"].hidden = True
        other = sheet.parent.create_sheet("Brouillon")
        other.append(["secret"])
        other.sheet_state = "hidden"

    path = workbook(tmp_path / "a.xlsx", ["Nom", "Interne", "Tarif"], ["Salle", "secret", 10], change=hide)
    reading = read(path)
    assert rows(reading) == ["Nom : Salle ; Tarif : 10"]
    assert reading.remarks == ("Feuilles masquées, laissées : 1.", "Colonnes masquées, laissées : 1.")


def test_a_formula_is_never_evaluated(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = workbook(tmp_path / "a.xlsx", ["Nom", "Tarif"], ["Salle", 10], ["Total", "=SUM(B2:B2)"])
    reading = read(path)
    assert "SUM" not in " ".join(rows(reading))
    assert any("Formules sans résultat" in remark for remark in reading.remarks)


def test_a_cell_at_the_far_end_costs_nothing(tmp_path: Path, read: Callable[..., Reading]) -> None:
    def far(sheet: Worksheet) -> None:
        sheet.cell(1_048_576, 16_384, "dernière cellule")

    reading = read(workbook(tmp_path / "a.xlsx", ["Prestation", "Tarif"], ["Salle", 210], change=far))
    assert rows(reading) == ["Prestation : Salle ; Tarif : 210"]
    assert "dernière cellule" in [element.text for element in reading.elements]


def test_each_sheet_is_named_when_its_name_says_something(
    tmp_path: Path, read: Callable[..., Reading]
) -> None:
    def second(sheet: Worksheet) -> None:
        sheet.title = "Feuil1"
        other = sheet.parent.create_sheet("Piscine")
        other.append(["Public", "Tarif"])
        other.append(["Enfant", 2])

    places = cited(read(workbook(tmp_path / "a.xlsx", ["Salle", "Prix"], ["Salle A", 1], change=second)))
    assert places["Salle : Salle A ; Prix : 1"] == "ligne 2"
    assert places["Public : Enfant ; Tarif : 2"] == "Piscine › ligne 2"


def test_a_form_is_one_record(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = workbook(
        tmp_path / "a.xlsx", ["Nom", "Mairie"], ["Téléphone", "03 53 01 24 10"], ["Adresse", "1 place Haute"]
    )
    assert rows(read(path)) == ["Nom : Mairie ; Téléphone : 03 53 01 24 10 ; Adresse : 1 place Haute"]


def test_a_row_too_long_for_a_passage_says_in_each_part_which_row_it_is(
    tmp_path: Path, read: Callable[..., Reading]
) -> None:
    names = ["École", *(f"Critère {n}" for n in range(60))]
    reading = read(workbook(tmp_path / "a.xlsx", names, ["Jules Ferry", *range(60)]))
    assert len(rows(reading)) > 1
    assert all(row.startswith("École : Jules Ferry ; ") for row in rows(reading))


def test_a_workbook_without_a_cell_is_refused(tmp_path: Path, read: Callable[..., Reading]) -> None:
    with pytest.raises(Fault, match="aucune donnée lisible"):
        read(workbook(tmp_path / "a.xlsx"))


def test_a_cut_workbook_is_refused_in_one_sentence(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = workbook(tmp_path / "a.xlsx", ["Nom", "Tarif"], ["Salle", 10])
    path.write_bytes(path.read_bytes()[:-400])
    with pytest.raises(Fault):
        read(path)


def test_what_titles_the_whole_sheet_stands_above_each_of_its_tables(
    tmp_path: Path, read: Callable[..., Reading]
) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ["Tarifs municipaux 2026"],
        [],
        ["Cantine"],
        ["Repas enfant", "3,80 €"],
        ["Repas adulte", "6,20 €"],
        [],
        ["Garderie"],
        ["Matin", "1,50 €"],
        ["Soir", "2,00 €"],
        ["Les tarifs sont revus chaque année en décembre"],
    )
    reading = read(path)
    assert reading.title == "Tarifs municipaux 2026"
    passages = cut(reading.elements)
    assert [passage.locator.label for passage in passages] == [
        "Tarifs municipaux 2026 › Cantine › lignes 4 à 5",
        "Tarifs municipaux 2026 › Garderie › lignes 8 à 9",
        "Tarifs municipaux 2026 › Garderie › Notes",
    ]


def test_years_name_columns(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = workbook(tmp_path / "a.xlsx", [None, 2024, 2025], ["Recettes", 100, 110], ["Dépenses", 90, 95])
    assert rows(read(path)) == ["Recettes ; 2024 : 100 ; 2025 : 110", "Dépenses ; 2024 : 90 ; 2025 : 95"]
