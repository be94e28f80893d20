"""Communes without a plan of their own: a document that says that the national rules apply there (RNU)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.document import Block, Doubt
from ingest.facts import Act, Validity
from ingest.plu.approval import first_day

if TYPE_CHECKING:
    from ingest.document import Reading
    from ingest.readers.source import Source

KIND = "règlement national d'urbanisme"
_RULES = r"(?:r[eè]glement national d[’']urbanisme|\bR\.?N\.?U\b)"
_SAYS = re.compile(
    rf"\b(?:la|notre) commune\b(?: d[e’']\s?[\w’'-]+(?: [\w’'-]+){{0,4}})?,?\s(?:[\w’']+ ){{0,6}}?"
    rf"(?:est|demeure|reste|se trouve|relève|redevient|sera)\b.{{0,70}}?{_RULES}"
    rf"|{_RULES}[^.;]{{0,60}}?\b(?:s[’']applique|est(?: seul)? applicable|r[eé]git)[^.;]{{0,60}}?"
    rf"\b(?:sur|à|dans) (?:l[’']ensemble du territoire|(?:tout )?le territoire|la commune|notre commune)",
    re.IGNORECASE,
)
_SUPPOSES = re.compile(
    r"\b(?:si|s[’']il|lorsqu\w*|quand|dans le cas|[àa] d[eé]faut|en l[’']absence|n[’']est (?:pas|plus))\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"(?:depuis|[àa] compter d|[àa] partir d)[^.;]{0,25}", re.IGNORECASE)
MAX_PAGES = 12
CONFIDENCE = 0.8


def national_rules(reading: Reading, source: Source) -> Reading:
    """The reading with the fact that the commune is under the national rules, where it says so."""
    if reading.pages > MAX_PAGES:
        return reading
    for element in reading.elements:
        found = _SAYS.search(element.text) if element.block is Block.PARAGRAPH else None
        if not found or _SUPPOSES.search(_sentence(element.text, found)):
            continue
        since = _SINCE.search(element.text)
        day = first_day(element.text[since.start() :], source.today) if since else None
        act = Act(KIND, " ".join(element.text.split(" ")[:25]), object=reading.title, validity=Validity(day))
        question = (
            "Ce document dit que la commune est soumise au règlement national d'urbanisme : est-ce le cas ?"
        )
        doubt = Doubt("act.kind", KIND, CONFIDENCE, question, element.page)
        facts = replace(reading.facts, acts=(*reading.facts.acts, act))
        return replace(reading, facts=facts, doubts=(*reading.doubts, doubt))
    return reading


def _sentence(text: str, found: re.Match[str]) -> str:
    start = max(text.rfind(mark, 0, found.start()) for mark in (". ", "; ", "\n")) + 1
    return text[start : found.end()]
