"""Two looks at one picture: line by line, then at whatever text there is where the first one is in doubt.

The first look is at the cleared picture, the second at the picture as it is: what a pen crosses is lost in
one of them only. Of what both saw, the surer is kept.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.readers import picture as pictures
from ingest.readers import tesseract
from ingest.readers.leaders import leaders, with_leaders, without_leaders

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

    from ingest.readers.tesseract import SeenLine, Sighting

_WEAK = 0.75
_UNEXPLAINED = 0.04  # share of the ink that is in no word
_SURE_ALONE = 0.60
_WORTHLESS = 0.30
_Box = tuple[int, int, int, int]


def lines_seen(image: Image, dpi: int) -> list[SeenLine]:
    """The lines of a grey picture, each once."""
    dotted = leaders(pictures.strokes(image), dpi)
    return with_leaders(_looked_at(without_leaders(image, dotted), dpi), dotted)


def _looked_at(image: Image, dpi: int) -> list[SeenLine]:
    clear = pictures.ready(image)
    first = tesseract.lines_in(clear, dpi)
    weak = any(confidence(line.words) < _WEAK for line in first)
    if first and not weak and unexplained(first, pictures.strokes(clear)) < _UNEXPLAINED:
        return first
    return _surer(first, tesseract.lines_in(image, dpi, tesseract.ANY_TEXT))


def confidence(words: Sequence[Sighting]) -> float:
    """The mean over the letters, 0 to 1."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / max(1, letters)


def unexplained(lines: Sequence[SeenLine], ink: NDArray[np.bool_]) -> float:
    """The share of the ink that is in no word."""
    total = int(ink.sum())
    left = ink.copy()
    for word in (word for line in lines for word in line.words):
        left[word.top : word.bottom, word.left : word.right] = False
    return int(left.sum()) / max(1, total)


def _surer(first: Sequence[SeenLine], second: Sequence[SeenLine]) -> list[SeenLine]:
    """The lines of both; where they overlap, those of the look that is worth more."""
    kept: list[SeenLine] = []
    for ours, theirs in _together(first, second):
        if not ours:
            kept += [line for line in theirs if confidence(line.words) >= _SURE_ALONE]
            continue
        better, other = (ours, theirs) if worth(ours) >= worth(theirs) else (theirs, ours)
        kept += [*better, *_missing(better, other)]
    return kept


def _missing(lines: Sequence[SeenLine], other: Sequence[SeenLine]) -> Iterator[SeenLine]:
    """What only the other look saw, between the words of this one."""
    known = [(word.left, word.right) for line in lines for word in line.words]
    for line in other:
        words = tuple(
            word
            for word in line.words
            if word.confidence >= _WEAK and not any(word.left < r and left < word.right for left, r in known)
        )
        if words:
            base = line.base + line.slope * (words[0].left - line.words[0].left)
            yield replace(line, words=words, base=base)


def worth(lines: Sequence[SeenLine]) -> float:
    """How much was read, and how surely."""
    return sum((word.confidence - _WORTHLESS) * len(word.text) for line in lines for word in line.words)


def _together(
    first: Sequence[SeenLine], second: Sequence[SeenLine]
) -> list[tuple[list[SeenLine], list[SeenLine]]]:
    """Groups of lines of both looks that lie over each other, directly or through one another."""
    groups: list[tuple[list[SeenLine], list[SeenLine]]] = []
    for look, lines in enumerate((first, second)):
        for line in lines:
            met = [group for group in groups if any(_overlap(line, other) for other in group[1 - look])]
            merged: tuple[list[SeenLine], list[SeenLine]] = ([], [])
            for group in met:
                groups.remove(group)
                merged[0].extend(group[0])
                merged[1].extend(group[1])
            merged[look].append(line)
            groups.append(merged)
    return groups


def _overlap(line: SeenLine, other: SeenLine) -> bool:
    a, b = _box(line), _box(other)
    high = min(a[3], b[3]) - max(a[1], b[1])
    wide = min(a[2], b[2]) - max(a[0], b[0])
    return wide > 0 and high > 0.5 * min(a[3] - a[1], b[3] - b[1])


def _box(line: SeenLine) -> _Box:
    return (
        min(word.left for word in line.words),
        min(word.top for word in line.words),
        max(word.right for word in line.words),
        max(word.bottom for word in line.words),
    )
