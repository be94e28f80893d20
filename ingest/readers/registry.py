"""Which reader reads what: chosen by what it recognises. A new format is one file and one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.readers.archive import ARCHIVE
from ingest.readers.ban import BAN
from ingest.readers.calendar import CALENDAR
from ingest.readers.dila import DILA
from ingest.readers.directory import DIRECTORY
from ingest.readers.edigeo import EDIGEO
from ingest.readers.feed import JSON
from ingest.readers.fiches import FICHES
from ingest.readers.geojson import GEOJSON
from ingest.readers.image import IMAGE
from ingest.readers.mail import MAIL
from ingest.readers.metadata import METADATA
from ingest.readers.office import DOCX, ODT
from ingest.readers.pdf import PDF
from ingest.readers.shapefile import GEOPACKAGE, SHAPEFILE
from ingest.readers.sheets.registered import SHEETS
from ingest.readers.source import refusal
from ingest.readers.text import TEXT
from ingest.readers.unread import UNREAD
from ingest.readers.web import WEB
from ingest.readers.word97 import WORD97

if TYPE_CHECKING:
    from ingest.readers.source import Reader, Source

_PLACES = (
    SHAPEFILE,
    GEOPACKAGE,
    GEOJSON,
    METADATA,
    BAN,
    EDIGEO,
)  # before archives and sheets, which they are too
READERS: tuple[Reader, ...] = (
    PDF,
    *_PLACES,
    DOCX,
    ODT,
    DIRECTORY,
    CALENDAR,
    WEB,
    DILA,
    FICHES,
    JSON,
    IMAGE,
    WORD97,
    MAIL,
    UNREAD,
    *SHEETS,
    TEXT,
    ARCHIVE,
)

_EXPECTED = {
    ".pdf": "un PDF",
    ".docx": "un document Word (DOCX)",
    ".odt": "un document OpenDocument (ODT)",
    ".ics": "un calendrier (ICS)",
    ".html": "une page HTML",
    ".htm": "une page HTML",
    ".xlsx": "un classeur Excel (XLSX)",
    ".xls": "un classeur Excel (XLS)",
    ".ods": "un classeur OpenDocument (ODS)",
    ".csv": "un tableau CSV",
    ".dbf": "une table DBF",
    ".doc": "un document Word",
    ".rtf": "un document RTF",
    ".eml": "un courriel (EML)",
    ".zip": "une archive ZIP",
    ".png": "une image PNG",
    ".jpg": "une image JPEG",
    ".jpeg": "une image JPEG",
    ".tif": "une image TIFF",
    ".tiff": "une image TIFF",
    ".webp": "une image WebP",
    ".txt": "un texte",
}


def reader_of(source: Source) -> Reader:
    """The reader that recognises the content. Raises Fault when none does."""
    for reader in READERS:
        if reader.recognises(source):
            return reader
    if source.suffix in _EXPECTED:
        raise refusal("not_what_it_says", f"Malgré son nom, le fichier n'est pas {_EXPECTED[source.suffix]}.")
    kind = f"« {source.suffix[1:]} »" if source.suffix else "sans extension"
    raise refusal("format_not_read", f"Le format {kind} n'est pas encore lu.")
