"""Lines and tables in reading order → elements: headings, paragraphs, rows. Knows no PDF library."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.document import Block, Element
from ingest.readers import headings, table
from ingest.readers.hyphens import glued
from ingest.readers.loose import with_loose_tables
from ingest.readers.strip import Strip
from ingest.readers.style import Style
from ingest.readers.table import Placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_BULLET = re.compile(r"^(?:[-–—•▪◦‣●■□►➢*o\uf0b7\uf0d8\uf0a7\uf02d\uf0fc]\s|[-–]\S|[a-z]\)\s|\d{1,2}[)°]\s)")
_ENDS = (".", ";", ":", "!", "?", "…")


def elements_of(pages: Iterable[Sequence[Strip | Placed]]) -> list[Element]:
    """The elements of a whole document. Goes through its pages twice, one by one."""
    style = Style()
    for page in pages:
        style.see([item for item in with_loose_tables(page) if isinstance(item, Strip)])
    style.settle()
    return _in_order(list(rejoined(_elements(pages, style))), style.depths())


def _elements(pages: Iterable[Sequence[Strip | Placed]], style: Style) -> Iterator[Element]:
    for block in _blocks((item for page in pages for item in with_loose_tables(page)), style):
        if isinstance(block, Placed):
            yield from table.told(block.rows)
        else:
            yield style.element(block)


def _blocks(flow: Iterable[Strip | Placed], style: Style) -> Iterator[list[Strip] | Placed]:
    """Lines that make one paragraph or heading together, and tables whole over their pages."""
    block: list[Strip] | Placed = []
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


def _follows(block: list[Strip], line: Strip, style: Style) -> bool:
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


def _starts_anew(line: Strip) -> bool:
    return bool(headings.division(line.text)) or bool(headings.number_depth(line.text))


def _in_order(elements: list[Element], depths: Sequence[int]) -> list[Element]:
    """Levels from 1 without a hole; headings with nothing under them at the end are text. In place."""
    headings = [element for element in elements if element.block is Block.HEADING]
    levels = sorted({depths[heading.level] for heading in headings})
    end = max(
        (place for place, element in enumerate(elements) if element.block is not Block.HEADING), default=-1
    )
    for place, element in enumerate(elements):
        if element.block is Block.HEADING:
            level = levels.index(depths[element.level]) + 1 if place < end else 0
            block = Block.HEADING if level else Block.PARAGRAPH
            elements[place] = replace(element, level=level, block=block)
    return elements


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
