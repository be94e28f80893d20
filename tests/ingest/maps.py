"""Small maps made on the spot: a shapefile zipped as it is handed over, and a GeoJSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from pyogrio.raw import write

from ingest.shapefile import companions, pack

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

Row = tuple[shapely.Geometry, dict[str, str]]
PEZOU = (561_000.0, 6_753_000.0)  # metres in Lambert-93, in the Vendômois


def square(east: float = 0, north: float = 0, side: float = 100) -> shapely.Polygon:
    """A square whose south-west corner is so many metres from a fixed place."""
    west, south = PEZOU[0] + east, PEZOU[1] + north
    return shapely.box(west, south, west + side, south + side)


def shapefile(
    path: Path,
    *rows: Row,
    crs: str | None = "EPSG:2154",
    encoding: str = "utf-8",
    without: Sequence[str] = ("cpg",),
) -> Path:
    """Write `path` (a .zip) with the parts of one shapefile but those of `without`."""
    folder = path.parent / f"{path.stem}_parts"
    folder.mkdir()
    shape = folder / f"{path.stem}.shp"
    names = list(rows[0][1])
    write(
        shape,
        geometry=np.array([shapely.to_wkb(geometry) for geometry, _ in rows], dtype=object),
        field_data=[np.array([cells[name] for _, cells in rows], dtype=object) for name in names],
        fields=names,
        geometry_type=rows[0][0].geom_type,
        crs=crs,
        encoding=encoding,
        driver="ESRI Shapefile",
    )
    parts = [part for part in [shape, *companions(shape)] if part.suffix[1:] not in without]
    pack([(part.name, part) for part in parts], path)
    return path


def geojson(path: Path, *rows: Row, crs: str = "", **members: Any) -> Path:
    """Write a collection; crs: the older way of naming a system."""
    features = [
        {"type": "Feature", "geometry": _drawn(geometry), "properties": cells} for geometry, cells in rows
    ]
    named: Mapping[str, Any] = {"crs": {"type": "name", "properties": {"name": crs}}} if crs else {}
    document = {"type": "FeatureCollection", **named, **members, "features": features}
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return path


def _drawn(geometry: shapely.Geometry) -> Any:
    return json.loads(shapely.to_geojson(geometry))


def zone(label: str, kind: str = "U", **others: str) -> dict[str, str]:
    """A row of ZONE_URBA."""
    return {"LIBELLE": label, "TYPEZONE": kind} | others
