"""A digitised town plan is told zone by zone, with its rules, its date and the meaning of its codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely

from ops.fault import Fault
from tests.ingest.maps import geojson, shapefile, square, zone

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.document import Reading


def rows(reading: Reading) -> list[str]:
    return [element.text for element in reading.elements if element.block == "row"]


def test_polygons_that_say_the_same_are_told_once(tmp_path: Path, read: Callable[..., Reading]) -> None:
    said = zone(
        "UBi",
        LIBELONG="Secteur inondable du bourg",
        NOMFIC="41175_reglement_20140603.pdf#page=24",
        IDURBA="41175_PLU_20140603",
        DATAPPRO="20140603",
    )
    reading = read(shapefile(tmp_path / "ZONE_URBA.zip", (square(), said), (square(100), said)))
    assert rows(reading) == [
        "Zone UBi (PLU, zone urbaine U) : Secteur inondable du bourg. "
        "Règlement : 41175_reglement_20140603.pdf, page 24. Plan approuvé le 3 juin 2014. 2 polygones."
    ]
    assert len(reading.facts.zones) == 2
    first = reading.facts.zones[0]
    assert rows(reading)[0].startswith(first.told)
    assert (first.file, first.page, first.plan) == ("41175_reglement_20140603.pdf", 24, "41175_PLU_20140603")
    assert str(first.approved_on) == "2014-06-03"
    assert reading.title == "Zones du PLU"


def test_typing_errors_of_the_plan_are_told_as_they_are(tmp_path: Path, read: Callable[..., Reading]) -> None:
    reading = read(
        shapefile(tmp_path / "ZONE_URBA.zip", (square(), zone("UJ", LIBELONG="Zone dédsiée aux jardins")))
    )
    assert "Zone dédsiée aux jardins" in rows(reading)[0]


def test_columns_of_other_versions_are_known(tmp_path: Path, read: Callable[..., Reading]) -> None:
    cells = {
        "lib_zone": "N",
        "type_zone": "N",
        "liblong": "Bois",
        "datvalid": "2021-05-01",
        "nomfic": "R/regl.pdf",
    }
    (told,) = read(geojson(tmp_path / "zonage.geojson", (square(), cells), crs="EPSG:2154")).facts.zones
    assert (told.layer, told.label, told.long_label, told.file) == ("ZONE_URBA", "N", "Bois", "regl.pdf")


def test_a_siren_makes_a_plan_intercommunal(tmp_path: Path, read: Callable[..., Reading]) -> None:
    cells = zone("1AU", "AUc", NOMFIC="200011781_reglement_20180101.pdf", DESTDOMI="03")
    reading = read(shapefile(tmp_path / "ZONE_URBA.zip", (square(), cells)))
    assert reading.title == "Zones du PLUi"
    assert "zone à urbaniser, ouverte à l'urbanisation AUc" in rows(reading)[0]
    assert "Vocation dominante : habitat et activités." in rows(reading)[0]


def test_prescriptions_tell_what_their_code_means(tmp_path: Path, read: Callable[..., Reading]) -> None:
    cells = {"LIBELLE": "ER 3", "TXT": "Élargissement", "TYPEPSC": "05", "STYPEPSC": "01", "NOMFIC": ""}
    reading = read(shapefile(tmp_path / "PRESCRIPTION_SURF.zip", (square(), cells)))
    assert rows(reading) == [
        "Prescription « ER 3 » (PLU, code 05-01 : emplacement réservé aux voies publiques) : Élargissement. "
        "1 polygone."
    ]
    assert reading.facts.zones[0].layer == "PRESCRIPTION_SURF"
    assert (reading.facts.zones[0].kind, reading.facts.zones[0].subkind) == ("05", "01")


def test_information_is_named_after_its_drawing(tmp_path: Path, read: Callable[..., Reading]) -> None:
    x, y = square().bounds[:2]
    cells = {"LIBELLE": "RD 957", "TYPEINF": "14", "STYPEINF": "00"}
    line = shapely.LineString([(x, y), (x + 50, y)])
    reading = read(shapefile(tmp_path / "couche.zip", (line, cells)))
    assert reading.facts.zones[0].layer == "INFO_LIN"
    assert "secteur affecté par le bruit d'une infrastructure de transport" in rows(reading)[0]


def test_a_code_that_is_not_known_is_told_alone(tmp_path: Path, read: Callable[..., Reading]) -> None:
    cells = {"LIBELLE": "Divers", "TYPEPSC": "--"}
    reading = read(shapefile(tmp_path / "PRESCRIPTION_SURF.zip", (square(), cells)))
    assert rows(reading) == ["Prescription « Divers » (PLU, code --). 1 polygone."]


def test_a_communal_map_has_sectors(tmp_path: Path, read: Callable[..., Reading]) -> None:
    cells = {"LIBELLE": "ZC", "TYPESECT": "01", "NOMFIC": ""}
    reading = read(shapefile(tmp_path / "SECTEUR_CC.zip", (square(), cells)))
    assert rows(reading) == [
        "Secteur « ZC » (carte communale, secteur ouvert à la construction). 1 polygone."
    ]


def test_the_dressing_of_the_map_is_refused_in_a_sentence(
    tmp_path: Path, read: Callable[..., Reading]
) -> None:
    cells = {"TXT": "Rue du Port", "NATECR": "rue"}
    with pytest.raises(Fault, match="habillage du plan"):
        read(shapefile(tmp_path / "HABILLAGE_TXT.zip", (square().centroid, cells)))


def test_a_code_of_commune_that_is_wrong_filters_nothing(
    tmp_path: Path, read: Callable[..., Reading]
) -> None:
    reading = read(
        shapefile(tmp_path / "ZONE_URBA.zip", (square(), zone("A", "A", INSEE="18007"))), insee="99001"
    )
    assert len(reading.facts.zones) == 1


def test_any_other_layer_is_told_row_by_row(tmp_path: Path, read: Callable[..., Reading]) -> None:
    cells = {"nom": "Composteur du Port", "jours": "samedi", "objectid": "12", "telephone": ""}
    reading = read(geojson(tmp_path / "composteurs.geojson", (shapely.Point(1.14, 47.87), cells)))
    assert rows(reading) == ["nom : Composteur du Port ; jours : samedi."]
    assert reading.facts.zones == ()
