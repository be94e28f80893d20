"""The file as the commune handed it over: shown when it is a PDF, downloaded when it is anything else.

HTML, SVG and office files come from outside: they are never rendered on this origin.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from fastapi.responses import FileResponse

from appliance.portal.headers import DOWNLOAD_POLICY, PDF_POLICY, protected

if TYPE_CHECKING:
    from appliance.portal.site import DocumentPage

PDF = "application/pdf"
MEDIA_TYPE = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+")
MOST_NAME_CHARACTERS = 120


def original_response(document: DocumentPage) -> FileResponse:
    """The original with headers that keep a browser from running anything in it."""
    shown = document.media_type == PDF
    return FileResponse(
        document.original,
        media_type=safe_media_type(document.media_type),
        filename=safe_file_name(document.file),
        content_disposition_type="inline" if shown else "attachment",
        headers=protected(PDF_POLICY if shown else DOWNLOAD_POLICY, cache="private, no-cache"),
    )


def safe_media_type(media_type: str) -> str:
    """The type itself when it is written like one, bytes otherwise."""
    return media_type if MEDIA_TYPE.fullmatch(media_type) else "application/octet-stream"


def safe_file_name(name: str) -> str:
    """A name without folders, control or direction characters, and not endless."""
    last = name.replace("\\", "/").rsplit("/", maxsplit=1)[-1]
    kept = "".join(character for character in last if not unicodedata.category(character).startswith("C"))
    stem, dot, suffix = kept.strip(" .").rpartition(".")
    if not dot:
        return suffix[:MOST_NAME_CHARACTERS] or "document"
    return f"{stem[:MOST_NAME_CHARACTERS]}.{suffix[:16]}"
