"""`parvis bench zones`: how soon a point's zones are known among 10,000 polygons. No server needed.

The plan is drawn, taken in through the pipeline, and asked in degrees, so that the projection is part of the
measure; the control looks at every polygon in turn, and both must say the same.
"""

from __future__ import annotations

import json
import math
import random
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely

from appliance.settings import read_settings
from benchmarks.card import announce, report
from benchmarks.conditions import conditions
from benchmarks.figure import Figure, Goal
from benchmarks.statistics import percentile
from ingest.communes import Communes
from ingest.index import open_chroma
from ingest.pipeline import Pipeline
from ingest.zoning.places import Places
from ingest.zoning.point import Point
from ingest.zoning.projection import LAMBERT93, WGS84
from ops.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

_SIDE = 100  # of the square: 10,000 polygons
_CELL = 80.0  # metres
_BENDS = 12  # on each side of a polygon
_ORIGIN = (560_000.0, 6_750_000.0)  # Lambert-93
_LABELS = ("UA", "UB", "UC", "UY", "1AU", "2AU", "A", "Ap", "N", "Nh")
_LOOKUPS, _SCANS = 5_000, 50


def measure(save: Path) -> None:
    """Takes the figures and writes the report into `save`."""
    told = {"measure": "zones", "repeats": _LOOKUPS, **conditions(read_settings())}
    with tempfile.TemporaryDirectory() as folder:
        found = figures(Path(folder))
    report(told, found, save)


def figures(folder: Path) -> list[Figure]:
    """Milliseconds a look-up: half and nearly all of them, the first one, and the control."""
    announce(f"Un plan de {_SIDE**2} polygones")
    drawn = list(_polygons(random.Random(1)))  # noqa: S311 - a fixed drawing, no secret
    places = _taken_in(drawn, folder)
    points = _points(random.Random(2), _LOOKUPS)  # noqa: S311
    first = _milliseconds(places, points[:1])[0]
    places.zones_at(points[0])
    took = _milliseconds(places, points)
    scans = [_scan(drawn, point, places) for point in points[:_SCANS]]
    note = f"{_SIDE**2} polygones de {len(drawn[0][1].exterior.coords) - 1} sommets, points en degrés"
    return [
        Figure("zone_p50_ms", "Zone d'un point, médiane", percentile(took, 50), "ms", _LOOKUPS, note=note),
        Figure("zone_p99_ms", "Zone d'un point, 99 %", percentile(took, 99), "ms", _LOOKUPS, Goal(5)),
        Figure("zone_first_ms", "Premier point après un changement", first, "ms", 1),
        Figure("zone_scan_ms", "Témoin : chaque polygone, médiane", percentile(scans, 50), "ms", _SCANS),
    ]


class _NoVectors:
    """Vectors do not matter here."""

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.ones((len(texts), 2), dtype=np.float32)


def _taken_in(drawn: Sequence[tuple[str, shapely.Polygon]], folder: Path) -> Places:
    features = [
        {
            "type": "Feature",
            "geometry": json.loads(shapely.to_geojson(shape)),
            "properties": {"LIBELLE": label, "TYPEZONE": label.strip("12")[:1], "NOMFIC": "reglement.pdf"},
        }
        for label, shape in drawn
    ]
    system = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}}
    plan = folder / "ZONE_URBA.geojson"
    plan.write_text(json.dumps({"type": "FeatureCollection", "crs": system, "features": features}), "utf-8")
    engine = open_store(f"sqlite:///{folder}/parvis.db")
    Communes(engine).add("mesure", "Mesure", "99001")
    pipeline = Pipeline(engine, open_chroma(folder / "chroma"), folder, _NoVectors(), workers=1)
    pipeline.ingest([plan], "mesure", lambda _progress: None)
    return Places(engine, "mesure")


def _polygons(draw: random.Random) -> Iterator[tuple[str, shapely.Polygon]]:
    """A grid whose common borders wind, each polygon with the label of its kind."""
    for row in range(_SIDE):
        for column in range(_SIDE):
            west, south = _ORIGIN[0] + column * _CELL, _ORIGIN[1] + row * _CELL
            east, north = west + _CELL, south + _CELL
            corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
            ring = [point for start, end in pairwise(corners) for point in _winding(start, end)]
            yield draw.choice(_LABELS), shapely.Polygon(ring)


def _winding(start: tuple[float, float], end: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """From one corner to the next along a wave that both neighbours share."""
    for step in range(_BENDS):
        part = step / _BENDS
        x, y = start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part
        aside = 4 * math.sin(2 * math.pi * ((x + y) % _CELL) / _CELL)
        yield (x, y + aside) if start[1] == end[1] else (x + aside, y)


def _points(draw: random.Random, count: int) -> list[Point]:
    reach = _SIDE * _CELL
    spots = ((_ORIGIN[0] + draw.random() * reach, _ORIGIN[1] + draw.random() * reach) for _ in range(count))
    return [Point(x, y, LAMBERT93).moved_to(WGS84) for x, y in spots]


def _milliseconds(places: Places, points: Sequence[Point]) -> list[float]:
    took = []
    for point in points:
        started = time.perf_counter()
        places.zones_at(point)
        took.append((time.perf_counter() - started) * 1_000)
    return took


def _scan(drawn: Sequence[tuple[str, shapely.Polygon]], point: Point, places: Places) -> float:
    """The control's milliseconds. Raises AssertionError when the two do not say the same."""
    here = point.moved_to(LAMBERT93)
    started = time.perf_counter()
    spot = shapely.Point(here.x, here.y)
    labels = {label for label, shape in drawn if shape.distance(spot) <= 0.5}
    took = (time.perf_counter() - started) * 1_000
    if labels != {hit.zone.label for hit in places.zones_at(point)}:
        raise AssertionError(f"the look-up and the scan differ at {point}")
    return took
