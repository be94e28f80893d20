"""Lines and tables in reading order → elements: headings, paragraphs, rows. Knows no PDF library."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.document import Block, Element
from ingest.readers import headings, table
from ingest.readers.hyphens import glued
from ingest.readers.lines import Line
from ingest.readers.loose import with_loose_tables
from ingest.readers.table import Placed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BULLET = re.compile(r"^(?:[-–—•▪◦‣●■□►➢*o\uf0b7\uf0d8\uf0a7\uf02d\uf0fc]\s|[-–]\S|[a-z]\)\s|\d{1,2}[)°]\s)")
_ENDS = (".", ";", ":", "!", "?", "…")
_SYMBOLS = re.compile("[\uf000-\uf0ff]\\s*")


UNNUMBERED = 9
Rank = tuple[float, bool, bool]


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
    return _in_order(list(_continued(elements)))


class Style:
    """What is ordinary in this document, to see what stands out."""

    def __init__(self, lines: Sequence[Line]) -> None:
        weighed = sorted((round(line.size, 1), len(line.text)) for line in lines)
        self.body = _share(weighed, 0.7)
        self.left = _share(sorted((line.left, 1) for line in lines), 0.1)
        self.right = _share(sorted((line.right, 1) for line in lines), 0.9)
        bold = sum(len(line.text) for line in lines if line.bold)
        self.mostly_bold = bold > 0.5 * sum(len(line.text) for line in lines)
        self._columns = _column_ends(lines)
        self._ranks: list[Rank] = []
        self._divisions: dict[int, Rank] = {}
        self._families: dict[int, Rank] = {}

    def learn(self, blocks: Sequence[list[Line]]) -> None:
        """Order the styles of the headings of the whole document, the largest first."""
        found = [block for block in blocks if self.is_heading(block)]
        families: dict[int, list[Rank]] = {}
        self._ranks = sorted({_rank(block) for block in found}, reverse=True)
        for block in found:
            text, depth = block[0].text, headings.number_depth(block[0].text)
            if depth:
                families.setdefault(depth, []).append(_rank(block))
            if level := headings.division(text):
                self._divisions[level] = max(_rank(block), self._divisions.get(level, (0.0, False, False)))

        self._families = {depth: max(ranks) for depth, ranks in families.items()}
        for depth in sorted(self._families)[1:]:
            outer = max(level for level in self._families if level < depth)
            self._families[depth] = min(self._families[depth], self._families[outer])

    def is_full(self, line: Line, more: Line) -> bool:
        """Whether the first word of the next line would not have fitted on this one."""
        end = self._columns.get(_column(line), self.right)
        word = more.words[0]
        return line.right + word.right - word.left + 0.3 * line.size > end - 0.02 * (end - line.left)

    def is_marked(self, line: Line) -> bool:
        """Set apart from ordinary text by its letters."""
        larger = line.size > self.body * 1.12
        return larger or (line.bold and not self.mostly_bold and line.size > self.body * 0.85)

    def is_heading(self, block: list[Line]) -> bool:
        text, larger = _joined(block), block[0].size > self.body * 1.12
        if headings.is_letterhead(text) and block[0].page == 1 and block[0].base > 0.7 * block[0].height:
            return False
        bold = all(line.bold for line in block) and self.is_marked(block[0])
        if (
            headings.division(text)
            and len(text.split()) <= headings.MAX_WORDS
            and not text.endswith((".", ",", ";"))
        ):
            return bold or larger or text.isupper()
        return headings.looks_like_one(text, bold, larger)

    def element(self, block: list[Line]) -> Element:
        if not self.is_heading(block):
            return Element(_cleaned(_joined(block)), Block.PARAGRAPH, block[0].page)
        return Element(
            _cleaned(self._titled(block)).rstrip(" :"), Block.HEADING, block[0].page, self._level(block)
        )

    def _titled(self, block: list[Line]) -> str:
        """Lines of a heading; a dash stands for a break that the width did not ask for."""
        text = block[0].text
        for above, line in pairwise(block):
            needed = above.right - above.left + line.words[0].right - line.words[0].left + 6
            meant = needed < 0.9 * (self.right - self.left) and line.text[0].isupper()
            text = f"{text} – {line.text}" if meant else glued(text, line.text)
        return text

    def _level(self, block: list[Line]) -> int:
        text, rank = block[0].text, _rank(block)
        level = 2 * headings.division(text)
        above = [2 * level - (rank > theirs) for level, theirs in self._divisions.items() if rank >= theirs]
        if level or above:
            return level or min(above)
        depth = headings.number_depth(text)
        rank = self._families.get(depth, rank)
        return headings.FONT_LEVEL + 10 * self._ranks.index(rank) + (depth or UNNUMBERED)


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


def _joined(block: list[Line]) -> str:
    """One text out of lines; a word cut at the end of a line is made whole."""
    text = ""
    for line in block:
        text = glued(text, line.text)
    return text


def _cleaned(text: str) -> str:
    return " ".join(_SYMBOLS.sub("", text).split())


def _rank(block: list[Line]) -> Rank:
    return round(block[0].size), block[0].bold, block[0].text.isupper()


def _column(line: Line) -> tuple[int, int]:
    return line.page, round(line.left / 12)


def _column_ends(lines: Sequence[Line]) -> dict[tuple[int, int], float]:
    """Where the lines that start at one place end, for columns of some lines."""
    ends: dict[tuple[int, int], list[float]] = {}
    for line in lines:
        ends.setdefault(_column(line), []).append(line.right)
    return {
        column: sorted(rights)[int(0.85 * len(rights))] for column, rights in ends.items() if len(rights) > 4
    }


def _share(weighed: Sequence[tuple[float, int]], share: float) -> float:
    """The value under which `share` of the weight lies."""
    left = share * sum(weight for _, weight in weighed)
    for value, weight in weighed:
        left -= weight
        if left <= 0:
            return value
    return 0.0


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


def _continued(elements: Sequence[Element]) -> Iterator[Element]:
    """A paragraph cut by the end of a page is made whole; its page is where it starts."""
    last: Element | None = None
    for element in elements:
        both = last and last.block is element.block is Block.PARAGRAPH and last.page != element.page
        if last and both and not last.text.endswith(_ENDS) and element.text[:1].islower():
            last = Element(glued(last.text, element.text), Block.PARAGRAPH, last.page)
            continue
        if last:
            yield last
        last = element
    if last:
        yield last
