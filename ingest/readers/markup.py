"""A table in HTML → rows, each cell in every row and column that it spans. Knows no page and no file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.readers.table import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bs4.element import Tag

_WIDEST = 200  # columns: what a page claims beyond is not laid out
_LONGEST = 2000  # rows


def rows_of(tag: Tag, told: Callable[[str], str]) -> Iterator[Row]:
    """The rows of a table, strong where all cells are headers. told: a cell's text as it is to be read."""
    hanging: dict[int, tuple[int, str]] = {}  # column → rows still to fill, text
    for row in tag.find_all("tr"):
        cells = row.find_all(["td", "th"])
        texts: list[str] = []
        joined: set[int] = set()
        for cell in cells:
            _fill(hanging, texts)
            text = told(cell.get_text(" "))
            width, height = _span(cell, "colspan", _WIDEST), _span(cell, "rowspan", _LONGEST)
            for step in range(width):
                joined |= {len(texts)} if step else set()
                if height > 1:
                    hanging[len(texts)] = (height - 1, text)
                texts.append(text)
        _fill(hanging, texts)
        yield Row(tuple(texts), all(cell.name == "th" for cell in cells), joined=frozenset(joined))


def _fill(hanging: dict[int, tuple[int, str]], texts: list[str]) -> None:
    """Puts the cells that hang down from above at the places where this row has come to."""
    while len(texts) in hanging:
        left, text = hanging.pop(place := len(texts))
        if left > 1:
            hanging[place] = (left - 1, text)
        texts.append(text)


def _span(cell: Tag, name: str, most: int) -> int:
    """How many places a cell takes; what is no number counts for one."""
    told = str(cell.get(name, "1")).strip()
    return min(max(int(told), 1), most) if told.isascii() and told.isdigit() else 1
