"""What is ordinary in a document, to see what stands out and how deep it stands. Knows no PDF library."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.document import Block, Element
from ingest.readers import headings
from ingest.readers.hyphens import glued

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.readers.strip import Strip

_SYMBOLS = re.compile("[\uf000-\uf0ff]\\s*")
UNNUMBERED = 9
Rank = tuple[float, bool, bool]
_Key = tuple[int, int, Rank]  # legal division, depth of its number, rank of a heading


class Style:
    """What is ordinary in this document, to see what stands out.

    Is shown every page, then settled; only then it judges. Keeps counts, never the lines themselves.
    """

    def __init__(self) -> None:
        self._sizes: Counter[float] = Counter()
        self._lefts: Counter[float] = Counter()
        self._rights: Counter[float] = Counter()
        self._bold = 0
        self._columns: dict[tuple[int, int], float] = {}
        self._keys: dict[_Key, int] = {}

    def see(self, lines: Sequence[Strip]) -> None:
        """All lines of one page."""
        for line in lines:
            self._sizes[round(line.size, 1)] += len(line.text)
            self._lefts[line.left] += 1
            self._rights[line.right] += 1
            self._bold += len(line.text) if line.bold else 0
        self._columns |= _column_ends(lines)

    def settle(self) -> None:
        self.body = share(sorted(self._sizes.items()), 0.7)
        self.left = share(sorted(self._lefts.items()), 0.1)
        self.right = share(sorted(self._rights.items()), 0.9)
        self.mostly_bold = self._bold > 0.5 * self._sizes.total()

    def depths(self) -> list[int]:
        """How deep each style of heading that was met stands, now that all of them are known."""
        ranks = sorted({rank for _, _, rank in self._keys}, reverse=True)
        divisions: dict[int, Rank] = {}
        families: dict[int, Rank] = {}
        for division, depth, rank in self._keys:
            for number, known in ((division, divisions), (depth, families)):
                if number:
                    known[number] = max(rank, known.get(number, rank))
        for depth in sorted(families)[1:]:
            outer = max(level for level in families if level < depth)
            families[depth] = min(families[depth], families[outer])
        return [_depth(key, ranks, divisions, families) for key in self._keys]

    def is_full(self, line: Strip, more: Strip) -> bool:
        """Whether the first word of the next line would not have fitted on this one."""
        end = self._columns.get(_column(line), self.right)
        return line.right + more.opened - more.left + 0.3 * line.size > end - 0.02 * (end - line.left)

    def is_marked(self, line: Strip) -> bool:
        """Set apart from ordinary text by its letters."""
        larger = line.size > self.body * 1.12
        return larger or (line.bold and not self.mostly_bold and line.size > self.body * 0.85)

    def is_heading(self, block: list[Strip]) -> bool:
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

    def element(self, block: list[Strip]) -> Element:
        """A paragraph, or a heading whose level is a place in `depths`."""
        if not self.is_heading(block):
            return Element(_cleaned(_joined(block)), Block.PARAGRAPH, block[0].page)
        text = block[0].text
        key = (headings.division(text), headings.number_depth(text), _rank(block))
        level = self._keys.setdefault(key, len(self._keys))
        return Element(_cleaned(self._titled(block)).rstrip(" :"), Block.HEADING, block[0].page, level)

    def _titled(self, block: list[Strip]) -> str:
        """Lines of a heading; a dash stands for a break that the width did not ask for."""
        text = block[0].text
        for above, line in pairwise(block):
            needed = above.right - above.left + line.opened - line.left + 6
            meant = needed < 0.9 * (self.right - self.left) and line.text[0].isupper()
            text = f"{text} – {line.text}" if meant else glued(text, line.text)
        return text


def _depth(
    key: _Key, ranks: Sequence[Rank], divisions: Mapping[int, Rank], families: Mapping[int, Rank]
) -> int:
    division, depth, rank = key
    level = 2 * division
    above = [2 * level - (rank > theirs) for level, theirs in divisions.items() if rank >= theirs]
    if level or above:
        return level or min(above)
    return headings.FONT_LEVEL + 10 * ranks.index(families.get(depth, rank)) + (depth or UNNUMBERED)


def _joined(block: list[Strip]) -> str:
    """One text out of lines; a word cut at the end of a line is made whole."""
    text = ""
    for line in block:
        text = glued(text, line.text)
    return text


def _cleaned(text: str) -> str:
    return " ".join(_SYMBOLS.sub("", text).split())


def _rank(block: list[Strip]) -> Rank:
    return round(block[0].size), block[0].bold, block[0].text.isupper()


def _column(line: Strip) -> tuple[int, int]:
    return line.page, round(line.left / 12)


def _column_ends(lines: Sequence[Strip]) -> dict[tuple[int, int], float]:
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
