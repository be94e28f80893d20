"""Lines and tables in reading order → elements: headings, paragraphs, rows. Knows no PDF library."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.document import Block, Element
from ingest.readers import headings, table
from ingest.readers.hyphens import glued
from ingest.readers.lines import Line
from ingest.readers.loose import with_loose_tables
from ingest.readers.style import Style
from ingest.readers.table import Placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_BULLET = re.compile(r"^(?:[-–—•▪◦‣●■□►➢*o\uf0b7\uf0d8\uf0a7\uf02d\uf0fc]\s|[-–]\S|[a-z]\)\s|\d{1,2}[)°]\s)")
_ENDS = (".", ";", ":", "!", "?", "…")


def elements_of(flow: Sequence[Line | Placed]) -> list[Element]:
    """The elements of a whole document."""
    flow = list(with_loose_tables(flow))
    style = Style([item for item in flow if isinstance(item, Line)])
    blocks = list(_blocks(flow, style))
    style.learn([block for block in blocks if isinstance(block, list)])
    elements: list[Element] = []
    for block in blocks:
        if isinstance(block, list):
            elements.append(style.element(block))
        else:
            elements += table.told(block.rows)
    return _in_order(list(rejoined(elements)))


def _blocks(flow: Sequence[Line | Placed], style: Style) -> Iterator[list[Line] | Placed]:
    """Lines that make one paragraph or heading together, and tables whole over their pages."""
    block: list[Line] | Placed = []
    for item in flow:
        if isinstance(item, Placed):
            if isinstance(block, Placed) and block.continues(item):
                block.extend(item)
                continue
        elif isinstance(block, list) and block and _follows(block, item, style):
            block.append(item)
            continue
        if block:
            yield block
        block = item if isinstance(item, Placed) else [item]
    if block:
        yield block


def _follows(block: list[Line], line: Line, style: Style) -> bool:
    """Whether `line` goes on with the paragraph or heading of `block`."""
    last = block[-1]
    gap = last.base - line.base
    near = last.page == line.page and 0 <= gap <= 1.75 * max(last.size, line.size)
    if not near or last.bold != line.bold or abs(last.size - line.size) >= 0.8:
        return False
    if _BULLET.match(line.text) or (style.is_marked(line) and _starts_anew(line)):
        return False
    if style.is_marked(line):
        return len(block) < 5
    meant = not style.is_full(last, line) and not line.text[0].islower()
    return not meant and not (last.text.endswith(_ENDS) and gap > 1.3 * line.size)


def _starts_anew(line: Line) -> bool:
    return bool(headings.division(line.text)) or bool(headings.number_depth(line.text))


def _in_order(elements: Sequence[Element]) -> list[Element]:
    """Levels from 1 without a hole; headings with nothing under them at the end are text."""
    levels = sorted({element.level for element in elements if element.block is Block.HEADING})
    end = max(
        (place for place, element in enumerate(elements) if element.block is not Block.HEADING), default=-1
    )
    return [
        replace(element, level=levels.index(element.level) + 1)
        if element.block is Block.HEADING and place < end
        else replace(element, level=0, block=Block.ROW if element.block is Block.ROW else Block.PARAGRAPH)
        for place, element in enumerate(elements)
    ]


def rejoined(elements: Iterable[Element]) -> Iterator[Element]:
    """A paragraph cut by the end of a page is made whole; its page is where it starts."""
    last: Element | None = None
    for element in elements:
        both = last and last.block is element.block is Block.PARAGRAPH and last.page != element.page
        if last and both and not last.text.endswith(_ENDS) and element.text[:1].islower():
            last = replace(last, text=glued(last.text, element.text))
            continue
        if last:
            yield last
        last = element
    if last:
        yield last
