"""A line without its words: what the reading of a whole document still asks of it. Knows no PDF library.

The words of a long document are millions: they are let go page by page, its strips are kept on disk.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.readers.lines import Line

MARGIN = 0.11


@dataclass(slots=True)
class Part:
    """Words between wide gaps. start, end: its letters in the text of its strip."""

    start: int
    end: int
    left: float
    right: float


@dataclass(slots=True)
class Strip:
    """One line of text, as `Line` has it. height: of its page. opened: the right end of its first word."""

    page: int
    height: float
    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    opened: float
    parts: list[Part]

    @property
    def is_in_margin(self) -> bool:
        return not self.height * MARGIN < self.base < self.height * (1 - MARGIN)

    def text_of(self, part: Part) -> str:
        return self.text[part.start : part.end]


def stripped(line: Line) -> Strip:
    return Strip(
        line.page,
        line.height,
        line.text,
        line.left,
        line.right,
        line.base,
        line.size,
        line.bold,
        line.words[0].right,
        list(_parts(line)),
    )


def _parts(line: Line) -> Iterator[Part]:
    start = 0
    for words in line.parts():
        end = start + sum(len(word.text) + 1 for word in words) - 1
        yield Part(start, end, words[0].left, words[-1].right)
        start = end + 1
