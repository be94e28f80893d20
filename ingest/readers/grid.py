"""Ruling lines → tables: which words stand in which cell. Knows no PDF library."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.readers.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.readers.glyphs import Rule
    from ingest.readers.word import Word

NEAR = 4.0
SHORT = 7.0


@dataclass(frozen=True, slots=True)
class _Side:
    """A merged ruling line: `at` on its own axis, `low` to `high` along the other."""

    at: float
    low: float
    high: float

    def covers(self, point: float) -> bool:
        return self.low - NEAR <= point <= self.high + NEAR


@dataclass(slots=True)
class Grid:
    """A table drawn with lines. columns: x of its verticals. bands: y of its horizontals, top first."""

    across: list[_Side]
    down: list[_Side]
    columns: list[float] = field(init=False)
    bands: list[float] = field(init=False)
    words: list[Word] = field(default_factory=list)

    def __post_init__(self) -> None:
        ends_x = [side.low for side in self.across] + [side.high for side in self.across]
        ends_y = [side.low for side in self.down] + [side.high for side in self.down]
        self.columns = _distinct([side.at for side in self.down] + [min(ends_x), max(ends_x)])
        self.bands = _distinct([side.at for side in self.across] + [min(ends_y), max(ends_y)])[::-1]

    @property
    def is_table(self) -> bool:
        wide, high = self.columns[-1] - self.columns[0], self.bands[0] - self.bands[-1]
        return len(self.columns) >= 3 and len(self.bands) >= 3 and wide > 80 and high > 16

    def holds(self, word: Word) -> bool:
        x, y = _middle(word)
        return self.columns[0] < x < self.columns[-1] and self.bands[-1] < y < self.bands[0]

    def rows(self, page: int) -> list[Row]:
        """Each band as a row; a cell that spans bands is told in each of them."""
        width, height = len(self.columns) - 1, len(self.bands) - 1
        cells: list[list[list[Word]]] = [[[] for _ in range(width)] for _ in range(height)]
        joined: list[set[int]] = [set() for _ in range(height)]
        for word in self.words:
            band, first, after = self._span(word)
            joined[band].update(range(first + 1, after))
            for column in range(first, after):
                cells[band][column].append(word)
        for band, column in ((b, c) for b in range(1, height) for c in range(width)):
            if self._is_open_above(band, column) and any(cells[band]):
                both = cells[band - 1][column] or cells[band][column]
                cells[band - 1][column] = cells[band][column] = both
        return [
            _row(cells[band], page, frozenset(joined[band])) for band in range(height) if any(cells[band])
        ]

    def _span(self, word: Word) -> tuple[int, int, int]:
        """The band, first column and column after the last of the cell that holds a word."""
        x, y = _middle(word)
        band = next(place for place, bottom in enumerate(self.bands[1:]) if y >= bottom)
        middle = (self.bands[band] + self.bands[band + 1]) / 2
        present = [edge for edge in self.columns[1:-1] if self._stands(edge, middle)]
        edges = [self.columns[0], *present, self.columns[-1]]
        place = bisect_right(present, x)
        return band, self.columns.index(edges[place]), self.columns.index(edges[place + 1])

    def _stands(self, x: float, y: float) -> bool:
        return any(abs(side.at - x) <= NEAR and side.covers(y) for side in self.down)

    def _is_open_above(self, band: int, column: int) -> bool:
        """No horizontal line stands between this cell and the one above."""
        x = (self.columns[column] + self.columns[column + 1]) / 2
        near = [side for side in self.across if abs(side.at - self.bands[band]) <= NEAR]
        return not any(side.covers(x) for side in near)


def grids_of(rules: Sequence[Rule]) -> list[Grid]:
    """The tables that the ruling lines of a page draw."""
    upright = ((r.left, r.bottom, r.top) for r in rules if not r.is_horizontal)
    across = _merged((r.bottom, r.left, r.right) for r in rules if r.is_horizontal)
    down = [side for side in _merged(upright) if side.high - side.low > SHORT]
    grids: list[Grid] = []
    free = set(range(len(down)))
    while free:
        mine, ours = _connected(free.pop(), across, down)
        free -= mine
        if ours:
            grid = Grid([across[place] for place in ours], [down[place] for place in mine])
            grids += [grid] if grid.is_table else []
    return grids


def _connected(seed: int, across: list[_Side], down: list[_Side]) -> tuple[set[int], set[int]]:
    mine, ours, fresh = {seed}, set(), [seed]
    while fresh:
        vertical = down[fresh.pop()]
        met = {place for place, side in enumerate(across) if place not in ours and _cross(vertical, side)}
        ours |= met
        for place in met:
            new = {
                other for other, side in enumerate(down) if other not in mine and _cross(side, across[place])
            }
            mine |= new
            fresh += new
    return mine, ours


def _cross(vertical: _Side, horizontal: _Side) -> bool:
    return horizontal.covers(vertical.at) and vertical.covers(horizontal.at)


def _merged(lines: Iterable[tuple[float, float, float]]) -> list[_Side]:
    """Pieces that lie on one line and touch become one."""
    merged: list[_Side] = []
    for at, low, high in sorted((round(at / 2) * 2, low, high) for at, low, high in lines):
        last = merged[-1] if merged else None
        if last and last.at == at and low <= last.high + NEAR:
            merged[-1] = _Side(at, last.low, max(last.high, high))
        else:
            merged.append(_Side(at, low, high))
    return merged


def _distinct(values: Iterable[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > NEAR:
            kept.append(value)
    return kept


def _middle(word: Word) -> tuple[float, float]:
    return (word.left + word.right) / 2, word.base + word.size * 0.25


def _row(cells: list[list[Word]], page: int, joined: frozenset[int]) -> Row:
    words = [word for cell in cells for word in cell]
    texts = tuple(" ".join(word.text for word in cell) for cell in cells)
    return Row(texts, strong=all(word.bold for word in words), page=page, joined=joined)
