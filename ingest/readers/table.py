"""A grid of cells told row by row, so that each row can be cited alone: `En-tête : valeur ; …`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.document import Block, Element

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_VALUE = re.compile(r"\d|€|%|gratuit|offert|néant|^-+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """Cells from left to right; `strong` when it is set in bold or marked as a header."""

    cells: tuple[str, ...]
    strong: bool = False
    page: int | None = None


def told(rows: Sequence[Row]) -> Iterator[Element]:
    """Each row of values with the header and the sub-title above it."""
    rows = [row for row in rows if any(row.cells)]
    valued = _valued_columns(rows)
    marked = any(row.strong for row in rows) and not all(row.strong for row in rows)
    header: tuple[str, ...] = ()
    subtitle = ""
    for place, row in enumerate(rows):
        filled = [cell for cell in row.cells if cell]
        if _is_header(row, place, valued, marked) and len(rows) > 1:
            header, subtitle = row.cells, ""
        elif len(filled) == 1 and len(row.cells) > 1 and not _value(filled[0]):
            subtitle = filled[0]
            yield Element(filled[0], Block.ROW, row.page)
        else:
            yield Element(_one(header, subtitle, row.cells), Block.ROW, row.page)


def _valued_columns(rows: Sequence[Row]) -> set[int]:
    width = max((len(row.cells) for row in rows), default=0)
    columns = range(1, width)
    share = {
        column: [
            bool(_value(row.cells[column])) for row in rows if column < len(row.cells) and row.cells[column]
        ]
        for column in columns
    }
    return {column for column, values in share.items() if values and sum(values) >= len(values) / 2}


def _value(cell: str) -> bool:
    return bool(_VALUE.search(_YEAR.sub("", cell)))


def _is_header(row: Row, place: int, valued: set[int], marked: bool) -> bool:
    filled = [column for column, cell in enumerate(row.cells) if cell]
    if len(filled) < 2 or any(_value(row.cells[column]) for column in filled if column):
        return False
    if place == 0:
        return True
    return bool(valued & set(filled)) and (row.strong or not marked)


def _one(header: tuple[str, ...], subtitle: str, cells: tuple[str, ...]) -> str:
    names = header + ("",) * (len(cells) - len(header))
    parts = [
        f"{name.rstrip(' :')} : {cell}" if name and name != cell else cell
        for name, cell in zip(names, cells, strict=False)
        if cell
    ]
    return f"{subtitle.rstrip(' :')} › {' ; '.join(parts)}" if subtitle else " ; ".join(parts)
