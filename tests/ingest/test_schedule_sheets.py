"""Sheets of places with hours, of menus, of happenings."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ingest.facts import OpeningSlot
from ingest.readers.source import Source
from ingest.record import Record
from ingest.records import recognised_sheet
from ingest.sheet import Sheet

if TYPE_CHECKING:
    from ingest.sheet import Recognised

SOURCE = Source(Path("t.csv"), "t.csv", "99001", date(2026, 11, 22))


def found(*rows: dict[str, str], title: str = "Feuille") -> Recognised | None:
    headers = tuple(dict.fromkeys(header for row in rows for header in row))
    records = [Record(n, row, " ; ".join(row.values())) for n, row in enumerate(rows, 2)]
    return recognised_sheet(Sheet(title, headers, records), SOURCE)


def test_equipment_of_the_open_data_standard_opens_as_osm_says() -> None:
    sheet = found(
        {"EQUIP_NOM": "Piscine du Lac", "EQUIP_TYPE": "piscine", "EQUIP_OUVERTURE": "Tu-Su 10:00-19:00"}
    )
    assert sheet is not None
    (service,) = sheet.facts.services
    assert (service.name, service.kind) == ("Piscine du Lac", "piscine")
    assert service.slots == (OpeningSlot((1, 2, 3, 4, 5, 6), 600, 1140),)
    assert service.told == "Piscine du Lac ; piscine ; Tu-Su 10:00-19:00"


def test_hours_in_french_are_read_and_what_is_not_is_shown_and_asked() -> None:
    sheet = found(
        {"Service": "Mairie", "Horaires": "du lundi au vendredi 9h-12h"},
        {"Service": "Ludothèque", "Horaires": "selon les animations"},
    )
    assert sheet is not None
    mairie, ludotheque = sheet.facts.services
    assert mairie.slots == (OpeningSlot((0, 1, 2, 3, 4), 540, 720),)
    assert (ludotheque.slots, ludotheque.hours_comment) == ((), "selon les animations")
    assert [(doubt.subject, doubt.value) for doubt in sheet.doubts] == [("hours", "selon les animations")]


def test_menus_of_the_standard_have_their_dishes_in_one_event() -> None:
    meal = {"menuDate": "2026-11-24", "menuRestaurantNom": "École des Saules", "menuRepasType": "déjeuner"}
    sheet = found(*(meal | {"menuPlatNom": dish} for dish in ("Soupe", "Lasagnes", "Clémentine")))
    assert sheet is not None
    (event,) = sheet.facts.events
    assert event.title == "Menu (déjeuner) : Soupe ; Lasagnes ; Clémentine"
    assert (event.starts, event.all_day, event.category) == (datetime(2026, 11, 24), True, "menu")
    assert event.where == "École des Saules"


def test_menus_with_a_day_a_row() -> None:
    row = {
        "Date": "24 novembre 2026",
        "Jour": "mardi",
        "Entrée": "Soupe",
        "Plat": "Lasagnes",
        "Dessert": "Clémentine",
    }
    sheet = found(row)
    assert sheet is not None
    assert [event.title for event in sheet.facts.events] == ["Menu : Soupe ; Lasagnes ; Clémentine"]


@pytest.mark.parametrize(
    ("row", "starts", "ends"),
    [
        (
            {"Date": "28/11/2026", "Heure": "20h30"},
            datetime(2026, 11, 28, 20, 30),
            datetime(2026, 11, 28, 20, 31),
        ),
        (
            {"Date": "28/11/2026", "Heure": "de 14 h à 18 h"},
            datetime(2026, 11, 28, 14),
            datetime(2026, 11, 28, 18),
        ),
        ({"Date": "2026-11-28", "Date de fin": "2026-11-29"}, datetime(2026, 11, 28), datetime(2026, 11, 30)),
        ({"Date": "28 novembre 2026 à 9 h 30"}, datetime(2026, 11, 28, 9, 30), datetime(2026, 11, 28, 9, 31)),
    ],
)
def test_an_agenda_has_its_dates_and_times(row: dict[str, str], starts: datetime, ends: datetime) -> None:
    sheet = found(row | {"Intitulé": "Concert", "Lieu": "Halle"})
    assert sheet is not None
    (event,) = sheet.facts.events
    assert (event.title, event.where, event.starts, event.ends) == ("Concert", "Halle", starts, ends)


@pytest.mark.parametrize(
    "row",
    [
        {"Nom": "Dupont", "Adresse": "rue du Pont", "Téléphone": "01"},
        {"Date": "2026", "Libellé": "Subvention", "Montant": "12"},
        {"Entrée": "principale", "Bâtiment": "A"},
    ],
)
def test_other_sheets_are_none_of_ours(row: dict[str, str]) -> None:
    assert found(row) is None
