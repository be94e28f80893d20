"""What one cell of an XLSX sheet last showed. Formulas are never evaluated."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.readers.sheets.formats import shown
from ingest.readers.sheets.markup import Parts, attribute, local, number_of
from ingest.readers.sheets.values import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element


@dataclass(slots=True)
class Book:
    """What all sheets share, and how much was left out of them.

    texts: shared by the cells. codes: number format of each style.
    """

    parts: Parts
    texts: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    epoch_1904: bool = False
    left: Counter[str] = field(default_factory=Counter)


def cells_of(book: Book, row: Element) -> Iterator[tuple[int, str]]:
    """The column of each cell that says something, and what it says."""
    column = -1
    for cell in row:
        if local(cell) != "c":
            continue
        reference = attribute(cell, "r").rstrip("0123456789")
        column = column_of(reference) if reference else column + 1
        told = _told(book, cell)
        if told:
            yield column, told


def _told(book: Book, cell: Element) -> str:
    """What a cell last showed; a formula without a stored result says nothing, and is counted."""
    kind = attribute(cell, "t", "n")
    if kind == "inlineStr":
        return cleaned(text_of(cell))
    parts = {local(part): part.text or "" for part in cell}
    value = parts.get("v", "")
    if not value:
        book.left["formulas"] += "f" in parts
        return ""
    if kind == "s":
        place = number_of(value, -1)
        return book.texts[place] if 0 <= place < len(book.texts) else ""
    if kind == "b":
        return "oui" if value == "1" else "non"
    if kind in ("str", "d"):
        return cleaned(value)
    book.left["errors"] += kind == "e"
    return _number(book, value, number_of(attribute(cell, "s"))) if kind == "n" else ""


def _number(book: Book, value: str, style: int) -> str:
    try:
        return shown(float(value), book.codes[style] if style < len(book.codes) else "", book.epoch_1904)
    except (ValueError, OverflowError):
        return cleaned(value)


def text_of(element: Element) -> str:
    """The text of an item, its pronunciation left out."""
    if local(element) == "rPh":
        return ""
    own = (element.text or "") if local(element) == "t" else ""
    return own + "".join(text_of(child) for child in element)


def column_of(letters: str) -> int:
    """`A` is 0, `XFD` is 16383."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1
