"""The lines of a sheet in little memory: 100,000 rows stay under 64 MB. Knows no format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, overload

JOINED = "\x1e"  # a cell that is one with the cell on its left
MAX_BYTES = 128_000_000
MAX_LINES = 1_000_000
_BETWEEN = "\x1f"


class Line(NamedTuple):
    """number: 1-based line of the sheet. cells: from the first column on; empty ones are empty texts."""

    number: int
    cells: tuple[str, ...]

    @property
    def filled(self) -> list[int]:
        """The columns that say something of their own."""
        return [column for column, cell in enumerate(self.cells) if cell and cell != JOINED]


class Lines(Sequence[Line]):
    """Lines packed one by one, made anew each time they are read.

    named: the first line is known to name the columns of all others.
    left_out: number of the first line that did not fit any more; 0 when all did.
    """

    def __init__(
        self, lines: Iterable[Line] = (), max_bytes: int = MAX_BYTES, *, named: bool = False
    ) -> None:
        self.named = named
        self._packed: list[bytes] = []
        self._bytes, self._max_bytes = 0, max_bytes
        self.left_out = 0
        for line in lines:
            if not self.append(line):
                break

    def append(self, line: Line) -> bool:
        """Keep a line; False when there is no room for it."""
        packed = _BETWEEN.join((str(line.number), *line.cells)).encode("utf-8", "replace")
        if self._bytes + len(packed) > self._max_bytes or len(self._packed) >= MAX_LINES:
            self.left_out = line.number
            return False
        self._packed.append(packed)
        self._bytes += len(packed)
        return True

    def __len__(self) -> int:
        return len(self._packed)

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> list[Line]: ...
    def __getitem__(self, place: int | slice) -> Line | list[Line]:
        if isinstance(place, slice):
            return [_unpacked(packed) for packed in self._packed[place]]
        return _unpacked(self._packed[place])


def _unpacked(packed: bytes) -> Line:
    number, *cells = packed.decode().split(_BETWEEN)
    return Line(int(number), tuple(cells))
