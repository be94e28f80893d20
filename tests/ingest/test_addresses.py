"""Address files place the numbers of one commune, whichever format they are handed over in."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
import shapely

from ingest.addresses import number_of
from ingest.zoning.columns import columns_of
from ops.fault import Fault
from tests.ingest.maps import shapefile, square

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.document import Reading

BAN = (
    "id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;x;y;lon;lat\n"
    "1;99001_0010;12;bis;Rue de la Mairie;41100;99001;Valbrume;560668;6753401;1.1403;47.8705\n"
    "2;99001_0010;14;;Rue de la Mairie;41100;99001;Valbrume;560670;6753401;1.1404;47.8705\n"
    "3;99002_0010;1;;Rue du Port;41200;99002;Ailleurs;560000;6750000;1.0;47.0\n"
)
BAL = (
    "cle_interop;commune_insee;commune_nom;voie_nom;numero;suffixe;position;x;y;long;lat;date_der_maj\n"
    "99001_0010_1;99001;Valbrume;Chemin du Lavoir;99999;;segment;560668;6753401;1,1403;47,8705;2026-01-01\n"
)


def test_only_the_numbers_of_the_commune_are_kept(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = tmp_path / "adresses-41.csv"
    path.write_text(BAN, "utf-8")
    reading = read(path)
    first, second = reading.facts.addresses
    assert (first.number, first.street, first.postcode) == ("12 bis", "Rue de la Mairie", "41100")
    assert (first.x, first.y, first.srid) == (1.1403, 47.8705, 4326)
    assert second.number == "14"
    assert reading.remarks == ("1 adresse d'autres communes, laissées de côté.",)


def test_one_sentence_says_what_the_file_holds(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = tmp_path / "adresses-41.csv"
    path.write_text(BAN, "utf-8")
    texts = [element.text for element in read(path).elements]
    assert (
        texts[-1] == "Adresses de la commune (code postal 41100) : 2 adresses dans 1 voie. "
        "Fichier : adresses-41.csv."
    )


@pytest.mark.parametrize("wild", ["1e999", "NaN", "-inf"])
def test_a_position_that_is_no_number_is_left_out_and_told(
    tmp_path: Path, read: Callable[..., Reading], wild: str
) -> None:
    path = tmp_path / "adresses-41.csv"
    path.write_text(BAN.replace("1.1404;47.8705", f"1.1404;{wild}"), "utf-8")
    reading = read(path)
    assert [address.number for address in reading.facts.addresses] == ["12 bis"]
    assert "1 adresse sans voie ou sans position, laissées de côté." in reading.remarks


def test_a_gzipped_base_reads_as_the_plain_one(tmp_path: Path, read: Callable[..., Reading]) -> None:
    plain, packed = tmp_path / "a.csv", tmp_path / "a.csv.gz"
    plain.write_text(BAN, "utf-8")
    packed.write_bytes(gzip.compress(BAN.encode()))
    assert read(packed).facts == read(plain).facts


def test_a_local_base_with_decimal_commas_is_read(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = tmp_path / "bal.csv"
    path.write_text(BAL, "utf-8")
    (place,) = read(path).facts.addresses
    assert (place.number, place.street, place.x) == ("", "Chemin du Lavoir", 1.1403)


def test_a_base_of_other_communes_is_refused(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = tmp_path / "adresses.csv"
    path.write_text(BAN, "utf-8")
    with pytest.raises(Fault, match="code INSEE 75056"):
        read(path, insee="75056")


def test_the_districts_of_paris_are_paris(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = tmp_path / "adresses.csv"
    path.write_text(BAN.replace("99001;Valbrume", "75104;Paris"), "utf-8")
    assert len(read(path, insee="75056").facts.addresses) == 2


def test_points_with_a_number_and_a_street_are_addresses(
    tmp_path: Path, read: Callable[..., Reading]
) -> None:
    cells = {"NUM_VOI": "118", "SUF_VOI": "B", "TYPE_VOI": "RUE", "LIB_OFF": "Rue Bernard Blier"}
    reading = read(shapefile(tmp_path / "PointAdresse.zip", (square().centroid, cells)))
    (place,) = reading.facts.addresses
    assert (place.number, place.street, place.srid) == ("118 b", "Rue Bernard Blier", 2154)
    assert (place.x, place.y) == pytest.approx(shapely.get_coordinates(square().centroid)[0])


def test_a_list_of_things_that_have_an_address_is_no_base_of_addresses() -> None:
    assert columns_of(["nom", "telephone", "numero", "nom_voie", "lon", "lat"]) is None
    assert columns_of(["numero", "nom_voie", "lon", "lat"]) is not None


@pytest.mark.parametrize(
    ("number", "suffix", "told"),
    [("12", "BIS", "12 bis"), ("12bis", "", "12 bis"), ("0", "", ""), ("99999", "", ""), ("007", "a", "7 a")],
)
def test_numbers_are_told_in_one_way(number: str, suffix: str, told: str) -> None:
    assert number_of(number, suffix) == told


def test_the_address_points_of_a_city_are_read(
    real: Callable[[str], Path], read: Callable[..., Reading]
) -> None:
    reading = read(real("montpellier/adresses/VilleMTP_MTP_PointAdresse.zip"), insee="34172")
    known = {(place.number, place.street) for place in reading.facts.addresses}
    assert len(known) > 36_000
    assert ("50", "Allée Pierre Brasseur") in known
