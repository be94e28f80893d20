"""A page with text: its words put into lines and tables, in reading order. Knows no PDF library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.readers.lines import Line, lines_of
from ingest.readers.order import in_reading_order
from ingest.readers.table import Placed, is_filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.readers.grid import Grid
    from ingest.readers.word import Word


def placed(words: list[Word], grids: list[Grid], number: int, height: float) -> Iterator[Line | Placed]:
    """Words go to the table that holds them; a table stands where its first word is drawn."""
    for word in words:
        if grid := _holder(grids, word):
            grid.words.append(word)
    tables = {id(grid): grid.rows(number) for grid in grids if grid.words}
    grids = [grid for grid in grids if id(grid) in tables and is_filled(tables[id(grid)])]
    if not grids:
        yield from in_reading_order(lines_of(words, number, height))
        return
    loose: list[Word] = []
    for word in words:
        grid = _holder(grids, word)
        if grid is None:
            loose.append(word)
        elif word is grid.words[0]:
            yield from lines_of(loose, number, height)
            loose = []
            yield Placed(number, tables[id(grid)], grid.columns)
    yield from lines_of(loose, number, height)


def _holder(grids: list[Grid], word: Word) -> Grid | None:
    return next((grid for grid in grids if grid.holds(word)), None)
