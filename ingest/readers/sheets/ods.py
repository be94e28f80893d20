"""ODS, cell by cell, as its sheets show it. Repeated empty cells cost nothing, formulas are never evaluated.

Source: OpenDocument 1.3, part 3, chapter 9 (tables).
"""

from __future__ import annotations

import zipfile
from collections import Counter
from typing import TYPE_CHECKING

from ingest.readers.container import BROKEN, check_office
from ingest.readers.sheets.lines import JOINED, Line, Lines
from ingest.readers.sheets.markup import Parts, attribute, local, number_of
from ingest.readers.sheets.ods_cells import cell_told
from ingest.readers.sheets.telling import reading_of
from ingest.readers.source import Reader, Source, zip_names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from ingest.document import Reading

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
MAX_COLUMNS = 1024
MAX_REPEATED_ROWS = 200
_CELLS = ("table-cell", "covered-table-cell")


def recognises(source: Source) -> bool:
    return {"content.xml", "mimetype"} <= zip_names(source) and _media_type(source).startswith(MEDIA_TYPE)


def _media_type(source: Source) -> str:
    """As the container names it; templates have `-template` behind. A container packed again deflates it."""
    try:
        with zipfile.ZipFile(source.path) as container, container.open("mimetype") as named:
            return named.read(100).decode("ascii", "replace")
    except BROKEN:
        return ""


def read(source: Source) -> Reading:
    check_office(source.path)
    left: Counter[str] = Counter()
    with zipfile.ZipFile(source.path) as container:
        parts = Parts(container)
        sheets = list(_sheets(parts, _hidden(parts), left, source))
    return reading_of(source, sheets, [f"{what} : {count}." for what, count in left.items() if count])


def _hidden(parts: Parts) -> frozenset[str]:
    """The styles of tables that are not shown."""
    return frozenset(
        attribute(style, "name")
        for style in parts.elements("content.xml", "style")
        for properties in style
        if local(properties) == "table-properties" and attribute(properties, "display") == "false"
    )


def _sheets(
    parts: Parts, hidden: frozenset[str], left: Counter[str], source: Source
) -> Iterator[tuple[str, Lines]]:
    """Each sheet's name and lines, hidden ones left out."""
    name, laying = "", _Laying()
    shown = False
    for element in parts.elements("content.xml", "table-row", opening="table"):
        if local(element) == "table":
            if laying.lines:
                yield name, laying.lines
            name, laying = attribute(element, "name"), _Laying()
            shown = attribute(element, "style-name") not in hidden
            left["Feuilles masquées, laissées"] += not shown
        elif shown:
            collapsed = attribute(element, "visibility") == "collapse"
            left["Lignes masquées, laissées"] += collapsed and _says(element)
            laying.add(element, shown=not collapsed)
            if laying.number % 1000 == 0:
                source.tell(laying.number, 0)
    if laying.lines:
        yield name, laying.lines


def _says(row: Element) -> bool:
    return any(cell_told(cell) for cell in row)


class _Laying:
    """Rows laid out one below the other; joined cells say what their first one says."""

    def __init__(self) -> None:
        self.lines, self.number = Lines(), 0
        self._down: dict[int, tuple[int, str]] = {}  # by column: last line of a joined range, what it repeats

    def add(self, row: Element, *, shown: bool) -> None:
        repeated = max(1, number_of(attribute(row, "number-rows-repeated"), 1))
        cells = self._cells(row)
        if shown and Line(0, cells).filled:
            for place in range(1, min(repeated, MAX_REPEATED_ROWS) + 1):
                self.lines.append(Line(self.number + place, cells))
        self.number += repeated

    def _cells(self, row: Element) -> tuple[str, ...]:
        cells: list[str] = []
        last_joined = -1
        for cell in row:
            if local(cell) not in _CELLS:
                continue
            column, text = len(cells), cell_told(cell)
            wide = number_of(attribute(cell, "number-columns-spanned"), 1)
            high = number_of(attribute(cell, "number-rows-spanned"), 1)
            last_joined = max(last_joined, column + wide - 1) if text else last_joined
            if text and high > 1:
                self._join(column, min(wide, MAX_COLUMNS), self.number + high, text)
            again = max(1, number_of(attribute(cell, "number-columns-repeated"), 1))
            covered = local(cell) == "covered-table-cell"
            places = range(column, min(column + again, MAX_COLUMNS))
            said = (self._covered(place, last_joined) if covered and not text else text for place in places)
            cells.extend(said)
        while cells and not cells[-1]:
            cells.pop()
        return tuple(cells)

    def _join(self, column: int, wide: int, last: int, text: str) -> None:
        for place in range(column, column + wide):
            self._down[place] = (last, text if place == column else JOINED)

    def _covered(self, column: int, last_joined: int) -> str:
        last, text = self._down.get(column, (0, ""))
        if self.number < last:
            return text
        return JOINED if column <= last_joined else ""


ODS = Reader(MEDIA_TYPE, recognises, read)
