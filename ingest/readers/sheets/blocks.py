"""Runs of lines between blank ones: where their table begins, what stands alone, what is a note."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.readers.sheets.headers import header_lines, is_value
from ingest.readers.sheets.lines import JOINED, Line, Lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SAMPLE_LINES = 200
_NOTE = re.compile(
    r"\(?\*|\(\d\)|n\.?b\.?\b|nota\b|notes?\b|source|légende|remarque|mise? à jour|total\b", re.IGNORECASE
)


def blocks(lines: Lines) -> Iterator[tuple[int, int]]:
    """Runs of lines without a blank one between them, as places."""
    start, before = 0, 0
    for place, line in enumerate(lines):
        if place and line.number != before + 1:
            yield start, place
            start = place
        before = line.number
    if len(lines):
        yield start, len(lines)


def led(lines: Lines, start: int, stop: int) -> tuple[list[str], int]:
    """The texts at the head of a block, and where its table begins."""
    body = start
    while body < stop and is_alone(lines[body]):
        body += 1
    grouped = header_lines(lines[body : body + SAMPLE_LINES]) > 1
    for place in range(body + 1, body if grouped else min(stop, body + 4)):
        sample = lines[place : place + SAMPLE_LINES]
        if header_lines(sample) and _is_caption(lines[body:place], len(sample[0].filled)):
            body = place
            break
    return [" – ".join(texts_of(lines[place])) for place in range(start, body)], body


def _is_caption(above: Sequence[Line], width: int) -> bool:
    """Lines with half the cells of the names below them or less: a date, a place; no names, no rows."""
    return not header_lines(above) and all(2 * len(line.filled) <= width for line in above)


def texts_of(line: Line) -> list[str]:
    """What its cells say, from left to right."""
    return [line.cells[column] for column in line.filled]


def is_alone(line: Line) -> bool:
    """It says one thing."""
    return len(set(texts_of(line))) == 1


def only(line: Line) -> str:
    """What a line that stands alone says."""
    return " ".join(dict.fromkeys(texts_of(line)))


def is_note(text: str) -> bool:
    """A sentence, a source, a legend: no name of a table."""
    return bool(_NOTE.match(text)) or text.endswith(".") or len(text.split()) > 15


def is_dense(sample: Sequence[Line]) -> bool:
    """Most cells of most rows are filled: a line with one text stands out."""
    widths = [len(line.filled) for line in sample if not is_alone(line)]
    alone = len(sample) - len(widths)
    return bool(widths) and sum(widths) >= 0.7 * max(widths) * len(widths) and 3 * alone <= len(sample)


def is_subtitle(line: Line, dense: bool) -> bool:
    """The name of the rows below it."""
    text = only(line)
    named = not is_value(text) and not text.endswith(".") and len(text.split()) < 20
    return named and (JOINED in line.cells or (dense and line.filled[0] == 0))


def joined_texts(*texts: str) -> str:
    """Titles one after the other, each once."""
    return " – ".join(dict.fromkeys(text.strip(" :") for text in texts if text))
