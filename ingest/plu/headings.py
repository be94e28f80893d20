"""What a heading of a town plan says: which division it opens, for which zones, under which number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from ingest.folding import fold
from ingest.plu.codes import canonical, codes_at, is_code

if TYPE_CHECKING:
    from collections.abc import Iterable


class Kind(IntEnum):
    """Divisions from the outermost in: their values are the levels of their headings."""

    TITLE = 1
    SUBTITLE = 2
    CHAPTER = 3
    ZONE = 4
    THEME = 5  # a chapter within a zone
    SECTION = 6
    SUBSECTION = 7
    PARAGRAPH = 8
    ARTICLE = 9
    NUMBERED = 10
    PLAIN = 11


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading opens.

    number: `10`, `II`, `2.1.1`. zones: those it names; family: the kind of zone it names, `U`.
    closing: what follows is for no zone in particular. bare: no title. end: where its title starts.
    """

    kind: Kind
    number: str = ""
    zones: tuple[str, ...] = ()
    family: str = ""
    closing: bool = False
    bare: bool = False
    end: int = 0


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
_ZONE_WORD = re.compile(r"zones?\s+", re.IGNORECASE)
_DASH = re.compile(r"\s*[-–—:/,]?\s*")
_ARTICLE = re.compile(r"art(?:icle)?s?\.?\s*(?:n\s?[°o]\s*)?", re.IGNORECASE)
_ARTICLE_NUMBER = re.compile(
    r"\s*[-–./]?\s*(?:n\s?[°o]\s*)?(?P<number>(?:\d{1,2}|[IVX]{1,4})(?:\s?[.-]\s?\d{1,2}){0,3})(?:er)?(?![\w°²%])(?!,\d)"
)
_LETTERS = re.compile(r"(?:[1-9]|I{1,3})?\s?[AUN][A-Za-z]{0,4}(?=[\s.-]?\d)")
_LETTERS_AND_INDEX = re.compile(r"[AUN][A-Za-z]{0,4}\d[a-z]?(?=[.-]?\d)")
_RANGE = re.compile(
    r"\s*(?P<join>à|et)\s*(?:[A-Z0-9]{1,4}[a-z]{0,2}\s?[.-]?\s?)?(?P<last>\d{1,2})(?=\s*(?:$|[-–—:.]))"
)
_LAW = re.compile(r"[LRDA]\s?\.?\s?\*?\s?\d{3}|\d{3}")
_NUMBERED = re.compile(
    r"(?P<number>(?:\d{1,2}|[IVX]{1,4}|[A-Z])(?:\s?[.-]\s?(?:\d{1,2}|[a-zA-Z](?![a-zà-ÿ])|[IVX]{1,4})){0,4})"
    r"(?:\s*[.)°:/–—-]+\s*|\s+)(?=[A-ZÀ-Þa-zà-ÿ«\"(])"
)
_OPENS = re.compile(
    r"(?:(?:le |les |la )?(?:r[eè]glement(?:ation)?|dispositions|r[eè]gles|prescriptions)\b.{0,70}?)?"
    r"(?:l[ae]s? |aux? |à la |a la )?\b(?:zones?|secteurs?|sous[- ]secteurs?)\b\s*[:«\"(-]?\s*",
    re.IGNORECASE,
)
_PRESENTS = re.compile(
    r"(?:caract[eè]res?|vocation|pr[eé]sentation|d[eé]finition|pr[eé]ambule|d[eé]limitation|destination"
    r"|description)\b.{0,30}?\bzones?\s+",
    re.IGNORECASE,
)
_QUALIFIED = re.compile(
    r"(?:.{0,60}?\b)?(?i:zones?)\s+[^\W\d_][\w’' -]{2,60}?[\s(«\"–—:,-]+"
    r"(?P<code>(?:[1-9I]{0,3}\s?AU|U|A|N)[A-Za-z0-9]{0,4}|[UN]\.\s?[A-Z]\.?)[)»\"\s]*(?:[-–:(].*)?$"
)
_FAMILIES = (
    ("AU", re.compile(r"zones? (?:d[’'])?(?:a|à) urbaniser|zones? d[’']urbanisation future", re.IGNORECASE)),
    ("U", re.compile(r"zones? (?:dites? )?urbaines?", re.IGNORECASE)),
    ("A", re.compile(r"zones? (?:dites? )?agricoles?", re.IGNORECASE)),
    ("N", re.compile(r"zones? (?:dites? )?(?:naturelles?|forestières?)", re.IGNORECASE)),
)
_CLOSING = re.compile(
    r"(?:\d\s?[.-]\s?|[IVX]+\s?[.-]\s?)?(?:annexes?\b(?! et| des| aux| sont)|lexique|glossaire|index\b"
    r"|d[eé]finitions?\b(?! de la)|r[eè]gles (?:communes|g[eé]n[eé]rales)"
    r"|dispositions (?:g[eé]n[eé]rales|communes|diverses|transversales)"
    r"|pr[eé]ambule|avant[- ]propos|introduction|liste des (?:emplacements|éléments|essences|espèces)"
    r"|emplacements réservés|mode d[’']emploi)",
    re.IGNORECASE,
)
STRONG_CLOSING = re.compile(
    r"(?:lexique|glossaire|annexes?"
    r"(?:\s+(?:n\s?[°o]\s?)?(?:\d+|[IVX]+|[A-F])\b|\s+(?:au|du) r[eè]glement|\s+documentaires?|s?$))",
    re.IGNORECASE,
)
_ALL_ZONES = re.compile(r"toutes les zones|l[’']ensemble des zones|toutes zones", re.IGNORECASE)


