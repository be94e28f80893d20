"""What is ordinary in a document, to see what stands out and how deep it stands. Knows no PDF library."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.document import Block, Element
from ingest.readers import headings
from ingest.readers.hyphens import glued

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.readers.lines import Line

_SYMBOLS = re.compile("[\uf000-\uf0ff]\\s*")
UNNUMBERED = 9
Rank = tuple[float, bool, bool]


class Style:
    """What is ordinary in this document, to see what stands out."""

    def __init__(self, lines: Sequence[Line]) -> None:
        weighed = sorted((round(line.size, 1), len(line.text)) for line in lines)
        self.body = share(weighed, 0.7)
        self.left = share(sorted((line.left, 1) for line in lines), 0.1)
        self.right = share(sorted((line.right, 1) for line in lines), 0.9)
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


def share(weighed: Sequence[tuple[float, int]], share: float) -> float:
    """The value under which `share` of the weight lies."""
    left = share * sum(weight for _, weight in weighed)
    for value, weight in weighed:
        left -= weight
        if left <= 0:
            return value
    return 0.0
