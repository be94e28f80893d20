"""The reading order of a page that was only seen: columns, tables and notes in the margin told apart.

Knows no PDF library and no recognition. Lines come as they stand on the page, the whole width of it.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.folding import fold
from ingest.readers.lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.readers.word import Word

_Halves = tuple[list[Line], list[Line]]
MIN_LINES = 3
GUTTER = 1.2  # times the size of the letters


def by_columns(lines: Sequence[Line]) -> list[Line]:
    """Columns one after the other, rows of a table whole, each note in a margin before what it notes."""
    return _ordered([piece for line in lines for piece in _pieces(line)])


def _pieces(line: Line) -> Iterator[Line]:
    """The parts of a line between wide gaps."""
    for part in line.parts():
        yield Line(line.page, part, line.height)


def _ordered(pieces: list[Line]) -> list[Line]:
    if len(pieces) >= 2 * MIN_LINES and (halves := _columns(pieces)):
        left, right = halves
        if _are_notes(left, right):
            return _noted(left, right)
        if not _are_rows(left, right):
            return _ordered(left) + _ordered(right)
    elif len(pieces) >= MIN_LINES and (bands := _bands(pieces)):
        return _ordered(bands[0]) + _ordered(bands[1])
    return _whole(pieces)


def _columns(pieces: list[Line]) -> _Halves | None:
    """Split at the widest gutter that nothing crosses."""
    ordered = sorted(pieces, key=lambda line: line.left)
    reach, best, place = ordered[0].right, 0.0, 0
    for at, line in enumerate(ordered[1:], 1):
        wide = line.left - reach
        if wide > max(best, GUTTER * line.size) and MIN_LINES <= at <= len(ordered) - MIN_LINES:
            best, place = wide, at
        reach = max(reach, line.right)
    return (ordered[:place], ordered[place:]) if place else None


def _bands(pieces: list[Line]) -> _Halves | None:
    """Split at the widest blank between lines; where all are alike, around the piece that is widest."""
    ordered = sorted(pieces, key=lambda line: -line.base)
    gaps = [above.base - below.base for above, below in pairwise(ordered)]
    widest = max(range(len(gaps)), key=gaps.__getitem__)
    if gaps[widest] > 0.6 * ordered[0].size:
        return ordered[: widest + 1], ordered[widest + 1 :]
    return None


def _are_notes(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """A narrow column of few lines, each beginning beside a line of the text."""
    narrow = _width(left) < 0.4 * _width([*left, *right]) and len(left) <= 0.6 * len(right)
    return narrow and _beside([block[0] for block in _blocks(left)], right) > 0.6


def _are_rows(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Each line has its like on the other side, and the two sides say different things."""
    if min(_beside(left, right), _beside(right, left)) < 0.8 or _is_prose(left) or _is_prose(right):
        return False
    ours, theirs = _first_words(left), _first_words(right)
    return (ours & theirs).total() < 0.3 * min(ours.total(), theirs.total())


def _first_words(lines: Sequence[Line]) -> Counter[str]:
    return Counter(fold(line.words[0].text) for line in lines)


def _is_prose(lines: Sequence[Line]) -> bool:
    """Most lines go to the end of their column."""
    end, wide = max(line.right for line in lines), _width(lines)
    long = sum(line.right > end - 0.12 * wide and len(line.words) > 3 for line in lines)
    return long > 0.5 * len(lines)


def _width(lines: Sequence[Line]) -> float:
    return max(line.right for line in lines) - min(line.left for line in lines)


def _beside(lines: Sequence[Line], others: Sequence[Line]) -> float:
    """The share of `lines` that have another on their baseline."""
    found = sum(any(_level(line, other) for other in others) for line in lines)
    return found / len(lines)


def _level(line: Line, other: Line) -> bool:
    return abs(line.base - other.base) < 0.4 * max(line.size, other.size)


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that follow each other closely."""
    blocks: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.base):
        if blocks and blocks[-1][-1].base - line.base < 1.5 * line.size:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _noted(notes: list[Line], text: list[Line]) -> list[Line]:
    """Each note, then the text beside and below it, up to the next one."""
    starts = [(block, block[0].base + 0.4 * block[0].size) for block in _blocks(notes)]
    ordered = [line for line in text if line.base > starts[0][1]] if starts else text
    told = _ordered(ordered) if ordered else []
    for place, (block, top) in enumerate(starts):
        floor = starts[place + 1][1] if place + 1 < len(starts) else float("-inf")
        beside = [line for line in text if floor < line.base <= top]
        told += _whole(block) + (_ordered(beside) if beside else [])
    return told


def _whole(pieces: Sequence[Line]) -> list[Line]:
    """From top to bottom; what stands on one baseline is one line."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda line: -line.base):
        if rows and _level(rows[-1][0], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [Line(row[0].page, _left_to_right(row), row[0].height) for row in rows]


def _left_to_right(row: Sequence[Line]) -> list[Word]:
    return sorted((word for piece in row for word in piece.words), key=lambda word: word.left)
