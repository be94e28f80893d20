"""Which recognised lines are bold: those whose strokes are wider than most, for their size."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from ingest.readers import picture as pictures

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from ingest.readers.lines import Line
    from ingest.readers.tesseract import SeenLine, Sighting

_ENOUGH_LETTERS = 9  # to measure how wide strokes are
_BOLD = 1.2  # finds half of the bold lines of degraded pages, and takes one in fifty for bold that is not
_LARGER, _ALIKE, _CLOSE = 1.2, 1.15, 1.75


def mark_bold(seen: Sequence[SeenLine], lines: Sequence[Line], ink: NDArray[np.bool_]) -> None:
    """Marks the words of `lines`, which are those of `seen` in points. ink: True where the page is dark."""
    measured = [[word for word in line.words if len(word.text) > 3] for line in seen]
    widths = [[_width(word, ink) for word in words] for words in measured]
    known = [width for line in widths for width in line if width]
    usual = median(known) if known else 0.0
    for line, words, ours in zip(lines, measured, widths, strict=True):
        enough = sum(len(word.text) for word in words) >= _ENOUGH_LETTERS
        _set(line, bold=enough and median(ours) > _BOLD * usual)
    body = median(line.size for line in lines for _ in line.text)
    for above, line in pairwise(lines):
        if _one_title(above, line, body):
            _set(above, line, bold=above.bold or line.bold)


def _one_title(above: Line, line: Line, body: float) -> bool:
    """Two lines of one title were drawn with one pen, whatever was measured of each."""
    sizes = sorted((above.size, line.size))
    near = 0 < above.base - line.base <= _CLOSE * sizes[1]
    return near and sizes[0] > _LARGER * body and sizes[1] <= _ALIKE * sizes[0]


def _set(*lines: Line, bold: bool) -> None:
    for word in (word for line in lines for word in line.words):
        word.bold = bold


def _width(word: Sighting, ink: NDArray[np.bool_]) -> float:
    return pictures.stroke_width(ink[word.top : word.bottom, word.left : word.right], word.size)
