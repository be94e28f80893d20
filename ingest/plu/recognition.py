"""Whether a reading is the rules of a town plan, and what it becomes then."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.document import Block
from ingest.plu.approval import KIND, approval_of
from ingest.plu.contents import without_contents
from ingest.plu.heading import Kind
from ingest.plu.judged import BELOW, judged
from ingest.plu.margins import without_edges, zones_of_pages
from ingest.plu.national import national_rules
from ingest.plu.notes import with_notes_at_home
from ingest.plu.outline import outlined
from ingest.plu.silence import with_silent_articles
from ingest.plu.vocabulary import zones_named
from ingest.readers.flow import rejoined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.document import Element, Reading
    from ingest.plu.judged import Judged
    from ingest.readers.source import Source

COVER_PAGES = 4
COVER_ELEMENTS = 30
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
    """The reading with its zones and articles where it is the rules of a plan.

    Elsewhere, with the national rules where it says that the commune has no plan.
    """
    plan = _planned(reading, source) if _may_be_a_plan(reading, source) else None
    return plan or national_rules(reading, source)


def _planned(reading: Reading, source: Source) -> Reading | None:
    """The rules of a plan, None where there are none to be found."""
    elements, lines = without_edges(without_contents(reading.elements))
    margins = [*reading.furniture, *lines]
    known = zones_named(elements, (line for _, line in margins))
    items: Sequence[Judged] = judged(elements, known)
    pages = zones_of_pages(margins, known, reading.pages)
    if not _is_ruled(items, bool(pages)):
        return None
    cover, items = _covered(items)
    walked = list(with_silent_articles(list(outlined(items, pages, known))))
    body = rejoined(with_notes_at_home(walked))
    return _approved(replace(reading, elements=(*cover, *body)), cover, margins, source)


def _covered(items: Sequence[Judged]) -> tuple[list[Element], Sequence[Judged]]:
    """The cover as text that can be cited, and what follows it."""
    first = next((place for place, item in enumerate(items) if item.heading and item.level < BELOW), 0)
    last_page = (items[first].element.page or COVER_PAGES) if items else 0
    cover = [
        replace(item.element, block=Block.PARAGRAPH, level=0)
        for item in items[: min(first, COVER_ELEMENTS)]
        if (item.element.page or 1) <= min(last_page, COVER_PAGES)
    ]
    return cover, items[len(cover) :]


def _approved(
    reading: Reading, cover: Sequence[Element], margins: Sequence[tuple[int, str]], source: Source
) -> Reading:
    lines = [line for _, line in margins]
    title = reading.title if _RULES.search(reading.title) else _title(cover)
    approval = approval_of(cover, lines, reading.elements, source, title)
    facts = replace(reading.facts, acts=(*reading.facts.acts, approval.act))
    doubts = (*reading.doubts, *approval.doubts)
    validity = approval.act.validity
    return replace(reading, title=title, facts=facts, validity=validity, doubts=doubts)


def _title(cover: Sequence[Element]) -> str:
    """`Plan local d'urbanisme – Règlement`, where the reader found nothing as clear."""
    words = " ".join(element.text for element in cover)
    kinds = ("Plan local d'urbanisme intercommunal", "Plan d'occupation des sols")
    kind = next((kind for kind in kinds if kind.lower() in words.lower()), KIND.capitalize())
    return f"{kind} – Règlement"


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
