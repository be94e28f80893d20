"""The zones of one commune at one moment, ready to be searched by a point or a shape. Without I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.zoning.projection import metres, reshaped
from ingest.zoning.shape import family

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.facts import Zone
    from ingest.zoning.layer import Shape
    from ingest.zoning.point import Point

BORDER_METRES = 0.5  # a point this near a border is in both zones: plans are drawn no finer
BESIDE_METRES = 10.0  # a point this near a protected tree or wall is told of it
_SMALLEST_SHARE, _SMALLEST_AREA = 0.01, 5.0  # of a parcel, and in square metres: less is a sliver


class Atlas:
    """zones: in the order in which places are given back."""

    def __init__(self, zones: Sequence[Zone]) -> None:
        self._sheets = [_Sheet(srid, zones) for srid in sorted({zone.srid for zone in zones})]

    def at(self, point: Point) -> list[tuple[int, float]]:
        """(place in `zones`, metres away) of what covers the point or touches it; 0 when it covers."""
        return sorted(hit for sheet in self._sheets for hit in sheet.at(point))

    def over(self, shape: Shape, srid: int) -> list[tuple[int, float]]:
        """(place in `zones`, share of the shape) of the zones that hold more than a sliver of it."""
        return sorted(hit for sheet in self._sheets for hit in sheet.over(shape, srid))


class _Sheet:
    """What is drawn in one system of coordinates."""

    def __init__(self, srid: int, zones: Sequence[Zone]) -> None:
        import shapely

        self._srid, self._metre = srid, metres(srid)
        self._places = [place for place, zone in enumerate(zones) if zone.srid == srid]
        self._shapes = shapely.from_wkb([zones[place].shape for place in self._places])
        self._reach = [BORDER_METRES if family(shape) == "SURF" else BESIDE_METRES for shape in self._shapes]
        shapely.prepare(self._shapes)
        self._tree = shapely.STRtree(self._shapes)
        self._tree.query(
            shapely.Point(0, 0)
        )  # the tree is built by the first question: before threads share it

    def at(self, point: Point) -> list[tuple[int, float]]:
        import shapely

        here = point.moved_to(self._srid)
        spot = shapely.Point(here.x, here.y)
        if not shapely.is_valid(spot) or spot.is_empty:
            return []
        found = self._tree.query(spot, predicate="dwithin", distance=BESIDE_METRES * self._metre)
        away = shapely.distance(self._shapes[found], spot) / self._metre
        return [
            (self._places[place], float(distance))
            for place, distance in zip(found, away, strict=True)
            if distance <= self._reach[place]
        ]

    def over(self, shape: Shape, srid: int) -> list[tuple[int, float]]:
        import shapely

        moved = reshaped(shape, srid, self._srid)
        least = max(_SMALLEST_SHARE * moved.area, _SMALLEST_AREA * self._metre**2)
        found = self._tree.query(moved, predicate="intersects")
        areas = shapely.area(shapely.intersection(self._shapes[found], moved))
        return [
            (self._places[place], float(area / moved.area))
            for place, area in zip(found, areas, strict=True)
            if area >= least or self._reach[place] == BESIDE_METRES
        ]
