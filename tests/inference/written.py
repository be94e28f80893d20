"""Passages written in one line."""

from __future__ import annotations

from ingest.facts import Validity
from ingest.shelf import StoredPassage


def passage(text: str, title: str = "Délibération", label: str = "", number: int = 0) -> StoredPassage:
    """The passage `number` of a document of that title."""
    return StoredPassage(
        passage_id=f"p{number}",
        document_id=f"d{number}",
        ordinal=number,
        text=text,
        headings=(),
        page=None,
        label=label,
        title=title,
        file="acte.html",
        media_type="text/html",
        validity=Validity(),
    )
