"""In which zone a place is: what citizens read, what is cited, and what is left to the rules themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely

from inference.facts.zones.answer import answer_zone, zones_at_place
from inference.facts.zones.pages import RulePages
from ingest.zoning.places import Places
from tests.inference.facts.plaine import question, saying
from tests.ingest.maps import PEZOU, shapefile, square, zone
from tests.ingest.paper import Drawn, pdf, web_page
from tests.ingest.town import Town

if TYPE_CHECKING:
    from pathlib import Path

    from inference.facts.answer import FactsAnswer

INSEE = "99001"
ADDRESSES = "numero;rep;nom_voie;code_postal;code_insee;nom_commune;x;y"
STREETS = (("1;;Rue des Tanneurs", 50), ("12;bis;Rue des Tanneurs", 60), ("3;;Rue du Pont", 150))


def _page(number: int) -> list[Drawn]:
    words = "La hauteur des constructions se mesure au sol naturel avant travaux."
    lines = [Drawn(72, 640 - 16 * line, 11, words) for line in range(30)]
    return [Drawn(72, 700, 20, f"Chapitre {number}", bold=True), *lines]


@pytest.fixture(scope="module")
def valbrume(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """UA, its rules on page 2, UB east of it; A below both, which N overlaps; a well, streets, a parcel."""
    folder = tmp_path_factory.mktemp("valbrume")
    town = Town(folder / "home")
    plan = [
        (square(0, 0), zone("UA", LIBELONG="Centre ancien", NOMFIC="99001_reglement.pdf#page=2")),
        (square(100, 0), zone("UB", LIBELONG="Zone urbaine", NOMFIC="99001_reglement.pdf")),
        (square(0, -100), zone("A", "A", LIBELONG="", NOMFIC="")),
        (square(50, -100), zone("N", "N", LIBELONG="", NOMFIC="")),
    ]
    well = (shapely.Point(PEZOU[0] + 50, PEZOU[1] + 50), {"LIBELLE": "Puits", "TYPEPSC": "07"})
    parcel = {"SECTION": "AB", "NUMERO": "0123", "COMMUNE": INSEE}
    rows = [f"{name};99100;{INSEE};Valbrume;{PEZOU[0] + east};{PEZOU[1] + 20}" for name, east in STREETS]
    (folder / "adresses.csv").write_text("\n".join([ADDRESSES, *rows, ""]), "utf-8")
    town.ingest(
        shapefile(folder / "ZONE_URBA.zip", *plan),
        shapefile(folder / "PRESCRIPTION_PCT.zip", well),
        shapefile(folder / "PARCELLES.zip", (square(80, 20, 40), parcel)),
        folder / "adresses.csv",
        pdf(folder / "99001_reglement.pdf", *[_page(number) for number in (1, 2, 3)]),
    )
    return town


@pytest.fixture(scope="module")
def places(valbrume: Town) -> Places:
    return Places(valbrume.engine, valbrume.slug)


class Asking:
    def __init__(self, town: Town, places: Places) -> None:
        self._town, self._places = town, places

    def zone(self, text: str) -> FactsAnswer | None:
        pages = RulePages(self._town.shelf)
        return answer_zone(question(text), INSEE, self._places, saying("zone"), pages.first)

    def told(self, text: str) -> FactsAnswer:
        answer = self.zone(text)
        assert answer is not None, text
        return answer

    def meant(self, text: str) -> tuple[str, ...]:
        return zones_at_place(question(text), INSEE, self._places)


@pytest.fixture
def ask(valbrume: Town, places: Places) -> Asking:
    return Asking(valbrume, places)


def at(east: float, north: float) -> str:
    return f"X = {PEZOU[0] + east:.0f}, Y = {PEZOU[1] + north:.0f}"


def test_a_point_has_its_zone_its_rules_and_what_is_signalled(ask: Asking) -> None:
    answer = ask.told(f"Dans quelle zone du PLU est le point {at(50, 50)} ?")
    assert answer.text.splitlines() == [
        "Ce point est en zone UA (zone urbaine) : Centre ancien.",
        "Le plan y signale aussi : « Puits » (patrimoine bâti, paysager ou élément de paysage à protéger).",
        "Ce qu’on peut y faire est dans le règlement : « Chapitre 1 », à partir de la page 2.",
    ]
    assert answer.certain
    files = [passage.file for passage in answer.cited]
    assert (files[0], files[-1]) == ("ZONE_URBA.zip", "99001_reglement.pdf")
    assert answer.cited[-1].page == 2


def test_a_meaning_that_repeats_the_label_is_said_once(ask: Asking) -> None:
    assert ask.told(f"zonage {at(150, 50)} ?").text.startswith("Ce point est en zone UB : Zone urbaine.")


def test_zones_that_overlap_are_both_said_as_a_conflict(ask: Asking) -> None:
    answer = ask.told(f"quelle zone au point {at(75, -50)} ?")
    assert answer.conflict
    assert not answer.certain
    assert answer.text.startswith("Attention, plusieurs zones du plan se recouvrent à cet endroit")
    assert "- zone A : zone agricole" in answer.text
    assert "- zone N : zone naturelle et forestière" in answer.text


def test_near_a_border_the_other_side_is_said_and_nothing_is_sure(ask: Asking) -> None:
    answer = ask.told(f"quelle zone au point X = {PEZOU[0] + 100.3:.1f}, Y = {PEZOU[1] + 50:.1f} ?")
    assert answer.text.startswith("Ce point est en zone UB")
    assert "tout près de la limite avec : UA" in answer.text
    assert (answer.certain, answer.conflict) == (False, False)


def test_outside_the_plan_is_declined_without_naming_a_zone(ask: Asking) -> None:
    answer = ask.told(f"quelle zone au point {at(5000, 5000)} ?")
    assert answer.declined
    assert answer.cited == ()


def test_an_address_is_placed_and_its_file_cited(ask: Asking) -> None:
    answer = ask.told("Dans quelle zone du PLU est le 12 bis rue des Tanneurs ?")
    assert answer.text.startswith("« 12 bis Rue des Tanneurs » est en zone UA")
    assert answer.certain
    assert answer.cited[-1].file == "adresses.csv"


def test_a_number_that_nobody_knows_is_looked_at_in_the_middle_of_its_street(ask: Asking) -> None:
    answer = ask.told("le 45 rue du pont est dans quelle zone ?")
    assert answer.text.startswith(
        "Je n’ai pas l’adresse exacte : je regarde au milieu de la voie « Rue du Pont »"
    )
    assert not answer.certain


def test_a_street_that_nobody_knows_is_said_so(ask: Asking) -> None:
    answer = ask.told("dans quelle zone est le 2 avenue Foch ?")
    assert answer.declined
    assert "« 2 avenue foch »" in answer.text


def test_a_street_that_only_looks_like_it_is_asked_back(ask: Asking) -> None:
    answer = ask.told("zonage 3 rue du Pon ?")
    assert "Vouliez-vous dire : « 3 Rue du Pont » ?" in answer.text
    assert not answer.certain


def test_a_parcel_over_two_zones_says_how_much_of_each(ask: Asking) -> None:
    answer = ask.told("la parcelle AB 123 est dans quelle zone ?")
    assert answer.text.splitlines()[:3] == [
        "La parcelle AB 123 s’étend sur plusieurs zones :",
        "- zone UA (zone urbaine) : Centre ancien, environ 50 % de sa surface",
        "- zone UB : Zone urbaine, environ 50 % de sa surface",
    ]
    assert not answer.conflict


def test_a_parcel_that_nobody_knows_is_said_so(ask: Asking) -> None:
    assert ask.told("zone de la parcelle cadastrée section ZB n° 7 ?").declined


@pytest.mark.parametrize(
    "text",
    [
        "quelle hauteur maximale au 12 bis rue des Tanneurs ?",
        "puis-je construire une piscine au 12 bis rue des Tanneurs, quelle zone ?",
        "hauteur en zone UA",
        "à quelle distance construire en zone UB ?",
        "la rue des Tanneurs est-elle en zone 30 ?",
        "stationnement en zone bleue rue du Pont",
        "dans quel secteur scolaire est la rue du Pont ?",
        "quand passent les poubelles rue des Tanneurs ?",
        "le tarif est de 2,350 ou 1,125 euros ?",
        "qui est le maire",
        "quelle est la superficie des parcelles AB 11 et AB 12 du secteur du Lavoir ?",
        "à quel prix la commune vend-elle la parcelle AB 11 ?",
    ],
)
def test_rules_and_other_zones_are_left_to_others(ask: Asking, text: str) -> None:
    assert ask.zone(text) is None


def test_the_zone_of_a_rules_place_is_known_to_whoever_looks_for_the_rule(ask: Asking) -> None:
    assert ask.meant("quelle hauteur maximale au 12 bis rue des Tanneurs ?") == ("UA",)
    assert ask.meant(f"ma clôture peut faire combien au {at(75, -50)} ?") == ("A", "N")
    assert ask.meant("quelle hauteur avenue Foch ?") == ()
    assert ask.meant("quand passent les poubelles rue des Tanneurs ?") == ()


def test_without_a_plan_the_national_rules_are_said(tmp_path: Path) -> None:
    town = Town(tmp_path / "home")
    places, pages = Places(town.engine, town.slug), RulePages(town.shelf)
    asked = question(f"quelle zone au point {at(50, 50)} ?")
    nothing = answer_zone(asked, INSEE, places, saying("zone"), pages.first)
    assert nothing is not None
    assert nothing.declined
    said = "La commune est soumise au règlement national d'urbanisme (RNU)."
    town.ingest(web_page(tmp_path / "urbanisme.html", said))
    national = answer_zone(asked, INSEE, places, saying("zone"), pages.first)
    assert national is not None
    assert "règlement national d’urbanisme (RNU)" in national.text
    assert [passage.file for passage in national.cited] == ["urbanisme.html"]
