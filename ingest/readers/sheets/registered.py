"""The readers of sheets, the surest first: a CSV is only known by what it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.readers.sheets.delimited import CSV

if TYPE_CHECKING:
    from ingest.readers.source import Reader

SHEETS: tuple[Reader, ...] = (CSV,)
