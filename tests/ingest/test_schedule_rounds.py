"""Waste rounds: announced in sentences, in tables, in sheets, in calendars."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ingest.almanac import Almanac
from ingest.document import Block, Element
from ingest.facts import Round
from ingest.readers.source import Source
from ingest.record import Record
from ingest.schedule.rounds import rounds_in, rounds_of_cells
from ingest.schedule.sheets import recognise_rounds
from ingest.sheet import Sheet
from tests.ingest.paper import calendar

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.document import Reading
    from tests.ingest.town import Town

SOURCE = Source(Path("collecte.csv"), "collecte.csv", "99001", date(2026, 11, 22))


def one(sentence: str) -> Round:
    """The only round of a sentence under a heading about collection."""
    (found,) = rounds_in([Element("Collecte des déchets", Block.HEADING, level=1), Element(sentence)])
    return found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ordures ménagères : le mardi et le vendredi", Round("Ordures ménagères", "", weekdays=(1, 4))),
        ("Emballages : le jeudi des semaines paires", Round("Emballages", "", weekdays=(3,), week_parity=2)),
        ("Encombrants : 1er mercredi du mois", Round("Encombrants", "", weekdays=(2,), nth=(1,))),
        ("Encombrants : dernier lundi du mois", Round("Encombrants", "", weekdays=(0,), nth=(-1,))),
        (
            "Déchets verts : le lundi d'avril à novembre",
            Round("Déchets verts", "", weekdays=(0,), months=(4, 5, 6, 7, 8, 9, 10, 11)),
        ),
        (
            "Le tri sélectif est ramassé un mercredi sur deux (semaines impaires).",
            Round("tri sélectif", "", weekdays=(2,), week_parity=1),
        ),
        (
            "La collecte des ordures ménagères a lieu chaque lundi matin.",
            Round("ordures ménagères", "", weekdays=(0,), comment="matin"),
        ),
        (
            "Verre : mardi 12 janvier et mardi 9 février 2027",
            Round("Verre", "", dates=(date(2027, 1, 12), date(2027, 2, 9))),
        ),
        (
            "Déchets verts : le jeudi du 15 mars au 15 novembre",
            Round("Déchets verts", "", weekdays=(3,), comment="du 15 mars au 15 novembre"),
        ),
    ],
)
def test_a_sentence_gives_its_days(sentence: str, expected: Round) -> None:
    found = one(sentence)
    assert found.told == sentence
    assert found == replace(expected, told=sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Déchets verts : le jeudi, tous les quinze jours",
        "Bac jaune : un lundi sur deux",
        "Encombrants : le lundi sur inscription",
        "Ordures ménagères : le lundi (rues étroites exclues)",
    ],
)
def test_days_that_are_not_understood_whole_are_shown_and_not_believed(sentence: str) -> None:
    found = one(sentence)
    assert not found.weekdays
    assert found.comment == sentence.partition(" : ")[2]


@pytest.mark.parametrize(
    "sentence",
    [
        "bac gris : ordures ménagères en sacs fermés ;",
        "Les bacs sont sortis la veille au soir et rentrés le jour de la collecte.",
        "Les encombrants sont refusés en déchèterie.",
        "La mairie est ouverte le lundi.",
        "Le conseil a voté la taxe sur les ordures ménagères, le mardi 3 mars 2026.",
        "Le papier est distribué le lundi à la mairie.",
    ],
)
def test_what_announces_no_round_gives_none(sentence: str) -> None:
    assert rounds_in([Element(sentence)]) == ()


def test_several_rounds_stand_in_one_sentence() -> None:
    text = "Ordures ménagères : le mardi ; emballages : le jeudi des semaines paires ; verre : 1er lundi."
    assert [round_.weekdays for round_ in rounds_in([Element(text)])] == [(1,), (3,), (0,)]


def test_the_heading_names_the_sector_and_holidays_are_said_with_each_round() -> None:
    found = rounds_in(
        [
            Element("Secteur Nord", Block.HEADING, level=2),
            Element("Ordures ménagères : lundi"),
            Element("Jours fériés", Block.HEADING, level=2),
            Element("Si le jour de collecte est férié, la collecte est décalée au lendemain."),
        ]
    )
    assert [(round_.sector, round_.comment) for round_ in found] == [
        ("Secteur Nord", "Si le jour de collecte est férié, la collecte est décalée au lendemain")
    ]


def test_a_row_of_streets_gives_one_round_a_kind_of_waste() -> None:
    row = "Rue : Rue du Pont ; Secteur : Sud ; Ordures ménagères : mardi ; Papier : - ; Verre : 1er lundi"
    found = rounds_in([Element(row, Block.ROW)])
    assert [(r.waste, r.streets, r.sector, r.weekdays) for r in found] == [
        ("Ordures ménagères", ("Rue du Pont",), "Sud", (1,)),
        ("Verre", ("Rue du Pont",), "Sud", (0,)),
    ]


def test_a_spanning_name_over_the_kinds_of_waste_leaves_each_row_its_sector() -> None:
    row = (
        "Secteur : Faubourgs ; Ce que l'on sort Bac gris (ordures) : mercredi ; "
        "Ce que l'on sort Bac jaune (emballages) : lundi, une semaine sur deux (impaires)"
    )
    grey, yellow = rounds_in([Element(row, Block.ROW)])
    assert (grey.waste, grey.sector, grey.weekdays) == ("Bac gris", "Faubourgs", (2,))
    assert (yellow.waste, yellow.sector, yellow.week_parity) == ("Bac jaune", "Faubourgs", 1)


def test_a_first_cell_that_no_header_explains_is_the_place() -> None:
    row = "Votre hameau : La Combe ; Bac gris : jeudi ; Bac jaune : vendredi"
    assert {found.sector for found in rounds_in([Element(row, Block.ROW)])} == {"La Combe"}
    season = "Période : été ; Bac gris : jeudi ; Bac jaune : vendredi"
    assert {found.sector for found in rounds_in([Element(season, Block.ROW)])} == {""}


def test_a_row_may_name_the_waste_in_a_cell() -> None:
    cells = {
        "Rue": "rue du Pont, rue du Puits",
        "Type de déchet": "OMR",
        "Jour": "mardi",
        "Fréquence": "semaines paires",
        "Observations": "bac pucé",
    }
    (found,) = rounds_of_cells(cells, "la ligne")
    assert found.streets == ("rue du Pont", "rue du Puits")
    assert (found.weekdays, found.week_parity, found.comment) == ((1,), 2, "bac pucé")


def test_a_sheet_without_days_of_collection_is_none_of_ours() -> None:
    rows = [Record(2, {"Rue": "rue du Pont", "Papier": "12 kg", "Verre": "3 kg"}, "…")]
    assert recognise_rounds(Sheet("Tonnages", ("Rue", "Papier", "Verre"), rows), SOURCE) is None


def test_agents_are_asked_once_about_the_same_words() -> None:
    rows = [
        Record(n, {"Rue": f"rue {n}", "Ordures ménagères": "lundi", "Verre": "voir calendrier"}, f"rue {n}")
        for n in range(3)
    ]
    found = recognise_rounds(Sheet("Collecte", ("Rue", "Ordures ménagères", "Verre"), rows), SOURCE)
    assert found is not None
    assert len(found.facts.rounds) == 6
    assert [doubt.value for doubt in found.doubts] == ["voir calendrier"]


def test_a_calendar_gives_the_days_of_each_sector(
    tmp_path: Path, read: Callable[..., Reading], town: Town
) -> None:
    path = calendar(
        tmp_path / "dechets.ics",
        "DTSTART;VALUE=DATE:20261130\nRRULE:FREQ=WEEKLY;COUNT=3\n"
        "SUMMARY:Ordures ménagères - Secteur Nord\nCATEGORIES:DECHETS",
        "DTSTART:20261203T180000\nSUMMARY:Collecte de sang\nCATEGORIES:SANTE",
    )
    reading = read(path)
    (found,) = reading.facts.rounds
    assert (found.waste, found.sector) == ("Ordures ménagères", "Secteur Nord")
    assert [day.day for day in found.dates] == [30, 7, 14]
    assert [event.category for event in reading.facts.events] == ["waste", "sante", "waste", "waste"]
    town.ingest(path)
    ((stored, passage),) = Almanac(town.engine, town.slug).rounds()
    assert stored.dates == found.dates
    assert "Ordures ménagères" in passage.text
