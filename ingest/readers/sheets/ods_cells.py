"""What one cell of an ODS sheet shows; days and hours as they are spoken."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from ingest.readers.sheets.markup import attribute, local
from ingest.readers.sheets.values import cleaned, tell_number, told
from ingest.sentences import tell_minutes

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TIME = re.compile(r"P(?:\d+D)?T(\d+)H(\d+)M.*")
_FORMATTED = ("percentage", "currency", "float")
_SILENT = ("annotation", "ruby-text")


def cell_told(cell: Element) -> str:
    """What a cell shows; days and hours as they are spoken."""
    kind = attribute(cell, "value-type")
    shown = cleaned("\n".join(_text(part) for part in cell if local(part) in ("p", "h")))
    if kind == "date":
        return _day(attribute(cell, "date-value")) or shown
    if kind == "time" and (found := _TIME.fullmatch(attribute(cell, "time-value"))):
        return tell_minutes(int(found[1]) * 60 + int(found[2]))
    if kind == "boolean":
        return "oui" if attribute(cell, "boolean-value") == "true" else "non"
    if kind in _FORMATTED and (not shown or shown.startswith("#")):
        return _plain(attribute(cell, "value"))
    return shown


def _day(value: str) -> str:
    try:
        return told(datetime.fromisoformat(value))
    except ValueError:
        return ""


def _plain(value: str) -> str:
    try:
        return tell_number(float(value))
    except ValueError:
        return ""


def _text(element: Element) -> str:
    """The text of a paragraph; its comments are not shown."""
    if local(element) in _SILENT:
        return ""
    between = " " if local(element) in ("s", "tab", "line-break") else ""
    inner = "".join(_text(child) + (child.tail or "") for child in element)
    return (element.text or "") + between + inner
