"""Where the cells of an XLSX sheet are joined or hidden. Found before its rows are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.readers.sheets.cells import column_of
from ingest.readers.sheets.lines import JOINED, Line

if TYPE_CHECKING:
    from ingest.readers.sheets.markup import Parts

MAX_COLUMNS = 512  # a wider join says nothing of a table
MAX_JOINED_CELLS = 500_000
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)\"")
_FILTERED = re.compile(rb"<(?:\w+:)?autoFilter\s")


@dataclass(slots=True)
class Frame:
    """joined: by line, the columns that go on from the left. hidden: columns that are not shown.

    down: by line, its columns that repeat what a line above says, and that line. tops: what the first cell
    of a joined range says. filtered: hidden lines are only filtered out.
    """

    joined: dict[int, set[int]] = field(default_factory=dict)
    down: dict[int, dict[int, int]] = field(default_factory=dict)
    tops: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    filtered: bool = False

    def line(self, number: int, cells: dict[int, str]) -> Line:
        """A row laid out from its first column on; a cell joined downwards says again what it says above."""
        for column, top in self.down.get(number, {}).items():
            cells[column] = self.tops.get((top, column), "")
        for column in cells:
            if (number, column) in self.tops:
                self.tops[number, column] = cells[column]
        joined = self.joined.get(number, set()) - self.hidden
        seen = {column for column in cells if column not in joined and column not in self.hidden}
        width = max(seen | joined if seen else seen, default=-1) + 1
        laid = (
            JOINED if place in joined else cells[place] if place in seen else "" for place in range(width)
        )
        return Line(number, tuple(laid))


def frame_of(parts: Parts, part: str) -> Frame:
    """Joined cells stand after the rows in the file: sought in its bytes, without reading the rows."""
    frame, room = Frame(), MAX_JOINED_CELLS
    for chunk in parts.chunks(part):
        frame.filtered = frame.filtered or _FILTERED.search(chunk) is not None
        for left, top, right, bottom in _MERGED.findall(chunk):
            columns = range(column_of(left.decode()), column_of(right.decode()) + 1)
            lines = range(int(top), int(bottom) + 1)
            if len(columns) <= MAX_COLUMNS and len(columns) * len(lines) <= room:
                room -= len(columns) * len(lines)
                _join(frame, columns, lines)
    return frame


def _join(frame: Frame, columns: range, lines: range) -> None:
    first, top = columns[0], lines[0]
    frame.tops.setdefault((top, first), "")
    for line in lines:
        frame.joined.setdefault(line, set()).update(columns[1:])
        if line > top:
            frame.down.setdefault(line, {})[first] = top
