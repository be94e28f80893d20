"""A zone that is named brings its own rules first, and never another's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from inference.question import Kind
from inference.retrieval.zones import has_rules, named_zones, place
from tests.inference.town import NOWHERE, Town, asked
from tests.inference.written import passage

KNOWN = frozenset({"UA", "UB", "1AU", "A", "N"})
HEIGHT = "Quelle est la hauteur maximale des constructions ?"
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("question", "zones"),
    [
        ("Quelle hauteur en zone UB ?", ("UB",)),
        ("quelle cloture en zone ua", ("UA",)),
        ("Recul en zone A ?", ("A",)),
        ("En zones UA et UB, quelle emprise ?", ("UA", "UB")),
        ("hauteur en secteur 1 AU", ("1AU",)),
        ("quelle emprise en zones ua et ub", ("UA", "UB")),
        ("en zone ua et au nord", ("UA",)),
        ("Où est la zone bleue ?", ()),
        ("La zone artisanale est-elle ouverte ?", ()),
        ("Quand sont les vacances de la zone A ?", ()),
        ("Quelle hauteur pour un mur ?", ()),
    ],
)
def test_zones_are_read_as_the_plan_writes_them(question: str, zones: tuple[str, ...]) -> None:
    assert named_zones(question, KNOWN) == zones


@pytest.mark.parametrize(
    ("question", "zones"),
    [
        ("Un pavillon classé UB peut-il monter à 9 m ?", ("UB",)),
        ("Quelle hauteur en UB ?", ("UB",)),
        ("Mon terrain en 1AU est-il constructible ?", ("1AU",)),
        ("Quelle emprise sur un terrain UA ?", ("UA",)),
        ("quelle hauteur en ub ?", ("UB",)),
        ("quelle emprise en ua et ub ?", ("UA", "UB")),
        ("Et pour la UB ?", ("UB",)),
        ("Quel recul dans la 1 AU ?", ("1AU",)),
        ("Que dit le règlement en UZ ?", ("UZ",)),
        ("Wie hoch darf man in UB bauen?", ("UB",)),
        ("Parcelles classées en UA et UB", ("UA", "UB")),
    ],
)
def test_a_zone_told_without_its_word_is_recognised(question: str, zones: tuple[str, ...]) -> None:
    assert named_zones(question, KNOWN) == zones


@pytest.mark.parametrize(
    "question",
    [
        "Y en a-t-il en a ?",
        "Je n'en ai pas, et vous en avez ?",
        "Tu en as un ?",
        "EN UN MOT, QUELLE HAUTEUR ?",
        "QUELS SONT LES HORAIRES EN AOUT AU PARC ?",
        "Un permis obtenu en UE est-il valable ?",
        "Un bâtiment classé au patrimoine",
        "UN BATIMENT CLASSÉ AU PATRIMOINE",
        "Une classe en ULIS est-elle ouverte ?",
        "Quelle hauteur pour un mur en aval ?",
        "la une du bulletin",
        "Puis-je me garer en uz ?",
    ],
)
def test_words_that_look_like_a_zone_are_none(question: str) -> None:
    assert named_zones(question, KNOWN | {"As", "AU"}) == ()


def test_own_rules_come_before_the_familys_and_general_ones() -> None:
    own, family, general, other = (
        replace(passage("Hauteur : 9 m."), zones=zones) for zones in (("UBa",), ("UB",), (), ("UA",))
    )
    assert [place(one, ("UBa",)) for one in (own, family, general, other)] == [0, 1, 2, None]


def test_a_zone_without_rules_is_known_to_have_none() -> None:
    assert has_rules(("ub",), KNOWN)
    assert has_rules(("UBa",), KNOWN)
    assert not has_rules(("UZ",), KNOWN)
    assert not has_rules(("U",), KNOWN)


def zones_found(town: Town, text: str, zones: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    return [found.zones for found in town.retrieval.search(text, TODAY, 40, zones).passages]


def test_a_search_finds_the_rules_of_each_zone_where_none_is_meant(mapped_town: Town) -> None:
    assert {("UA",), ("UB",)} <= set(zones_found(mapped_town, HEIGHT))


@pytest.mark.parametrize("zone", ["UA", "UB"])
@pytest.mark.parametrize("named", [True, False])
def test_a_search_in_a_zone_drops_what_others_say_of_the_same(
    mapped_town: Town, zone: str, named: bool
) -> None:
    text = HEIGHT.replace(" ?", f" en zone {zone} ?") if named else HEIGHT
    found = zones_found(mapped_town, text, () if named else (zone,))
    assert found[0] == (zone,)
    assert set(found) <= {(zone,), ()}


@pytest.mark.parametrize(("address", "zone"), [("9 rue de la Source", "UB"), ("1 place de l'Église", "UA")])
def test_an_address_brings_the_articles_of_its_zone_only(mapped_town: Town, address: str, zone: str) -> None:
    """The address is placed on the map, the map tells the zone, and the ladder reads that zone's articles."""
    question = asked(f"Quelle est la hauteur maximale d’une construction au {address} ?")
    assert mapped_town.facts.zones_meant(question) == (zone,)
    answer = mapped_town.ask(NOWHERE, question.text, quoting=0.0).answer
    assert answer.kind is Kind.QUOTED
    assert f"{zone} " in answer.citations[0].locator
    assert answer.trace is not None
    considered = mapped_town.shelf.passages(one.passage_id for one in answer.trace.considered)
    assert {passage.zones for passage in considered.values()} <= {(zone,), ()}
