"""The readers of sheets, the surest first: a CSV is only known by what it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.readers.sheets.dbf import DBF
from ingest.readers.sheets.delimited import CSV
from ingest.readers.sheets.legacy import XLS
from ingest.readers.sheets.ods import ODS
from ingest.readers.sheets.xlsx import XLSX

if TYPE_CHECKING:
    from ingest.readers.source import Reader

SHEETS: tuple[Reader, ...] = (XLSX, ODS, XLS, DBF, CSV)
