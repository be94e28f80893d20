"""Headings that open zones, or leave them: `Zones UG, 1AU`, `Les zones urbaines`, `Lexique`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.folding import fold
from ingest.plu.codes import canonical, codes_at
from ingest.plu.heading import Heading, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def zones_opened(text: str, known: Iterable[str]) -> Heading | None:
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


def is_closing(text: str) -> bool:
    """Whether a heading leaves the zones: annexes, lexicon, general or common provisions."""
    return bool(_CLOSING.match(text) or _ALL_ZONES.search(text))
