"""A point, an address or a parcel of the commune is in its zones, and each zone cites what says so."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING

import pytest
import shapely

from ingest.zoning.places import Places, Status
from ingest.zoning.point import Point
from ingest.zoning.projection import LAMBERT93
from tests.ingest.maps import PEZOU, geojson, shapefile, square, zone
from tests.ingest.paper import Drawn, pdf, web_page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ingest.town import Town

ADDRESSES = "numero;rep;nom_voie;code_postal;code_insee;nom_commune;x;y\n"


def metres(east: float, north: float) -> Point:
    return Point(PEZOU[0] + east, PEZOU[1] + north, LAMBERT93)


def labels(places: Places, point: Point, on: date | None = None) -> list[str]:
    return [hit.zone.label for hit in places.zones_at(point, on)]


@pytest.fixture
def places(town: Town, tmp_path: Path) -> Places:
    """UA, and UB east of it; A below both, which N overlaps."""
    rows = [
        (square(0, 0), zone("UA", NOMFIC="99001_reglement.pdf#page=2")),
        (square(100, 0), zone("UB", NOMFIC="99001_reglement.pdf")),
        (square(0, -100), zone("A", "A", NOMFIC="")),
        (square(50, -100), zone("N", "N", NOMFIC="")),
    ]
    town.ingest(shapefile(tmp_path / "ZONE_URBA.zip", *rows))
    return Places(town.engine, town.slug)


def test_a_point_is_in_its_zone_in_metres_and_in_degrees(places: Places) -> None:
    point = metres(50, 50)
    assert labels(places, point) == ["UA"]
    assert labels(places, point.moved_to(4326)) == ["UA"]
    assert labels(places, point.moved_to(3948)) == ["UA"]


def test_zones_that_overlap_are_both_given(places: Places) -> None:
    assert labels(places, metres(75, -50)) == ["A", "N"]


def test_a_point_on_a_border_is_on_both_sides(places: Places) -> None:
    assert labels(places, metres(100, 50)) == ["UA", "UB"]
    assert labels(places, metres(100.3, 50)) == ["UA", "UB"]
    assert labels(places, metres(101, 50)) == ["UB"]


def test_outside_the_plan_there_is_nothing(places: Places) -> None:
    assert labels(places, metres(5_000, 5_000)) == []
    assert labels(places, Point(0, 0)) == []
    assert labels(places, Point(2.35, 95)) == []


def test_each_zone_has_the_line_that_tells_it(places: Places) -> None:
    (hit,) = places.zones_at(metres(50, 50))
    assert hit.zone.told.startswith("Zone UA (PLU, zone urbaine U). Règlement : 99001_reglement.pdf, page 2.")
    assert hit.zone.told in hit.passage.text


def test_what_is_near_a_protected_thing_is_told_so(places: Places, town: Town, tmp_path: Path) -> None:
    well = (shapely.Point(PEZOU[0] + 50, PEZOU[1] + 50), {"LIBELLE": "Puits", "TYPEPSC": "07"})
    town.ingest(shapefile(tmp_path / "PRESCRIPTION_PCT.zip", well))
    assert labels(places, metres(55, 50)) == ["UA", "Puits"]
    assert labels(places, metres(65, 50)) == ["UA"]


def test_a_zone_leads_to_its_rules_at_their_page(places: Places, town: Town, tmp_path: Path) -> None:
    (before,) = places.zones_at(metres(50, 50))
    assert before.rules is None
    town.ingest(
        pdf(
            tmp_path / "99001_reglement.pdf", *[[Drawn(72, 700, 12, f"Règles de la page {n}")] for n in "123"]
        )
    )
    (after,) = places.zones_at(metres(50, 50))
    assert after.rules is not None
    assert (after.rules.file, after.rules.page) == ("99001_reglement.pdf", 2)


def test_a_newer_plan_takes_the_place_of_the_older(places: Places, town: Town, tmp_path: Path) -> None:
    for year, label in ((2010, "NA"), (2020, "1AU")):
        path = shapefile(
            tmp_path / f"ZONE_URBA_{year}.zip", (square(900, 0), zone(label, "AU", DATAPPRO=f"{year}0101"))
        )
        town.ingest(path)
    inside = metres(950, 50)
    assert labels(places, inside) == ["1AU"]
    assert labels(places, inside, date(2015, 1, 1)) == ["NA"]
    assert labels(places, inside, date(2005, 1, 1)) == []


def test_a_plan_that_is_forgotten_is_gone(places: Places, town: Town) -> None:
    assert labels(places, metres(50, 50)) == ["UA"]
    (document,) = town.shelf.documents()
    town.pipeline.forget(document.document_id, town.slug)
    assert labels(places, metres(50, 50)) == []
    assert places.coverage().status is Status.UNKNOWN


def test_another_commune_has_none_of_it(places: Places, town: Town) -> None:
    town.communes.add("ailleurs", "Ailleurs", "99002")
    assert labels(Places(town.engine, "ailleurs"), metres(50, 50)) == []
    assert labels(places, metres(50, 50)) == ["UA"]


def test_many_may_ask_at_once_while_documents_arrive(places: Places, town: Town, tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(labels, places, metres(step % 100 + 0.7, 50)) for step in range(90)]
        town.ingest(web_page(tmp_path / "page.html", "Bonjour à tous."))
        asked += [threads.submit(labels, places, metres(50, 50)) for _ in range(40)]
    assert {tuple(found.result()) for found in asked} <= {("UA",), ("UA", "UB")}


def test_what_the_commune_has_is_said(places: Places, town: Town, tmp_path: Path) -> None:
    assert places.coverage().sentence == "La commune a un PLU (4 polygones)."
    assert Places(town.engine, "nulle-part").coverage().status is Status.UNKNOWN
    dated = shapefile(
        tmp_path / "SECTEUR_CC.zip", (square(), {"LIBELLE": "ZC", "TYPESECT": "01", "DATAPPRO": "20240101"})
    )
    town.ingest(dated)
    covered = places.coverage()
    assert covered.sentence == "La commune a une carte communale, approuvée le 1er janvier 2024 (1 polygone)."
    assert covered.passage is not None
    assert "SECTEUR_CC" in covered.passage.text


def test_overseas_points_are_found_in_the_projection_of_their_island(town: Town, tmp_path: Path) -> None:
    field = shapely.box(340_000, 7_650_000, 340_100, 7_650_100)
    town.ingest(shapefile(tmp_path / "ZONE_URBA.zip", (field, zone("AU1")), crs="EPSG:2975"))
    inside = Point(340_050, 7_650_050, 2975).moved_to(4326)
    assert 55 < inside.x < 56
    assert -22 < inside.y < -20
    assert labels(Places(town.engine, town.slug), inside) == ["AU1"]


def test_the_national_rules_apply_only_where_a_document_says_so(town: Town, tmp_path: Path) -> None:
    said = "La commune est soumise au règlement national d'urbanisme (RNU) : elle n'a pas de plan."
    town.ingest(web_page(tmp_path / "rnu.html", said, title="Urbanisme"))
    covered = Places(town.engine, town.slug).coverage()
    assert covered.status is Status.RNU
    assert covered.passage is not None
    assert "RNU" in covered.passage.text


class TestAddresses:
    @pytest.fixture
    def known(self, town: Town, tmp_path: Path) -> Places:
        streets = {
            "Rue de la Mairie": ("12", "12 bis", "14"),
            "Place de la Mairie": ("1",),
            "Avenue du Général de Gaulle": ("3",),
            "Rue Saint-Martin": ("5",),
            "Le Bout du Monde": ("0",),
        }
        numbers = [
            (street, *number.partition(" ")[::2]) for street, them in streets.items() for number in them
        ]
        lines = "".join(
            f"{number};{suffix};{street};41100;99001;Valbrume;{PEZOU[0] + place};{PEZOU[1]}\n"
            for place, (street, number, suffix) in enumerate(numbers)
        )
        path = tmp_path / "adresses.csv"
        path.write_text(ADDRESSES + lines, "utf-8")
        town.ingest(path)
        return Places(town.engine, town.slug)

    @pytest.mark.parametrize(
        ("asked", "told"),
        [
            ("12 bis rue de la Mairie", "12 bis Rue de la Mairie"),
            ("12bis, RUE DE LA MAIRIE, 41100 Valbrume", "12 bis Rue de la Mairie"),
            ("12 b rue mairie", "12 bis Rue de la Mairie"),
            ("14 r. de la mairie à Valbrume", "14 Rue de la Mairie"),
            ("14 r de la mairie", "14 Rue de la Mairie"),
            ("3 av. du Gal de Gaulle", "3 Avenue du Général de Gaulle"),
            ("5 rue st martin", "5 Rue Saint-Martin"),
            ("3 avenue de Gaulle", "3 Avenue du Général de Gaulle"),
            ("12 rue de la mairrie", "12 Rue de la Mairie"),
            ("le bout du monde", "Le Bout du Monde"),
        ],
    )
    def test_it_is_found_as_people_write_it(self, known: Places, asked: str, told: str) -> None:
        (spot,) = known.point_of_address(asked)
        assert (spot.told, spot.exact, spot.note) == (told, True, "")
        assert "Adresses de la commune" in spot.passage.text

    def test_several_streets_are_all_offered(self, known: Places) -> None:
        assert {spot.told for spot in known.point_of_address("mairie")} == {
            "Rue de la Mairie",
            "Place de la Mairie",
        }

    def test_of_several_streets_the_one_with_the_number_is_meant(self, known: Places) -> None:
        assert [spot.told for spot in known.point_of_address("14 mairie")] == ["14 Rue de la Mairie"]

    def test_a_number_that_is_not_known_falls_to_the_street_and_says_so(self, known: Places) -> None:
        (spot,) = known.point_of_address("99 rue de la Mairie")
        assert not spot.exact
        street = "« Rue de la Mairie »"
        assert (
            spot.note
            == f"Le numéro 99 n'est pas connu dans {street} : le point donné est au milieu de la voie."
        )

    def test_a_street_that_is_not_known_is_not_guessed(self, known: Places) -> None:
        assert known.point_of_address("4 boulevard Haussmann") == []
        assert known.point_of_address("") == []


class TestParcels:
    @pytest.fixture
    def known(self, places: Places, town: Town, tmp_path: Path) -> Places:
        across = square(80, 20, 40)
        cells = {"commune": "99001", "prefixe": "000", "section": "AB", "numero": "123"}
        town.ingest(geojson(tmp_path / "parcelles.json", (across, cells), crs="EPSG:2154"))
        return places

    def test_a_parcel_across_a_border_is_in_both_zones_with_its_shares(self, known: Places) -> None:
        (spot,) = known.point_of_parcel("parcelle AB n° 123")
        assert spot.told == "parcelle AB 123"
        shares = {hit.zone.label: round(hit.share, 2) for hit in known.zones_over(spot)}
        assert shares == {"UA": 0.5, "UB": 0.5}

    def test_a_parcel_that_is_not_there_is_not_found(self, known: Places) -> None:
        assert known.point_of_parcel("AB 124") == []
        assert known.point_of_parcel("bonjour") == []
