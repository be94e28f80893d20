"""The nouns of sheets: what a recogniser of records is given and gives back. Without I/O, knows no format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.facts import Facts
from ingest.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.document import Doubt
    from ingest.record import Record


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: a CSV, a DBF, a list of JSON objects, or one of the tables of a spreadsheet.

    title: the words above it, else its sheet's name, else the file's. headers: as written, left to right,
    each once; `Groupe › Colonne` when they stand on two lines. records: every row, made anew each time it is
    asked for; their `told` is the text that cites them.
    """

    title: str
    headers: tuple[str, ...]
    records: Sequence[Record]

    def has(self, *headers: str) -> bool:
        """Whether each of `headers`, folded, is a column."""
        return {fold(header) for header in headers} <= {fold(header) for header in self.headers}


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a recogniser found in a sheet.

    told: False when the rows need no passage each, as 36,000 addresses; a fact that has a `told` needs them.
    remarks: one French sentence each. doubts: what was guessed.
    """

    facts: Facts = field(default_factory=Facts)
    told: bool = True
    remarks: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
