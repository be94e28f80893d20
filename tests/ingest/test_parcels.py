"""The land register places parcels by section and number, however they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely

from ingest.zoning.land import asked_parcel
from ops.fault import Fault
from tests.ingest.maps import geojson, shapefile, square

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.document import Reading

FIELD = shapely.box(1.13, 47.86, 1.131, 47.861)


def etalab(section: str, number: str, commune: str = "99001") -> dict[str, str]:
    return {"commune": commune, "prefixe": "000", "section": section, "numero": number, "contenance": "512"}


def test_the_cadastre_of_the_commune_is_read(tmp_path: Path, read: Callable[..., Reading]) -> None:
    rows = [(FIELD, etalab("AB", "123")), (FIELD, etalab("0A", "12")), (FIELD, etalab("C", "4", "99002"))]
    reading = read(geojson(tmp_path / "cadastre-99001-parcelles.json", *rows))
    assert [parcel.code for parcel in reading.facts.parcels] == ["AB 123", "A 12"]
    assert reading.facts.parcels[0].prefix == "000"
    assert [element.text for element in reading.elements][
        -1
    ] == "Cadastre : 2 parcelles dans 2 sections (A, AB)."
    assert reading.remarks == ("1 parcelle d'autres communes, laissées de côté.",)


def test_the_parcels_of_the_ign_are_read(tmp_path: Path, read: Callable[..., Reading]) -> None:
    cells = {"IDU": "99001000ZK0045", "NUMERO": "0045", "SECTION": "ZK", "CODE_DEP": "99", "CODE_COM": "001"}
    (parcel,) = read(shapefile(tmp_path / "PARCELLE.zip", (square(), cells))).facts.parcels
    assert (parcel.code, parcel.insee, parcel.srid) == ("ZK 45", "99001", 2154)


def test_a_cadastre_of_another_commune_is_refused(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = geojson(tmp_path / "parcelles.json", (FIELD, etalab("AB", "1", "99002")))
    with pytest.raises(Fault, match="Aucune parcelle"):
        read(path)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("AB 123", ("", "AB 123")),
        ("ab123", ("", "AB 123")),
        ("la parcelle cadastrée section AB n° 123", ("", "AB 123")),
        ("41175000AB0123", ("", "AB 123")),
        ("123 AB 7", ("123", "AB 7")),
        ("section A numéro 12", ("", "A 12")),
        ("0A 12", ("", "A 12")),
        ("12 rue de la Mairie", None),
    ],
)
def test_parcels_are_asked_for_in_many_ways(asked: str, found: tuple[str, str] | None) -> None:
    assert asked_parcel(asked) == found
