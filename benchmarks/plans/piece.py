"""The nouns of a plan that is made up: what is printed, and what is true of it. Without I/O."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Ink(StrEnum):
    """What a piece is on the page."""

    HEADING = "heading"
    RULE = "rule"
    TABLE = "table"
    CELL = "cell"  # printed with its table: here for the truth of its row
    NOTE = "note"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Piece:
    """One heading, paragraph, table or note.

    level: of a heading, 1 the highest. rows: of a table, the header first. mark: a word of its own.
    zones, article: the truth about it. running: the zone named in the margins from here on.
    """

    ink: Ink
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    mark: str = ""
    zones: tuple[str, ...] = ()
    article: str = ""
    running: str = ""


@dataclass(frozen=True, slots=True)
class Typography:
    """How a plan is printed.

    head, foot: running lines, with `{zone}` and `{page}`. sizes, bold: by level of heading, from 1.
    contents: `leaders`, `bare` (page numbers without leaders), or empty for none.
    """

    font: str = "Helvetica"
    size: float = 10.0
    sizes: tuple[float, ...] = (16, 14, 12, 11, 10.5, 10.5)
    bold: tuple[bool, ...] = (True,) * 6
    centred: int = 0
    spacing: float = 0.0
    head: str = ""
    foot: str = "{page}"
    contents: str = "leaders"


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan. cover: its lines."""

    name: str
    cover: tuple[str, ...]
    pieces: tuple[Piece, ...]
    typography: Typography = field(default_factory=Typography)
