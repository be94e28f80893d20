"""Headings of articles: `Article UA 10`, `UA10.`, `Article 10 UA`, `Zone UA – Article 10`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.plu.codes import canonical, codes_at, is_code
from ingest.plu.heading import Heading, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

_ZONE_WORD = re.compile(r"zones?\s+", re.IGNORECASE)
_DASH = re.compile(r"\s*[-–—:/,]?\s*")
_ARTICLE = re.compile(r"art(?:icle)?s?\.?\s*(?:n\s?[°o]\s*)?", re.IGNORECASE)
ARTICLE_NUMBER = re.compile(
    r"\s*[-–./]?\s*(?:n\s?[°o]\s*)?(?P<number>(?:\d{1,2}|[IVX]{1,4})(?:\s?[.-]\s?\d{1,2}){0,3})(?:er)?(?![\w°²%])(?!,\d)"
)
_LETTERS = re.compile(r"(?:[1-9]|I{1,3})?\s?[AUN][A-Za-z]{0,4}(?=[\s.-]?\d)")
_LETTERS_AND_INDEX = re.compile(r"[AUN][A-Za-z]{0,4}\d[a-z]?(?=[.-]?\d)")
_RANGE = re.compile(
    r"\s*(?P<join>à|et)\s*(?:[A-Z0-9]{1,4}[a-z]{0,2}\s?[.-]?\s?)?(?P<last>\d{1,2})(?=\s*(?:$|[-–—:.]))"
)
_LAW = re.compile(r"[LRDA]\s?\.?\s?\*?\s?\d{3}|\d{3}")


def article_of(text: str, known: Iterable[str], marked: bool) -> Heading | None:
    """The article that a line opens, with the zones it names in any order; None when it opens none."""
    before, start = _zones_before(text, known)
    keyword = _ARTICLE.match(text, start)
    start = keyword.end() if keyword else 0
    if keyword and _LAW.match(text, start):
        return None
    zones, end = codes_at(text, start, known)
    number = ARTICLE_NUMBER.match(text, end) if zones else None
    if zones and not number:
        zones, number = _glued(text, start, known)
    if zones and number and (keyword or _is_code_heading(text, zones, number.end(), known, marked)):
        return _article_heading(text, number["number"], zones, number.end())
    if not keyword:
        return None
    number = ARTICLE_NUMBER.match(text, start)
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
        number = ARTICLE_NUMBER.match(text, found.end()) if found else None
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
