"""XLSX and XLSM, cell by cell: only the cells that are there, only what they last showed.

python-calamine lays a sheet out as a full rectangle and aborts on one cell at the far end; it also knows no
number formats. Formulas are never evaluated, links never followed, hidden sheets, rows and columns left out.
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from ingest.readers.container import check_office
from ingest.readers.sheets.cells import Book, cells_of, text_of
from ingest.readers.sheets.formats import code_of
from ingest.readers.sheets.frame import MAX_COLUMNS, Frame, frame_of
from ingest.readers.sheets.lines import Line, Lines
from ingest.readers.sheets.markup import Parts, attribute, local, number_of
from ingest.readers.sheets.telling import reading_of
from ingest.readers.sheets.values import cleaned
from ingest.readers.source import Reader, Source, zip_names

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from ingest.document import Reading

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_SHEETS = 300
_BOOK = "xl/workbook.xml"
_TRUE = ("1", "true")
_LEFT = {
    "formulas": "Formules sans résultat enregistré, laissées sans être calculées",
    "errors": "Cellules en erreur, laissées",
    "sheets": "Feuilles masquées, laissées",
    "rows": "Lignes masquées, laissées",
    "columns": "Colonnes masquées, laissées",
    "more": f"Feuilles au-delà de {MAX_SHEETS}, laissées",
}


def recognises(source: Source) -> bool:
    return _BOOK in zip_names(source)


def read(source: Source) -> Reading:
    check_office(source.path)
    with zipfile.ZipFile(source.path) as container:
        book = _opened(Parts(container))
        sheets = [(name, Lines(_lines(book, part, source))) for name, part in _sheets(book)]
    return reading_of(source, sheets, _remarks(book.left))


def _opened(parts: Parts) -> Book:
    book = Book(parts)
    for item in parts.elements("xl/sharedStrings.xml", "si"):
        book.texts.append(cleaned(text_of(item)))
    own: dict[int, str] = {}
    for style in parts.elements("xl/styles.xml", "numFmt", "cellXfs"):
        if local(style) == "numFmt":
            own[number_of(attribute(style, "numFmtId"))] = attribute(style, "formatCode")
        else:
            book.codes = [code_of(number_of(attribute(form, "numFmtId")), own) for form in style]
    for settings in parts.elements(_BOOK, "workbookPr"):
        book.epoch_1904 = attribute(settings, "date1904") in ("1", "true")
    return book


def _sheets(book: Book) -> Iterator[tuple[str, str]]:
    """The name and the part of each sheet that is shown."""
    targets = {
        attribute(link, "Id"): attribute(link, "Target")
        for link in book.parts.elements("xl/_rels/workbook.xml.rels", "Relationship")
        if attribute(link, "TargetMode") != "External"
    }
    for place, sheet in enumerate(book.parts.elements(_BOOK, "sheet")):
        part = targets.get(attribute(sheet, "id"), "")
        part = part.lstrip("/") if part.startswith("/") else f"xl/{part}"
        if attribute(sheet, "state", "visible") != "visible":
            book.left["sheets"] += 1
        elif place >= MAX_SHEETS:
            book.left["more"] += 1
        elif part in book.parts.names and "worksheets/" in part:
            yield attribute(sheet, "name"), part


def _lines(book: Book, part: str, source: Source) -> Iterator[Line]:
    frame, number = frame_of(book.parts, part), 0
    for element in book.parts.elements(part, "col", "row"):
        if local(element) == "col":
            _hide(book, frame, element)
            continue
        number = number_of(attribute(element, "r")) or number + 1
        if attribute(element, "hidden") in _TRUE and not frame.filtered:
            book.left["rows"] += 1
            continue
        line = frame.line(number, dict(cells_of(book, element)))
        if line.filled:
            yield line
        if number % 5000 == 0:
            source.tell(number, 0)


def _hide(book: Book, frame: Frame, columns: Element) -> None:
    if attribute(columns, "hidden") in _TRUE:
        first, last = (number_of(attribute(columns, end)) for end in ("min", "max"))
        hidden = range(first - 1, min(last, first + MAX_COLUMNS))
        frame.hidden |= set(hidden)
        book.left["columns"] += len(hidden)


def _remarks(left: Counter[str]) -> list[str]:
    return [f"{sentence} : {left[what]}." for what, sentence in _LEFT.items() if left[what]]


XLSX = Reader(MEDIA_TYPE, recognises, read)
