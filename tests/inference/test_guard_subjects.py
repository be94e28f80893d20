"""What is said of one zone, article, facility or service is not said of another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inference.guard import Guard, Unsupported
from tests.inference.written import passage

HEIGHT = replace(
    passage("La hauteur est limitée à 9 mètres.", title="Règlement", label="Article UA 9"),
    zones=("UA",),
    article="UA 9",
)
HALL = passage(
    "La location de la salle des fêtes coûte 250 € le week-end.", title="Tarifs municipaux", number=1
)
LIBRARY = passage("L’abonnement coûte 12 € par an.", title="Tarifs de la médiathèque", number=2)
PERMITS = passage("Le service de l’urbanisme reçoit le mardi.", number=3)
WALLS = passage(
    "L’article 5 limite les clôtures à 2 mètres, vues de 12 mètres.", title="Arrêté n° 2026-131", number=4
)
SHELF = (HEIGHT, HALL, LIBRARY, PERMITS, WALLS)


@pytest.mark.parametrize(
    "said",
    [
        "En zone UA, la hauteur est limitée à 9 mètres.",
        "L’article UA 9 limite la hauteur à 9 mètres.",
        "La location de la salle polyvalente coûte 250 €.",
        "À la bibliothèque, l’abonnement coûte 12 € par an.",
        "Le service urbanisme reçoit le mardi.",
        "L’article 5 de l’arrêté n° 131/2026 limite les clôtures à 2 mètres.",
    ],
)
def test_the_right_zone_article_or_place_passes(said: str) -> None:
    assert Guard(SHELF).check(said)


@pytest.mark.parametrize(
    "said",
    [
        "En zone UB, la hauteur est limitée à 9 mètres.",
        "En UB, la hauteur est limitée à 9 mètres.",
        "L’article UB 9 limite la hauteur à 9 mètres.",
        "La location de la piscine coûte 250 € le week-end.",
        "La location coûte 250 € le week-end à la piscine.",
        "La location coûte 250 €, à voir au service des sports.",
        "L’abonnement à la piscine coûte 12 € par an.",
        "Le service des sports reçoit le mardi.",
        "L’article 12 limite les clôtures à 2 mètres.",
        "L’arrêté n° 12 limite les clôtures à 2 mètres.",
    ],
)
def test_another_zone_article_or_place_is_refused(said: str) -> None:
    with pytest.raises(Unsupported):
        Guard(SHELF).check(said)


def test_rules_of_all_zones_answer_for_the_zone_that_is_asked() -> None:
    general = passage("La hauteur d’une clôture est limitée à 2 mètres.", title="Dispositions générales")
    said = "En zone UB, la hauteur d’une clôture est limitée à 2 mètres."
    assert Guard([general], "Quelle hauteur de clôture en zone UB ?").check(said)
    with pytest.raises(Unsupported, match="zone UB"):
        Guard([general]).check(said)


def test_the_rules_of_another_zone_do_not_though_it_is_asked() -> None:
    with pytest.raises(Unsupported, match="another zone"):
        Guard([HEIGHT], "Quelle hauteur en zone UB ?").check("En zone UB, elle est limitée à 9 mètres.")


def test_a_zone_answers_for_its_sectors() -> None:
    asked = "Quelle hauteur en secteur UAa ?"
    assert Guard([HEIGHT], asked).check("En secteur UAa, la hauteur est limitée à 9 mètres.")


def test_a_place_that_is_asked_may_be_said_of_a_passage_about_none() -> None:
    swimming = passage("L’entrée coûte 3 €. Renseignements à la mairie.", title="Tarifs")
    said = "L’entrée de la piscine coûte 3 €."
    assert Guard([swimming], "Combien coûte la piscine ?").check(said)
    with pytest.raises(Unsupported, match="another place"):
        Guard([LIBRARY], "Combien coûte la piscine ?").check("L’abonnement à la piscine coûte 12 €.")


def test_the_canteen_is_of_the_school_but_the_school_is_not_the_canteen() -> None:
    canteen = passage("Le repas coûte 3 €.", title="Tarifs de la cantine")
    school = passage("La sortie coûte 3 €.", title="École des Tilleuls")
    assert Guard([canteen]).decide("À l’école, le repas coûte 3 €.").passed
    assert not Guard([school]).decide("À la cantine, la sortie coûte 3 €.").passed


def test_a_sentence_may_be_of_two_places_that_two_passages_tell() -> None:
    hall = passage("La mairie ouvre à 9 h.", title="Mairie")
    library = passage("La médiathèque ouvre à 9 h.", title="Médiathèque", number=1)
    assert Guard([hall, library]).decide("La mairie et la médiathèque ouvrent à 9 h.").passed
