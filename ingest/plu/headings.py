"""What a heading of a town plan says, whatever it is: an article, a division, a zone, a number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.plu.articles import ARTICLE_NUMBER, article_of
from ingest.plu.codes import codes_at
from ingest.plu.heading import Heading, Kind
from ingest.plu.openings import is_closing, zones_opened

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBER = (
    r"(?:(?:\d{1,2}|[IVX]{1,4})(?:[.-]\d{1,2}){1,2}|\d{1,2}(?:er|ère|e)?|[IVXivxl]{1,5}|premi(?:er|ère)"
    r"|unique|préliminaire|[A-H])"
)
_SEPARATOR = r"\s*(?:[-–—:.)]+\s*)?"
_DIVISIONS = (
    (Kind.SUBTITLE, "sous[- ]titre"),
    (Kind.SUBSECTION, "sous[- ]section"),
    (Kind.TITLE, "titre|livre|tome|volume|partie"),
    (Kind.CHAPTER, "chapitre|chap\\."),
    (Kind.SECTION, "section|thème|theme|thématique|volet"),
    (Kind.PARAGRAPH, "paragraphe|§"),
)
_DIVISION = tuple(
    (
        kind,
        re.compile(rf"(?:{words})\s*(?:n\s?[°o]\s*)?(?P<number>{_NUMBER})(?!\w){_SEPARATOR}", re.IGNORECASE),
    )
    for kind, words in _DIVISIONS
)
_DIVISION_OF_ZONE = tuple(
    (kind, re.compile(rf"(?:{words})\s+(?=[A-Z0-9])", re.IGNORECASE)) for kind, words in _DIVISIONS
)
_ORDINAL_PART = re.compile(
    r"(?:premi[eè]re|deuxi[eè]me|troisi[eè]me|quatri[eè]me|cinqui[eè]me|sixi[eè]me) partie", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"(?P<number>(?:\d{1,2}|[IVX]{1,4}|[A-Z])(?:\s?[.-]\s?(?:\d{1,2}|[a-zA-Z](?![a-zà-ÿ])|[IVX]{1,4})){0,4})"
    r"(?:\s*[.)°:/–—-]+\s*|\s+)(?=[A-ZÀ-Þa-zà-ÿ«\"(])"
)


def heading_of(text: str, known: Iterable[str] = (), marked: bool = True) -> Heading | None:
    """What a readable line opens, None when it is no division.

    known: the zones of the plan. marked: the line stands out as a heading; weaker shapes count then.
    """
    return (
        article_of(text, known, marked)
        or _division(text, known)
        or (zones_opened(text, known) if marked else None)
        or (_numbered(text, known) if marked else None)
    )


def _division(text: str, known: Iterable[str]) -> Heading | None:
    for (kind, shape), (_, of_zone) in zip(_DIVISION, _DIVISION_OF_ZONE, strict=True):
        if found := shape.match(text):
            return _opened(kind, text, found["number"], found.end(), known)
        if found := of_zone.match(text):
            zones, end = codes_at(text, found.end(), known)
            if zones and all(zone in known for zone in zones):
                number = ARTICLE_NUMBER.match(text, end)
                return Heading(kind, number["number"] if number else "", zones, end=end)
    if found := _ORDINAL_PART.match(text):
        return _opened(Kind.TITLE, text, found[0], found.end(), known)
    return None


def _opened(kind: Kind, text: str, number: str, end: int, known: Iterable[str]) -> Heading:
    rest = text[end:].strip()
    inner = zones_opened(rest, known) if rest else None
    if inner and inner.kind is Kind.ZONE:
        return Heading(kind, number, inner.zones, inner.family, end=end)
    closing = is_closing(rest)
    return Heading(kind, number, closing=closing, bare=not rest.strip(" -–—:."), end=end)


def _numbered(text: str, known: Iterable[str]) -> Heading | None:
    found = _NUMBERED.match(text)
    if not found:
        return None
    inner = zones_opened(text[found.end() :], known) if found["number"].isalnum() else None
    return inner or Heading(Kind.NUMBERED, re.sub(r"\s", "", found["number"]), end=found.end())
