"""How a citizen cites a place in a plan: `UA 10`, `Article 7`, `Section 2`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.document import Block
from ingest.plu.heading import Heading, Kind
from ingest.plu.headings import heading_of

if TYPE_CHECKING:
    from ingest.document import Element

_COUNTS = re.compile(r"(?:\d|[IVX]+\b)")


def label_of(heading: Heading, text: str) -> str:
    """What a citizen cites of a heading: `UA 10`, `Article 7`, `Section 2`, `2.1.1`; empty for a title."""
    if heading.kind is Kind.ARTICLE:
        return f"{'/'.join(heading.zones)} {heading.number}" if heading.zones else f"Article {heading.number}"
    if heading.kind is Kind.NUMBERED:
        return heading.number if _COUNTS.match(heading.number) else ""
    if not Kind.THEME <= heading.kind < Kind.ARTICLE or not heading.number:
        return ""
    if heading.kind is Kind.SUBSECTION and "." in heading.number:
        return heading.number
    return f"{text.split()[0].capitalize()} {heading.number}"


def article_of_row(element: Element, zones: tuple[str, ...], known: frozenset[str]) -> str:
    """The article of a row whose first cell names it, in a plan laid out as tables; empty elsewhere."""
    if element.block is not Block.ROW or not zones:
        return ""
    cell = element.text.split(" ; ")[0].split(" : ")[-1]
    heading = heading_of(cell, known)
    named = heading and heading.kind is Kind.ARTICLE and set(heading.zones) <= set(zones)
    return label_of(heading, cell) if heading and named else ""
