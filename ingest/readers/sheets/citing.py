"""Rows as elements that can be cited: under headings that name their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.cut import TARGET_WORDS
from ingest.document import Block, Element

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.readers.sheets.rows import Rows
    from ingest.readers.sheets.tables import Table


def row_elements(table: Table, rows: Rows, count: int) -> Iterator[Element]:
    """Rows under headings that name their lines, as many as one passage holds."""
    pack: list[str] = []
    numbers: list[int] = []
    for place in range(count):
        parts = list(rows.parts(place))
        if pack and sum(len(text.split()) for text in (*pack, *parts)) > TARGET_WORDS:
            yield from _packed(numbers, pack)
            pack, numbers = [], []
        pack += parts
        numbers.append(table.lines[table.rows[place]].number)
    yield from _packed(numbers, pack)


def _packed(numbers: Sequence[int], texts: Sequence[str]) -> Iterator[Element]:
    if not texts:
        return
    yield Element(lines_told(numbers[0], numbers[-1]), Block.HEADING, level=4)
    yield from (Element(text, Block.ROW) for text in texts)


def lines_told(first: int, last: int) -> str:
    """`ligne 12`, `lignes 12 à 18`: what a citation shows."""
    return f"ligne {first}" if first == last else f"lignes {first} à {last}"