def heading_of(text: str, known: Iterable[str] = (), marked: bool = True) -> Heading | None:
    """What a readable line opens, None when it is no division.

    known: the zones of the plan. marked: the line stands out as a heading; weaker shapes count then.
    """
    return (
        _article(text, known, marked)
        or _division(text, known)
        or (_zone(text, known) if marked else None)
        or (_numbered(text, known) if marked else None)
    )


def _article(text: str, known: Iterable[str], marked: bool) -> Heading | None:
    before, start = _zones_before(text, known)
    keyword = _ARTICLE.match(text, start)
    start = keyword.end() if keyword else 0
    if keyword and _LAW.match(text, start):
        return None
    zones, end = codes_at(text, start, known)
    number = _ARTICLE_NUMBER.match(text, end) if zones else None
    if zones and not number:
        zones, number = _glued(text, start, known)
    if zones and number and (keyword or _is_code_heading(text, zones, number.end(), known, marked)):
        return _article_heading(text, number["number"], zones, number.end())
    if not keyword:
        return None
    number = _ARTICLE_NUMBER.match(text, start)
    if not number:
        return _reversed(text, start, known)
    zones, end = _zones_after(text, number.end(), known)
    return _article_heading(text, number["number"], zones or before, end)


def _zones_before(text: str, known: Iterable[str]) -> tuple[tuple[str, ...], int]:
    """The zones of `Zone UA – Article 10`, `UA - ARTICLE 10`, and where the word article stands."""
    zone = _ZONE_WORD.match(text)
    zones, end = codes_at(text, zone.end() if zone else 0, known)
    dash = _DASH.match(text, end) if zones else None
    if dash and _ARTICLE.match(text, dash.end()) and all(zone in known for zone in zones):
        return zones, dash.end()
    return (), 0


def _article_heading(text: str, number: str, zones: tuple[str, ...], end: int) -> Heading:
    if last := _RANGE.match(text, end):
        number, end = f"{number} {last['join']} {last['last']}", last.end()
    rest = re.match(r"\s*[-–—:.)/]*\s*", text[end:])
    end += rest.end() if rest else 0
    return Heading(
        Kind.ARTICLE, re.sub(r"\s?([.-])\s?", r"\1", number), zones, bare=end >= len(text), end=end
    )


def _glued(text: str, start: int, known: Iterable[str]) -> tuple[tuple[str, ...], re.Match[str] | None]:
    """`UA10`, `1AU3`: the zone and the article's number without a gap; `UA110` where UA1 is a zone."""
    for shape in (_LETTERS, _LETTERS_AND_INDEX):
        found = shape.match(text, start)
        number = _ARTICLE_NUMBER.match(text, found.end()) if found else None
        if not found or not number:
            continue
        code = canonical(found[0], known)
        if is_code(found[0]) and (shape is _LETTERS or code in known):
            return (code,), number
    return (), None


def _reversed(text: str, start: int, known: Iterable[str]) -> Heading | None:
    """`Article 2UC`: the number first, without a gap."""
    found = re.compile(r"(\d{1,2})(?=[AUN])").match(text, start)
    if not found:
        return None
    zones, end = codes_at(text, found.end(), known)
    return _article_heading(text, found[1], zones, end) if zones else None


