"""ODS: what its sheets show, joined cells and repeated ones included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from ingest.document import Block

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from ingest.document import Reading


def cell(text: str = "", **attributes: Any) -> Any:
    made = TableCell(**attributes)
    if text:
        made.addElement(P(text=text))
    return made


def sheet(path: Path, *rows: list[Any], name: str = "Tarifs") -> Path:
    book = OpenDocumentSpreadsheet()
    table = Table(name=name)
    for cells in rows:
        row = TableRow()
        for made in cells:
            row.addElement(cell(made) if isinstance(made, str) else made)
        table.addElement(row)
    book.spreadsheet.addElement(table)
    book.save(path)
    return path


def rows(reading: Reading) -> list[str]:
    return [element.text for element in reading.elements if element.block is Block.ROW]


def test_prices_days_and_hours_are_told(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = sheet(
        tmp_path / "a.ods",
        ["Atelier", "Prix", "Jour", "Heure"],
        [
            "Poterie",
            cell("2,50 €", valuetype="currency", value="2.5", currency="EUR"),
            cell("24/11/26", valuetype="date", datevalue="2026-11-24"),
            cell("09:30", valuetype="time", timevalue="PT09H30M00S"),
        ],
    )
    assert rows(read(path)) == [
        "Atelier : Poterie ; Prix : 2,50 € ; Jour : 24 novembre 2026 ; Heure : 9 h 30"
    ]


def test_joined_cells_group_columns_and_rows(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = sheet(
        tmp_path / "a.ods",
        ["Secteur", cell("Collecte", numbercolumnsspanned=2, numberrowsspanned=1), CoveredTableCell()],
        ["", "Verre", "Papier"],
        [cell("Nord", numbercolumnsspanned=1, numberrowsspanned=2), "12", "14"],
        [CoveredTableCell(), "13", "15"],
    )
    assert rows(read(path)) == [
        "Secteur : Nord ; Collecte › Verre : 12 ; Collecte › Papier : 14",
        "Secteur : Nord ; Collecte › Verre : 13 ; Collecte › Papier : 15",
    ]


def test_a_million_repeated_empty_rows_cost_nothing(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = sheet(tmp_path / "a.ods", ["Nom", "Tarif"], ["Salle", cell("10", valuetype="float", value="10")])
    book = OpenDocumentSpreadsheet()
    del book
    from zipfile import ZipFile

    with ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    empty = (
        b'<table:table-row table:number-rows-repeated="1048570">'
        b'<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    parts["content.xml"] = parts["content.xml"].replace(b"</table:table>", empty)
    with ZipFile(path, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    assert rows(read(path)) == ["Nom : Salle ; Tarif : 10"]
