"""Shapes as they are kept: flat, never empty, polygons valid. The only module that mends geometry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ingest.zoning.layer import Shape

MAX_SHAPE_BYTES = 50_000_000  # of one file: about three million vertices
_FAMILIES = {0: "PCT", 4: "PCT", 1: "LIN", 2: "LIN", 5: "LIN", 3: "SURF", 6: "SURF"}  # by GEOS type
_FARTHEST = 1e9


def flat(given: Any) -> Shape | None:  # noqa: ANN401 - WKB, GeoJSON text or None
    """A shape without heights; None when there is none that can be read."""
    import shapely

    if given is None or not len(given):
        return None
    parse = shapely.from_geojson if isinstance(given, str) else shapely.from_wkb
    shape = parse(given, on_invalid="ignore")
    if shape is None or shape.is_empty or not all(abs(value) < _FARTHEST for value in shape.bounds):
        return None
    return shapely.force_2d(shape)


def mended(shape: Shape) -> tuple[Shape | None, bool]:
    """A valid shape of the same family, and whether it had to be mended; None when nothing is left."""
    import shapely

    if shapely.is_valid(shape):
        return shape, False
    parts = shapely.get_parts(shapely.get_parts(shapely.make_valid(shape)))
    kept = [part for part in parts if family(part) == family(shape)]
    if not kept:
        return None, True
    return (kept[0] if len(kept) == 1 else shapely.union_all(kept)), True


def family(shape: Shape) -> str:
    """`SURF`, `LIN` or `PCT`, as the names of CNIG layers end; empty for a mixture."""
    import shapely

    return _FAMILIES.get(int(shapely.get_type_id(shape)), "")


def stored(shape: Shape) -> bytes:
    """As WKB."""
    import shapely

    return bytes(shapely.to_wkb(shape))