def _zones_after(text: str, end: int, known: Iterable[str]) -> tuple[tuple[str, ...], int]:
    """The zones of `10 UA`, `10 - UA –`, `10 (zone UA)`: only where the list ends as a label does."""
    gap = re.compile(r"\s*[-–/.(]?\s*(?:(?:de la |des )?zones?\s+)?", re.IGNORECASE).match(text, end)
    start = gap.end() if gap else end
    zones, stop = codes_at(text, start, known)
    if zones and re.match(r"\s*(?:$|[-–—:.)])", text[stop:]):
        return zones, stop
    return (), end


def _is_code_heading(text: str, zones: tuple[str, ...], end: int, known: Iterable[str], marked: bool) -> bool:
    """`UA 10 – Hauteur` without the word article: its zone is known and a title or nothing follows."""
    listed = all(zone in known for zone in zones)
    long = all(len(zone) > 1 for zone in zones) or marked
    return listed and long and bool(re.match(r"\s*(?:$|[-–—:.)]+\s*\S|[A-ZÀ-Þ])", text[end:]))


def _division(text: str, known: Iterable[str]) -> Heading | None:
    for (kind, shape), (_, of_zone) in zip(_DIVISION, _DIVISION_OF_ZONE, strict=True):
        if found := shape.match(text):
            return _opened(kind, text, found["number"], found.end(), known)
        if found := of_zone.match(text):
            zones, end = codes_at(text, found.end(), known)
            if zones and all(zone in known for zone in zones):
                number = _ARTICLE_NUMBER.match(text, end)
                return Heading(kind, number["number"] if number else "", zones, end=end)
    if found := _ORDINAL_PART.match(text):
        return _opened(Kind.TITLE, text, found[0], found.end(), known)
    return None


def _opened(kind: Kind, text: str, number: str, end: int, known: Iterable[str]) -> Heading:
    rest = text[end:].strip()
    inner = _zone(rest, known) if rest else None
    if inner and inner.kind is Kind.ZONE:
        return Heading(kind, number, inner.zones, inner.family, end=end)
    closing = bool(_CLOSING.match(rest) or _ALL_ZONES.search(rest))
    return Heading(kind, number, closing=closing, bare=not rest.strip(" -–—:."), end=end)


def _zone(text: str, known: Iterable[str]) -> Heading | None:
    """The zones that a heading opens: `Zone UA`, `Règlement applicable aux zones UG, 1AU`, `UA – Centre`."""
    if _ALL_ZONES.search(text):
        return None
    if found := _OPENS.match(text) or _PRESENTS.match(text):
        zones, end = codes_at(text, found.end(), known)
        zones, end = _with_index(text, zones, end, known)
        if zones:
            return Heading(Kind.ZONE, zones=zones, end=end)
    if (named := _QUALIFIED.match(text)) and (code := canonical(named["code"], known)) in known:
        return Heading(Kind.ZONE, zones=(code,))
    zones, end = codes_at(text, 0, known)
    alone = zones and all(zone in known for zone in zones) and re.match(r"\s*(?:$|[-–—:(»])", text[end:])
    if alone:
        return Heading(Kind.ZONE, zones=zones, end=end)
    family = next((name for name, shape in _FAMILIES if shape.search(text)), "")
    if family and (_OPENS.match(text) or fold(text).startswith(("zone", "les zone", "la zone"))):
        return Heading(Kind.ZONE, family=family)
    return None


def _with_index(
    text: str, zones: tuple[str, ...], end: int, known: Iterable[str]
) -> tuple[tuple[str, ...], int]:
    """`Zone UM 8`: an index set apart from its zone."""
    found = re.compile(r"[\s.-](\d{1,2}[a-z]?)(?=\s*$|\s*[-–:(])").match(text, end)
    if len(zones) == 1 and found:
        return (f"{zones[0]}{found[1]}",), found.end()
    return zones, end


def _numbered(text: str, known: Iterable[str]) -> Heading | None:
    found = _NUMBERED.match(text)
    if not found:
        return None
    inner = _zone(text[found.end() :], known) if found["number"].isalnum() else None
    return inner or Heading(Kind.NUMBERED, re.sub(r"\s", "", found["number"]), end=found.end())


def is_closing(text: str) -> bool:
    """Whether a heading leaves the zones: annexes, lexicon, general or common provisions."""
    return bool(_CLOSING.match(text) or _ALL_ZONES.search(text))
