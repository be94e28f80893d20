"""A shapefile is read from the zip of its parts, whatever its letters, projection and drawing are like."""

from __future__ import annotations

import os
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from pyogrio.raw import write

from ingest.readers.registry import reader_of
from ingest.readers.shapefile import SHAPEFILE
from ingest.readers.source import Source
from ops.fault import Fault
from tests.ingest.maps import shapefile, square, zone
from tests.ingest.paper import web_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.document import Reading


def test_letters_are_read_whatever_the_file_declares(tmp_path: Path, read: Callable[..., Reading]) -> None:
    for encoding in ("utf-8", "cp1252"):
        path = shapefile(
            tmp_path / f"{encoding}.zip",
            (square(), zone("UA", LIBELONG="Cœur de bourg inondé")),
            encoding=encoding,
        )
        (told,) = read(path).facts.zones
        assert told.long_label == "Cœur de bourg inondé"


def test_a_declared_utf8_that_is_not_is_read_as_cp1252(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = shapefile(tmp_path / "zones.zip", (square(), zone("UA", LIBELONG="Forêt")), encoding="cp1252")
    with zipfile.ZipFile(path, "a") as container:
        container.writestr("zones.cpg", "UTF-8")
    assert read(path).facts.zones[0].long_label == "Forêt"


def test_lambert_93_is_known_under_its_other_names(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = shapefile(tmp_path / "zones.zip", (square(), zone("UA")), without=("cpg", "prj"))
    ign = (
        'PROJCS["RGF93 Lambert 93",GEOGCS["RGF93 geographiques (dms)",'
        'DATUM["Reseau_Geodesique_Francais_1993_v1",'
        'SPHEROID["GRS 1980",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],'
        'AUTHORITY["IGNF","RGF93G"]],PROJECTION["Lambert_Conformal_Conic_2SP"],'
        'PARAMETER["latitude_of_origin",46.5],'
        'PARAMETER["central_meridian",3],PARAMETER["standard_parallel_1",44],PARAMETER["standard_parallel_2",49],'
        'PARAMETER["false_easting",700000],PARAMETER["false_northing",6600000],UNIT["metre",1],'
        'AUTHORITY["IGNF","LAMB93"]]'
    )
    with zipfile.ZipFile(path, "a") as container:
        container.writestr("zones.prj", ign)
    reading = read(path)
    assert reading.facts.zones[0].srid == 2154
    assert reading.remarks == ()


def test_a_projection_that_is_assumed_is_said_and_doubted(
    tmp_path: Path, read: Callable[..., Reading]
) -> None:
    path = shapefile(tmp_path / "zones.zip", (square(), zone("UA")), without=("prj", "cpg"))
    reading = read(path)
    assert reading.facts.zones[0].srid == 2154
    assert reading.remarks == (
        "zones n'annonce aucune projection connue : ses coordonnées sont supposées en Lambert-93.",
    )
    (doubt,) = reading.doubts
    assert (doubt.subject, doubt.value) == ("zone.srid", "2154")
    assert 0 < doubt.confidence < 1


def test_a_projection_that_nothing_fits_is_refused(tmp_path: Path, read: Callable[..., Reading]) -> None:
    nowhere = shapely.box(50_000_000, 50_000_000, 50_000_100, 50_000_100)
    path = shapefile(tmp_path / "zones.zip", (nowhere, zone("UA")), without=("prj", "cpg"))
    with pytest.raises(Fault, match="aucune projection connue"):
        read(path)


def test_a_bow_tie_is_mended_and_said(tmp_path: Path, read: Callable[..., Reading]) -> None:
    x, y = square().bounds[:2]
    tie = shapely.Polygon([(x, y), (x + 10, y + 10), (x + 10, y), (x, y + 10)])
    reading = read(shapefile(tmp_path / "zones.zip", (tie, zone("UA"))))
    assert shapely.is_valid(shapely.from_wkb(reading.facts.zones[0].shape))
    assert reading.remarks == ("zones : contours mal formés, réparés : 1.",)


def test_a_shapefile_without_its_table_is_refused(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = shapefile(tmp_path / "zones.zip", (square(), zone("UA")), without=("dbf",))
    with pytest.raises(Fault, match="incomplet"):
        read(path)


def test_a_shape_that_came_alone_is_refused(tmp_path: Path, read: Callable[..., Reading]) -> None:
    shapefile(tmp_path / "zones.zip", (square(), zone("UA")))
    with pytest.raises(Fault, match=r"\.dbf, \.shx et \.prj"):
        read(tmp_path / "zones_parts" / "zones.shp")


def test_a_shapefile_without_its_index_is_read(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = shapefile(tmp_path / "zones.zip", (square(), zone("UA")), without=("shx", "cpg"))
    assert [zone.label for zone in read(path).facts.zones] == ["UA"]


def test_noise_under_the_name_of_a_shape_is_refused(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = tmp_path / "zones.zip"
    with zipfile.ZipFile(path, "w") as container:
        container.writestr("zones.shp", "<OGRVRTDataSource>/etc/passwd</OGRVRTDataSource>")
        container.writestr("zones.dbf", "rien")
    with pytest.raises(Fault, match="abîmé"):
        read(path)


def test_a_zip_that_holds_more_than_one_shapefile_is_left_to_others(tmp_path: Path) -> None:
    path = shapefile(tmp_path / "zones.zip", (square(), zone("UA")))
    with zipfile.ZipFile(path, "a") as container:
        container.write(web_page(tmp_path / "lisez-moi.html", "Bonjour"), "lisez-moi.html")
    assert not SHAPEFILE.recognises(Source(path, path.name, "99001", date(2026, 11, 22), tmp_path))


def test_a_document_that_is_an_open_file_without_extension_is_read(tmp_path: Path) -> None:
    path = shapefile(tmp_path / "zones.zip", (square(), zone("UA")))
    with path.open("rb") as file:
        given = type(path)(f"/proc/self/fd/{os.dup(file.fileno())}")
        source = Source(given, "zones.shp", "99001", date(2026, 11, 22), tmp_path)
        assert len(reader_of(source).read(source).facts.zones) == 1


def test_nothing_is_left_in_the_scratch_folder(tmp_path: Path) -> None:
    path = shapefile(tmp_path / "zones.zip", (square(), zone("UA")))
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    SHAPEFILE.read(Source(path, path.name, "99001", date(2026, 11, 22), scratch))
    assert list(scratch.iterdir()) == []


def test_each_layer_of_a_geopackage_is_read(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = tmp_path / "plan.gpkg"
    for label, layer in (("UA", "zone_urba"), ("EBC", "prescription_surf")):
        kind = "typezone" if layer == "zone_urba" else "typepsc"
        write(
            path,
            geometry=np.array([shapely.to_wkb(square())], dtype=object),
            field_data=[np.array([label], dtype=object), np.array(["01"], dtype=object)],
            fields=["libelle", kind],
            layer=layer,
            geometry_type="Polygon",
            crs="EPSG:2154",
            driver="GPKG",
            append=path.exists(),
        )
    zones = read(path).facts.zones
    assert [(zone.layer, zone.label, zone.srid) for zone in zones] == [
        ("ZONE_URBA", "UA", 2154),
        ("PRESCRIPTION_SURF", "EBC", 2154),
    ]


def test_the_cadastre_of_the_tax_office_is_refused_in_favour_of_another(tmp_path: Path) -> None:
    path = tmp_path / "E0000A01.THF"
    path.write_bytes(b"BOMT 12:E0000A01.THF\r\n")
    source = Source(path, path.name, "99001", date(2026, 11, 22), tmp_path)
    with pytest.raises(Fault, match="GeoJSON ou le shapefile"):
        reader_of(source).read(source)


def test_the_hostile_zoning_states_its_projection(real: Callable[[str], Path], tmp_path: Path) -> None:
    from ingest.shapefile import companions, pack

    shape = real("hostile/15_zonage_sans_prj/ZONE_URBA.shp")
    pack([(part.name, part) for part in [shape, *companions(shape)]], packed := tmp_path / "packed.zip")
    reading = SHAPEFILE.read(Source(packed, "ZONE_URBA.shp", "99999", date(2026, 11, 22), tmp_path))
    assert "Lambert-93" in reading.remarks[0]
    assert [zone.label for zone in reading.facts.zones] == ["UX"]
