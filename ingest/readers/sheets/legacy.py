"""Workbooks in binary, XLS and XLSB, through python-calamine: the only module that imports it.

It gives values without their formats: a price is told as a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.readers.sheets.lines import JOINED, Line, Lines
from ingest.readers.sheets.telling import reading_of
from ingest.readers.sheets.values import told
from ingest.readers.source import Reader, Source, refusal, zip_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from python_calamine import CalamineSheet, CalamineWorkbook

    from ingest.document import Reading

MEDIA_TYPE = "application/vnd.ms-excel"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_DIRECTORY_BYTES = 2_000_000
_SUFFIXES = (".xls", ".xlsx", ".xlsm", ".xlsb", ".xlt")


def recognises(source: Source) -> bool:
    """A compound file with a stream of a workbook, or one that locks a workbook; an XLSB."""
    if not source.head().startswith(_OLE):
        return "xl/workbook.bin" in zip_names(source)
    data = source.path.read_bytes()
    names = [data[:_DIRECTORY_BYTES], data[-_DIRECTORY_BYTES:]]
    if any(_LOCKED in part for part in names):
        return source.suffix in _SUFFIXES
    words = any(name + b"\x00\x00" in part for name in _STREAMS for part in names)
    return words and not any("WordDocument".encode("utf-16-le") in part for part in names)


def read(source: Source) -> Reading:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    remarks: list[str] = []
    try:
        with CalamineWorkbook.from_path(source.path) as book:
            sheets = [(name, Lines(_lines(book, name))) for name in _shown(book, remarks)]
    except PasswordError as error:
        raise refusal("password", "Le classeur est protégé par un mot de passe.") from error
    except CalamineError as error:
        raise refusal("broken", "Le classeur est abîmé ou protégé : il ne peut pas être lu.") from error
    return reading_of(source, sheets, remarks)


def _shown(book: CalamineWorkbook, remarks: list[str]) -> Iterator[str]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    hidden = 0
    for sheet in book.sheets_metadata:
        if sheet.visible != SheetVisibleEnum.Visible:
            hidden += 1
        elif sheet.typ == SheetTypeEnum.WorkSheet:
            yield sheet.name
    if hidden:
        remarks.append(f"Feuilles masquées, laissées : {hidden}.")


def _lines(book: CalamineWorkbook, name: str) -> Iterator[Line]:
    """Rows come from the first line on, but cells only from the first column that is used."""
    sheet = book.get_sheet_by_name(name)
    if sheet.start is None:
        return
    joined, down = _joins(sheet)
    tops = dict.fromkeys(down.values(), "")
    margin = [""] * sheet.start[1]
    for number, row in enumerate(sheet.iter_rows()):
        cells = margin + [told(cell) for cell in row]
        for column in range(len(cells)):
            place = (number, column)
            if place in tops:
                tops[place] = cells[column]
            cells[column] = JOINED if place in joined else tops.get(down.get(place, place), cells[column])
        line = Line(number + 1, tuple(cells))
        if line.filled:
            yield line


def _joins(sheet: CalamineSheet) -> tuple[set[tuple[int, int]], dict[tuple[int, int], tuple[int, int]]]:
    """Cells that go on from their left, and those that repeat a cell above."""
    joined: set[tuple[int, int]] = set()
    down: dict[tuple[int, int], tuple[int, int]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if (bottom - top + 1) * (right - left + 1) > 100_000:
            continue
        for line in range(top, bottom + 1):
            joined |= {(line, column) for column in range(left + 1, right + 1)}
            if line > top:
                down[line, left] = (top, left)
    return joined, down


XLS = Reader(MEDIA_TYPE, recognises, read)
