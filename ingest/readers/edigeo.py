"""The exchange format of the tax office's cadastre, which is refused in favour of the one that is read."""

from __future__ import annotations

import re
from typing import NoReturn

from ingest.readers.source import Reader, Source, refusal

MEDIA_TYPE = "application/x-edigeo"
_FIRST_LINE = b"BOMT "
_PACKED = re.compile(r"edigeo.*\.(?:tar\.bz2|tbz2?|tar|bz2)$", re.IGNORECASE)


def recognises(source: Source) -> bool:
    return source.head().startswith(_FIRST_LINE) or _PACKED.search(source.name) is not None


def read(_source: Source) -> NoReturn:
    raise refusal(
        "format_not_read",
        "Le cadastre au format EDIGEO n'est pas lu : donnez le GeoJSON ou le shapefile des parcelles.",
    )


EDIGEO = Reader(MEDIA_TYPE, recognises, read)
