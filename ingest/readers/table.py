"""A grid of cells told row by row, so that each row can be cited alone: `En-tête : valeur ; …`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.document import Block, Element

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PRICE = re.compile(r"\d[.,]\d|\d\s?(?:€|euros?\b)|€\s?\d|^\d+$")
_NOTHING = re.compile(r"[-–—/. ]*|néant|gratuite?|offerte?", re.IGNORECASE)
_VALUE = re.compile(r"\d|€|%|gratuit|offert|néant|^-+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """Cells from left to right; `strong` when it is set in bold or marked as a header.

    joined: the columns where the cell on the left goes on; they repeat its text.
    """

    cells: tuple[str, ...]
    strong: bool = False
    page: int | None = None
    joined: frozenset[int] = frozenset()


@dataclass(slots=True)
class Placed:
    """A table at its place among the lines. columns: x of its columns, to know where it goes on."""

    page: int
    rows: list[Row]
    columns: list[float]

    def continues(self, other: Placed) -> bool:
        same = len(self.columns) == len(other.columns)
        return same and all(abs(a - b) < 6 for a, b in zip(self.columns, other.columns, strict=True))

    def extend(self, other: Placed) -> None:
        """Go on with the rows of the next page; a row that the page cut is made whole."""
        first, last = other.rows[0], self.rows[-1]
        cut = (
            not first.cells[0]
            and len(first.cells) == len(last.cells)
            and any(map(_goes_on, last.cells, first.cells))
        )
        if cut:
            both = tuple(" ".join(filter(None, pair)) for pair in zip(last.cells, first.cells, strict=True))
            self.rows[-1] = Row(both, last.strong, last.page, last.joined)
        self.rows += other.rows[1:] if cut else other.rows


def is_filled(rows: Sequence[Row]) -> bool:
    """Two rows or more with two cells or more, or one that holds a price: less is no table."""
    full = [row for row in rows if len(set(filter(None, row.cells))) > 1]
    return len(full) > 1 or any(_PRICE.search(cell) for row in full for cell in row.cells[1:])


def _goes_on(above: str, below: str) -> bool:
    return bool(below) and (above.endswith((":", ",", "-")) or below[0].islower() or below[0] == "-")


def told(rows: Sequence[Row]) -> Iterator[Element]:
    """Each row of values with the header and the sub-title above it."""
    rows = [row for row in rows if any(row.cells)]
    marked = any(row.strong for row in rows) and not all(row.strong for row in rows)
    header: tuple[str, ...] = ()
    subtitle = last = ""
    for place, row in enumerate(rows):
        filled = [cell for cell in row.cells if cell]
        under = last == "header" and _parts_the_header(row, rows[place - 1], place == len(rows) - 1)
        if under or _is_header(row, place, rows, marked):
            header = _merged(header, row.cells) if last == "header" else row.cells
            subtitle, last = subtitle if last == "subtitle" else "", "header"
        elif len(filled) - len(row.joined) == 1 and len(row.cells) > 1 and not _value(filled[0]):
            is_name = len(filled[0].split()) < 20 and not filled[0].endswith(".")
            subtitle, last = filled[0] if is_name else "", "subtitle"
            yield Element(filled[0], Block.ROW, row.page)
        else:
            last = "row"
            yield Element(tell_row(header, subtitle, row), Block.ROW, row.page)


def _parts_the_header(row: Row, above: Row, is_last: bool) -> bool:
    """Whether it only says what stands in each column under a header that spans several."""
    own = [place for place in range(len(row.cells)) if place not in _spanned(above)]
    same = len(row.cells) == len(above.cells) and all(row.cells[at] in ("", above.cells[at]) for at in own)
    return bool(above.joined) and bool(own) and same and not is_last


def _spanned(row: Row) -> frozenset[int]:
    """The columns of its cells that span several."""
    return row.joined | {place - 1 for place in row.joined}


def _merged(above: tuple[str, ...], below: tuple[str, ...]) -> tuple[str, ...]:
    """Two header rows as one."""
    if len(above) != len(below):
        return below
    return tuple(a if a == b else f"{a} {b}".strip() for a, b in zip(above, below, strict=True))


def _valued_columns(rows: Sequence[Row]) -> list[float]:
    """For each column after the first, the share of its cells that hold a value."""
    width = max((len(row.cells) for row in rows), default=0)
    columns = [[row.cells[place] for row in rows if place < len(row.cells)] for place in range(1, width)]
    filled = [[cell for cell in column if cell] for column in columns]
    return [sum(map(_value, cells)) / len(cells) for cells in filled if cells]


def _value(cell: str) -> bool:
    return bool(_VALUE.search(_YEAR.sub("", cell)))


def _is_header(row: Row, place: int, rows: Sequence[Row], marked: bool) -> bool:
    """A row of names over a row of values: set in bold where the table has bold, else the first one."""
    filled = [cell for cell in row.cells[1:] if cell]
    if not filled or (len(filled) == 1 and not row.cells[0]) or place == len(rows) - 1:
        return False
    if marked:
        return row.strong and not any(_PRICE.search(cell) for cell in filled)
    if place:
        return False
    if any(_value(cell) for cell in filled):
        return _stands_over_prices(row, rows[1:])
    valued = _valued_columns(rows[1:])
    return 1.0 in valued or not any(valued)


def _stands_over_prices(row: Row, below: Sequence[Row]) -> bool:
    """« 10 ans ; 15 ans » over nothing but prices: names of columns that hold figures themselves."""
    if any(_PRICE.search(cell) for cell in row.cells) or not row.cells[0]:
        return False
    cells = [cell for other in below for cell in other.cells[1:] if cell]
    priced = [cell for cell in cells if _PRICE.search(cell)]
    return bool(priced) and all(_PRICE.search(cell) or _NOTHING.fullmatch(cell) for cell in cells)


def tell_row(header: tuple[str, ...], subtitle: str, row: Row) -> str:
    """`Sous-titre › En-tête : valeur ; …`; a cell without a header stands alone."""
    names = header + ("",) * (len(row.cells) - len(header))
    parts = [
        f"{name.rstrip(' :')} : {cell}" if name and name != cell and place + 1 not in row.joined else cell
        for place, (name, cell) in enumerate(zip(names, row.cells, strict=False))
        if cell and place not in row.joined
    ]
    return f"{subtitle.rstrip(' :')} › {' ; '.join(parts)}" if subtitle else " ; ".join(parts)
