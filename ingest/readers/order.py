"""The reading order of a page whose lines are drawn in disorder. Knows no PDF library."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.readers.lines import Line

GUTTER = 12.0
MIN_LINES = 3


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """As drawn, which most programs do in reading order; else by columns, from top to bottom."""
    return _cut(list(lines)) if _is_scrambled(lines) else list(lines)


def _is_scrambled(lines: Sequence[Line]) -> bool:
    """Many lines stand above the one drawn before them, and over the same width."""
    back = sum(
        below.base > above.base + above.size and below.left < above.right and above.left < below.right
        for above, below in pairwise(lines)
    )
    return back > max(3, 0.2 * len(lines))


def _cut(lines: list[Line]) -> list[Line]:
    """Split at a gutter between columns, else at the widest blank between lines, and so on."""
    if len(lines) < 2 * MIN_LINES:
        return sorted(lines, key=lambda line: (-line.base, line.left))
    for halves in (_columns(lines), _bands(lines)):
        if halves:
            return _cut(halves[0]) + _cut(halves[1])
    return sorted(lines, key=lambda line: (-line.base, line.left))


def _columns(lines: list[Line]) -> tuple[list[Line], list[Line]] | None:
    ordered = sorted(lines, key=lambda line: line.left)
    reach = ordered[0].right
    for place, line in enumerate(ordered[1:], 1):
        if line.left - reach > GUTTER and MIN_LINES <= place <= len(ordered) - MIN_LINES:
            return ordered[:place], ordered[place:]
        reach = max(reach, line.right)
    return None


def _bands(lines: list[Line]) -> tuple[list[Line], list[Line]] | None:
    ordered = sorted(lines, key=lambda line: -line.base)
    gaps = [above.base - below.base - below.size for above, below in pairwise(ordered)]
    widest = max(range(len(gaps)), key=gaps.__getitem__)
    return (ordered[: widest + 1], ordered[widest + 1 :]) if gaps[widest] > 0.5 * ordered[0].size else None
