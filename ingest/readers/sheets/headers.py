"""Which lines of a table name its columns. Guessed from the cells alone: names stand over values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.readers.sheets.lines import JOINED
from ingest.readers.sheets.values import header_of
from ingest.sentences import MONTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.readers.sheets.lines import Line

MAX_HEADER_LINES = 3
MAX_HEADER_LETTERS = 150
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?")
_DAY = (
    rf"\d{{1,2}}(?:er)? (?:{'|'.join(MONTHS)})(?: \d{{4}})?(?: à .*)?|\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{1,4}}.*"
)
_VALUE = re.compile(
    rf"[-+]?\d[\d .,/:+-]*\s?(?:€.*|%|[a-zA-Zµ°²³]{{1,3}}\.?)?|{_DAY}|\d{{1,2}} ?h(?: ?\d\d)?.*"
    r"|[\w.+'-]+@[\w.-]+|https?://\S+|www\.\S+|oui|non|vrai|faux|true|false|x|néant|gratuit\w*|-+",
    re.IGNORECASE,
)


def is_value(cell: str) -> bool:
    """A number, a price, a day, an hour, a phone, an address on the Web: what names no column."""
    return _VALUE.fullmatch(cell) is not None


def header_lines(lines: Sequence[Line]) -> int:
    """How many of the first lines of a table name its columns; 0 when none does.

    lines: the beginning of the table, the more the surer; its titles are already taken off.
    """
    if len(lines) < 2 or not _names(lines[0]) or _repeated(lines[0], lines[1:]):
        return 0
    count = 1
    while count < min(MAX_HEADER_LINES, len(lines) - 1) and _goes_on(lines[count - 1], lines[count:]):
        count += 1
    return count


def header_names(lines: Sequence[Line], width: int) -> tuple[str, ...]:
    """The name of each of `width` columns; empty where there is none. Two lines: `Groupe › Colonne`."""
    spread = [_spread(line, lines[place + 1 :], width) for place, line in enumerate(lines)]
    return tuple(_path([names[column] for names in spread]) for column in range(width))


def _names(line: Line) -> bool:
    """Two names or more and no value; years and days may name columns when something else is first."""
    cells = [line.cells[column] for column in line.filled]
    if not cells:
        return False
    values = [cell for cell in cells if is_value(cell)]
    led = line.filled[0] > 0 or not is_value(cells[0])
    dated = len(values) > 1 and led and all(map(_names_a_column, values))
    return len(cells) > 1 and (not values or dated) and all(len(cell) <= MAX_HEADER_LETTERS for cell in cells)


def _names_a_column(value: str) -> bool:
    return re.fullmatch(rf"{_YEAR.pattern}|{_DAY}", value) is not None


def _repeated(line: Line, below: Sequence[Line]) -> bool:
    """A name that comes back in its own column is a value, unless the whole line comes back.

    Under a group that spans several columns, « Habitants » over « 1 journée » and « week-end », the next line
    may say again the names that stand over two lines.
    """
    cells = {column: line.cells[column] for column in line.filled}
    parts = below[:1] if JOINED in line.cells and _names(below[0]) else ()
    return any(
        other.cells[column : column + 1] == (cell,)
        for other in below
        if other.cells != line.cells and other not in parts
        for column, cell in cells.items()
    )


def _goes_on(above: Line, rest: Sequence[Line]) -> bool:
    """The line under names is made of names too: its groups are above it, and values are below it."""
    line, below = rest[0], rest[1:]
    if not _names(line) or _repeated(line, below):
        return False
    if JOINED in above.cells:
        return True
    filled = set(line.filled)
    grouped = bool(filled - set(above.filled)) and (len(above.filled) > 2 or 0 not in above.filled)
    return grouped and any(
        column in filled and is_value(other.cells[column]) for other in below for column in other.filled
    )


def _spread(line: Line, lower: Sequence[Line], width: int) -> list[str]:
    """The names of a line over all their columns: a group goes on where only the line below has a name."""
    names, current = [""] * width, ""
    for column in range(width):
        cell = line.cells[column] if column < len(line.cells) else ""
        under = any(column in other.filled for other in lower)
        if cell and cell != JOINED:
            current = cell
        names[column] = current if cell or (under and current) else ""
    return names


def _path(names: Sequence[str]) -> str:
    told = [header_of(name) for name in names if name]
    return " › ".join(dict.fromkeys(name for name in told if name))
