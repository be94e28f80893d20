"""A point on the map, and how people write one: degrees, degrees and minutes, Lambert metres."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.zoning.projection import WGS84, fits, guess, moved

if TYPE_CHECKING:
    from collections.abc import Iterator

_DECIMAL = re.compile(r"(?<![\d.,])(-?\d{1,3}[.,]\d{1,12})\s*°?\s*(?:([NSEOW])\b)?", re.IGNORECASE)
_SEXAGESIMAL = re.compile(
    r"(\d{1,3})\s*°\s*(\d{1,2})\s*['’′]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:\"|''|’’|″|”))?\s*([NSEOW])\b",
    re.IGNORECASE,
)
_METRES = re.compile(
    r"(?<![\d.,])(?:([XYEN])\s*[=:]?\s*)?(\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,2}|\d{5,7})(?:[.,]\d+)?(?!\d)",
    re.IGNORECASE,
)
_APART = 24  # letters between the two numbers of one point
_SURE_DECIMALS = 3  # prices and heights have fewer


@dataclass(frozen=True, slots=True)
class Point:
    """x, y: in EPSG `srid`; longitude, latitude for 4326."""

    x: float
    y: float
    srid: int = WGS84

    def moved_to(self, srid: int) -> Point:
        return Point(*moved(self.x, self.y, self.srid, srid), srid)


def parse_point(text: str, insee: str = "") -> Point | None:
    """The first point written in `text`; None when there is none.

    `47.8705, 1.1403`, `47,8477 N, 1,1294 E`, `47°52'14" N 1°8'25" E`, `X = 560668, Y = 6753401`; latitude and
    longitude in either order where the commune's territory tells them apart.
    """
    text = text.replace("−", "-")
    return next((point for point in (*_degrees(text, insee), *_metres(text, insee))), None)


def _degrees(text: str, insee: str) -> Iterator[Point]:
    exact = [(_minutes(found), found[4].upper(), found.span()) for found in _SEXAGESIMAL.finditer(text)]
    plain = [
        (float(found[1].replace(",", ".")), (found[2] or "").upper(), found.span())
        for found in _DECIMAL.finditer(text)
        if found[2] or len(re.split("[.,]", found[1])[1]) >= _SURE_DECIMALS
    ]
    for numbers in (exact, plain):
        for (one, its, span), (other, others, next_span) in pairwise(numbers):
            if next_span[0] - span[1] <= _APART:
                yield _ordered(_signed(one, its), its, _signed(other, others), insee)


def _minutes(found: re.Match[str]) -> float:
    return int(found[1]) + int(found[2]) / 60 + float((found[3] or "0").replace(",", ".")) / 3600


def _signed(value: float, side: str) -> float:
    return -abs(value) if side in ("S", "O", "W") else value


def _ordered(one: float, side: str, other: float, insee: str) -> Point:
    """Latitude comes first unless letters, or the territory, say otherwise."""
    swapped = side in ("E", "O", "W")
    if not side and guess((other, one, other, one), insee) is None:
        swapped = guess((one, other, one, other), insee) is not None
    return Point(one, other) if swapped or abs(one) > 90 else Point(other, one)


def _metres(text: str, insee: str) -> Iterator[Point]:
    numbers = [(_whole(found), (found[1] or "").upper(), found.span()) for found in _METRES.finditer(text)]
    for (one, its, span), (other, _, next_span) in pairwise(numbers):
        if next_span[0] - span[1] > _APART:
            continue
        pairs = [(other, one), (one, other)] if its in ("Y", "N") else [(one, other), (other, one)]
        for x, y in pairs:
            found = guess((x, y, x, y), insee) if not fits(WGS84, (x, y, x, y)) else None
            if found:
                yield Point(x, y, found.srid)
                break


def _whole(found: re.Match[str]) -> float:
    whole = re.sub(r"\s", "", found[2])
    fraction = re.search(r"[.,](\d+)$", found[0])
    return float(f"{whole}.{fraction[1]}" if fraction else whole)
