"""What a jail does with a file: the reader that recognises it, then what its text says."""

from __future__ import annotations

import importlib
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.document import Reading
    from ingest.readers.source import Source

# What readers import when they need it: imported once, before the first file.
_HEAVY = (
    *("pypdfium2", "PIL.Image", "docx", "bs4", "numpy", "shapely", "pyproj", "pyogrio", "python_calamine"),
    *("unstructured.partition.docx", "unstructured.partition.odt", "icalendar", "recurring_ical_events"),
    *("charset_normalizer", "holidays", "opening_hours"),
)
# spaCy takes PyTorch along where it is installed: 180 MB that no reader uses.
_UNWANTED = ("torch", "tensorflow", "cupy", "transformers", "jax")


def warm() -> None:
    """Import what readings will need."""
    for name in _UNWANTED:
        sys.modules[name] = None  # type: ignore[assignment]
    importlib.import_module("ingest.readers.registry")
    importlib.import_module("ingest.recognise")
    for name in _HEAVY:
        with suppress(ImportError):
            importlib.import_module(name)


def read(source: Source) -> tuple[str, Reading]:
    """(media type, reading). Raises Fault when it is refused, anything when the file is broken."""
    from ingest.readers.registry import reader_of
    from ingest.recognise import recognised

    reader = reader_of(source)
    return reader.media_type, recognised(reader.read(source), source)
