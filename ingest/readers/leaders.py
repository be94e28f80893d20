"""The dotted lines that lead to a page number in a picture: what recognition takes for letters, badly.

A leader is a row of specks of one size, evenly apart, with nothing between them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ingest.readers.picture import runs
from ingest.readers.tesseract import Sighting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

    from ingest.readers.tesseract import SeenLine

_DOT_INCHES: Final = 1 / 36  # the widest and the highest speck that is a dot
_WIDEST_PERIOD: Final = 5.0  # from dot to dot, in dots
_FEWEST_DOTS: Final = 8
_UNEVEN: Final = 0.25  # of the period
_DOTS: Final = "....."
_MARGIN: Final = 2  # pixels that the blur of a dot takes


@dataclass(frozen=True, slots=True)
class Leader:
    """left, top, right, bottom: its box in pixels, y growing downwards."""

    left: int
    top: int
    right: int
    bottom: int


def leaders(ink: NDArray[np.bool_], dpi: int) -> list[Leader]:
    """The leaders of a page, top to bottom. ink: (height, width), where there is any."""
    dot = max(2, round(dpi * _DOT_INCHES))
    rows = [Leader(left, y, right, y + 1) for y, left, right in _dotted_rows(ink, dot)]
    found: list[Leader] = []
    for row in rows:
        if above := next((one for one in found if _joins(one, row)), None):
            found.remove(above)
            row = Leader(min(above.left, row.left), above.top, max(above.right, row.right), row.bottom)
        found.append(row)
    return [one for one in found if one.bottom - one.top <= dot]


def without_leaders(picture: Image, found: Sequence[Leader]) -> Image:
    """The grey picture, white where the leaders were."""
    if not found:
        return picture
    bare = picture.copy()
    for one in found:
        box = (one.left - _MARGIN, one.top - _MARGIN, one.right + _MARGIN, one.bottom + _MARGIN)
        bare.paste(255, box)
    return bare


def with_leaders(lines: Sequence[SeenLine], found: Sequence[Leader]) -> list[SeenLine]:
    """The lines with the dots that stood in them; what a leader leads to is of the same line."""
    whole = list(lines)
    for one in found:
        met = [line for line in whole if _leads(one, line)]
        words = [word for line in met for word in line.words]
        if met and not any(word.left < one.right and one.left < word.right for word in words):
            top, bottom = min(word.top for word in words), max(word.bottom for word in words)
            words.append(Sighting(_DOTS, one.left, top, one.right, bottom, 1.0))
            joined = replace(met[0], words=tuple(sorted(words, key=lambda word: word.left)))
            whole = [joined if line is met[0] else line for line in whole if line not in met[1:]]
    return whole


def _leads(leader: Leader, line: SeenLine) -> bool:
    """Whether the dots stand at the foot of a line's letters."""
    top, bottom = min(word.top for word in line.words), max(word.bottom for word in line.words)
    return top < (leader.top + leader.bottom) / 2 <= bottom + (bottom - top) / 4


def _joins(above: Leader, row: Leader) -> bool:
    """Whether a row of dots goes on what is right above it."""
    return above.bottom == row.top and above.left < row.right and row.left < above.right


def _dotted_rows(ink: NDArray[np.bool_], dot: int) -> Iterator[tuple[int, int, int]]:
    """(y, left, right) of each stretch of a row of pixels that is dots and nothing else."""
    import numpy as np

    specks = _specks(ink, dot)
    for y in np.flatnonzero(specks.sum(axis=1) >= _FEWEST_DOTS):
        edges = np.diff(np.pad(ink[y].astype(np.int8), 1))
        starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
        dots = specks[y, starts] & (ends - starts <= dot)
        for first, last in _even(starts, ends, dots, dot):
            yield int(y), int(starts[first]), int(ends[last])


def _specks(ink: NDArray[np.bool_], dot: int) -> NDArray[np.bool_]:
    """The ink of what is nowhere larger than a dot; the tip of a letter is small, but hangs on the letter."""
    wide, high = _run_lengths(ink), _run_lengths(ink.T).T
    small = ink & (wide <= dot) & (high <= dot)
    if not (small.sum(axis=1) >= _FEWEST_DOTS).any():
        return small
    large = ink & ~small
    for _ in range(dot):
        large |= ink & _grown(_grown(large).T).T
    return ink & ~large


def _grown(marked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """With the pixels left and right of those marked."""
    grown = marked.copy()
    grown[:, 1:] |= marked[:, :-1]
    grown[:, :-1] |= marked[:, 1:]
    return grown


def _even(
    starts: NDArray[np.intp], ends: NDArray[np.intp], dots: NDArray[np.bool_], dot: int
) -> Iterator[tuple[int, int]]:
    """First and last place of each chain of enough dots, evenly apart."""
    centres = (starts + ends) / 2
    first, period = 0, 0.0
    for place in range(1, len(centres) + 1):
        gap = centres[place] - centres[place - 1] if place < len(centres) else 0.0
        near = place < len(centres) and dots[place] and dots[place - 1] and gap <= _WIDEST_PERIOD * dot
        if near and (place - 1 == first or abs(gap - period) <= max(1.5, _UNEVEN * period)):
            period = gap if place - 1 == first else (period + gap) / 2
            continue
        if place - first >= _FEWEST_DOTS:
            yield first, place - 1
        first = place - 1 if near else place
        period = gap


def _run_lengths(ink: NDArray[np.bool_]) -> NDArray[np.int32]:
    """For each pixel with ink, how long the run of ink is that it stands in along its row; 0 elsewhere."""
    import numpy as np

    lengths = runs(ink)
    found = np.zeros(ink.shape, dtype=np.int32)
    found[ink] = np.repeat(lengths, lengths)
    return found
