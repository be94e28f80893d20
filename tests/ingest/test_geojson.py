"""GeoJSON is taken in feature by feature, in the system that it names or that its numbers show."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest
import shapely

from ops.fault import Fault
from tests.ingest.maps import geojson, square, zone

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.document import Reading

BOURG = shapely.box(1.13, 47.86, 1.14, 47.87)


def test_degrees_are_the_rule(tmp_path: Path, read: Callable[..., Reading]) -> None:
    (told,) = read(geojson(tmp_path / "zones.geojson", (BOURG, zone("UA")))).facts.zones
    assert told.srid == 4326
    assert shapely.from_wkb(told.shape).equals(BOURG)


def test_a_system_that_is_named_is_followed(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = geojson(tmp_path / "zones.geojson", (square(), zone("UA")), crs="urn:ogc:def:crs:EPSG::2154")
    reading = read(path)
    assert (reading.facts.zones[0].srid, reading.remarks) == (2154, ())


def test_a_system_that_is_named_at_the_end_is_followed(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = geojson(tmp_path / "zones.geojson", (square(), zone("UA")))
    document = json.loads(path.read_text("utf-8"))
    document["crs"] = {"type": "name", "properties": {"name": "EPSG:2154"}}
    path.write_text(json.dumps(document), "utf-8")
    assert read(path).remarks == ()


def test_metres_without_a_system_are_said_to_be_assumed(tmp_path: Path, read: Callable[..., Reading]) -> None:
    reading = read(geojson(tmp_path / "zones.geojson", (square(), zone("UA"))))
    assert reading.facts.zones[0].srid == 2154
    assert "supposées en Lambert-93" in reading.remarks[0]


def test_heights_are_dropped(tmp_path: Path, read: Callable[..., Reading]) -> None:
    raised = shapely.force_3d(BOURG, 12.0)
    (told,) = read(geojson(tmp_path / "zones.geojson", (raised, zone("UA")))).facts.zones
    assert not shapely.has_z(shapely.from_wkb(told.shape))


def test_a_gzipped_file_reads_as_the_plain_one(tmp_path: Path, read: Callable[..., Reading]) -> None:
    plain = geojson(tmp_path / "zones.json", (BOURG, zone("UA")))
    packed = tmp_path / "zones.json.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert read(packed).facts == read(plain).facts


def test_a_file_cut_short_is_refused(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = geojson(tmp_path / "zones.geojson", (BOURG, zone("UA")), (BOURG, zone("UB")))
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(Fault, match="abîmé"):
        read(path)


def test_a_row_without_a_shape_is_left_aside_and_counted(
    tmp_path: Path, read: Callable[..., Reading]
) -> None:
    path = geojson(tmp_path / "zones.geojson", (BOURG, zone("UA")), (BOURG, zone("UB")))
    document = json.loads(path.read_text("utf-8"))
    document["features"][1]["geometry"] = None
    path.write_text(json.dumps(document), "utf-8")
    reading = read(path)
    assert [zone.label for zone in reading.facts.zones] == ["UA"]
    assert reading.remarks == ("zones : objets sans contour lisible, laissés de côté : 1.",)


def test_features_pass_one_by_one_however_large(tmp_path: Path, read: Callable[..., Reading]) -> None:
    """More than one piece of the file, with a feature across the seam."""
    rows = [(square(10 * number), zone("UA", LIBELONG="é" * 900)) for number in range(1_500)]
    path = geojson(tmp_path / "zones.geojson", *rows, crs="EPSG:2154")
    assert path.stat().st_size > 2_000_000
    assert len(read(path).facts.zones) == 1_500
