"""Whether a reading is the rules of a town plan, and what it becomes then."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.plu.contents import without_contents
from ingest.plu.headings import Kind
from ingest.plu.judged import judged
from ingest.plu.margins import rejoined, without_edges, zones_of_pages
from ingest.plu.notes import with_notes_at_home
from ingest.plu.outline import outlined
from ingest.plu.vocabulary import zones_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.document import Reading
    from ingest.plu.judged import Judged
    from ingest.readers.source import Source

ENOUGH_ARTICLES = 4
ENOUGH_DIVISIONS = 3
_PLAN = re.compile(
    r"\bplan local d[’']urbanisme|\bP\.?\s?L\.?\s?U\.?(?:i|I|\b)|\bPLUi|plan d[’']occupation des sols"
    r"|\bP\.?O\.?S\b|code de l[’']urbanisme",
    re.IGNORECASE,
)
_RULES = re.compile(r"r\s?[eèé]\s?g\s?l\s?e\s?m\s?e\s?n\s?t", re.IGNORECASE)
_OTHER_PIECE = re.compile(
    r"rapport de pr[eé]sentation|projet d[’']am[eé]nagement et de d[eé]veloppement|\bpadd\b"
    r"|orientations? d[’']am[eé]nagement"
    r"|[eé]tat initial de l[’']environnement|compte[- ]rendu|proc[eè]s[- ]verbal",
    re.IGNORECASE,
)


def recognise(reading: Reading, source: Source) -> Reading:
    """The reading with its zones and articles where it is the rules of a plan, unchanged elsewhere."""
    if not _may_be_a_plan(reading, source):
        return reading
    elements, lines = without_edges(without_contents(reading.elements))
    lines = [*reading.furniture, *lines]
    known = zones_named(elements, (line for _, line in lines))
    items = judged(elements, known)
    pages = zones_of_pages(lines, known, reading.pages)
    if not _is_ruled(items, bool(pages)):
        return reading
    whole = rejoined(with_notes_at_home(list(outlined(items, pages, known))))
    return replace(reading, elements=tuple(whole))


def _may_be_a_plan(reading: Reading, source: Source) -> bool:
    """Some words on its cover or in its name; cheap, as every document passes here."""
    head = " ".join((reading.title, source.name, *(line for _, line in reading.furniture[:6])))
    head += " ".join(element.text for element in reading.elements[:60])
    title = f"{reading.title} {source.name}"
    return bool(_PLAN.search(head) and _RULES.search(head)) and not _OTHER_PIECE.search(title)


def _is_ruled(items: Sequence[Judged], running: bool) -> bool:
    """Zones with articles or divisions of their own: what the other pieces of a plan do not have."""
    opened = [item.heading for item in items if item.heading]
    articles = {(heading.zones, heading.number) for heading in opened if heading.kind is Kind.ARTICLE}
    zoned = running or any(heading.zones for heading in opened if heading.kind <= Kind.ARTICLE)
    divisions = sum(Kind.THEME <= heading.kind <= Kind.NUMBERED for heading in opened)
    return zoned and (len(articles) >= ENOUGH_ARTICLES or divisions >= ENOUGH_DIVISIONS)
