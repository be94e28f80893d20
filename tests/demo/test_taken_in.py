"""What the fictional commune hands over in pictures, sheets and maps is taken in whole, and answers."""

from __future__ import annotations

import re
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from appliance.demo import DOCUMENTS
from ingest.document import State
from ingest.readers.registry import reader_of
from ingest.readers.source import Source
from ingest.recognise import recognised
from ingest.zoning.places import Places
from ingest.zoning.point import Point
from tests.ingest.town import Town

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.document import Reading

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")


def read(name: str, scratch: Path) -> Reading:
    source = Source(DOCUMENTS / name, name, "99001", date(2026, 11, 22), scratch)
    return recognised(reader_of(source).read(source), source)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    town = Town(tmp_path_factory.mktemp("home"))
    outcomes = town.ingest(*(DOCUMENTS / name for name in ("adresses.csv", "zonage.geojson")))
    assert [outcome.state for outcome in outcomes] == [State.INDEXED] * 2
    return Places(town.engine, town.slug)


@needs_tesseract
@pytest.mark.parametrize(
    ("name", "number", "signed_on"),
    [
        ("arrete_2022-033_chiens.png", "2022-033", date(2022, 5, 16)),
        ("arrete_2024-009_debits_de_boissons.pdf", "2024-009", date(2024, 2, 5)),
        ("deliberation_2019-017_denomination_rue.pdf", "2019-017", date(2019, 3, 14)),
    ],
)
def test_a_scanned_act_is_an_act(name: str, number: str, signed_on: date, tmp_path: Path) -> None:
    (act,) = read(name, tmp_path).facts.acts
    assert (act.number, act.signed_on) == (number, signed_on)


@needs_tesseract
def test_the_fax_says_where_dogs_may_run(tmp_path: Path) -> None:
    reading = read("arrete_2022-033_chiens.png", tmp_path)
    text = " ".join(element.text for element in reading.elements)
    assert re.search(r"clos aménagé chemin du Lavoir, tous les jours .{2,3}7 ?h à 21 ?h", text)
    assert reading.facts.acts[0].validity.in_force_from == date(2022, 5, 19)


def test_the_sheet_of_streets_gives_its_rounds(tmp_path: Path) -> None:
    rounds = read("dechets_rues.xlsx", tmp_path).facts.rounds
    mine = {found.waste: found for found in rounds if "Rue des Tanneurs" in found.streets}
    assert len(mine) == 3
    yellow = next(found for waste, found in mine.items() if "mballages" in waste)
    assert (yellow.weekdays, yellow.week_parity) == ((2,), 2)


def test_the_sheet_of_meals_gives_one_menu_a_day(tmp_path: Path) -> None:
    events = read("menus_cantine.xlsx", tmp_path).facts.events
    assert {event.category for event in events} == {"menu"}
    (thursday,) = (event for event in events if event.starts.date() == date(2026, 11, 26))
    assert "Bœuf bourguignon" in thursday.title


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (49.0005, 3.2005, "UA"),
        (49.003, 3.191, "UB"),
        (49.001, 3.215, "UX"),
        (48.992, 3.199, "1AU"),
        (48.985, 3.2, "A"),
        (49.012, 3.18, "N"),
    ],
)
def test_each_zone_of_the_plan_is_found_by_a_point(
    places: Places, latitude: float, longitude: float, zone: str
) -> None:
    assert [hit.zone.label for hit in places.zones_at(Point(longitude, latitude, 4326))] == [zone]


@pytest.mark.parametrize(
    ("address", "zone"),
    [
        ("14 rue du Pont", "UA"),
        ("6 bis rue des Tanneurs", "UA"),
        ("3 rue Camille Sérignan", "UB"),
        ("4 chemin de la Croix-Haute", "UX"),
        ("2 chemin du Lavoir", "1AU"),
        ("1 hameau des Aubiers", "A"),
    ],
)
def test_each_address_is_in_its_zone(places: Places, address: str, zone: str) -> None:
    (spot,) = places.point_of_address(address)
    assert [hit.zone.label for hit in places.zones_over(spot)] == [zone]
