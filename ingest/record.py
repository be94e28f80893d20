"""A row of a sheet under its headers: what every tabular format becomes. Without I/O, knows no format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Record:
    """One row. number: its 1-based line in the sheet. cells: value by header, both as written, no empty one.

    told: the text of the element that cites the row, whole.
    """

    number: int
    cells: Mapping[str, str]
    told: str

    def value(self, *headers: str) -> str:
        """The first cell whose header is one of `headers`, folded; empty when none is."""
        wanted = {fold(header) for header in headers}
        return next((value for header, value in self.cells.items() if fold(header) in wanted), "")
