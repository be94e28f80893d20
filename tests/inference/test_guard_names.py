"""Nobody is named, and no address given, that the passages do not have."""

from __future__ import annotations

import pytest

from inference.guard import Guard, Unsupported
from inference.guard.claims import openings
from inference.guard.references import referable, referred
from tests.inference.written import passage

HALL = passage(
    "La salle se loue 250 €. Réservation : salle@valbrume.fr, https://www.valbrume.fr/salle/louer, "
    "auprès de Solène Ferrand."
)


@pytest.mark.parametrize(
    "said",
    [
        "La salle se loue 250 € : salle@valbrume.fr.",
        "Réservez la salle (250 €) sur valbrume.fr/salle, ou à Salle@Valbrume.fr.",
        "Ferrand loue la salle 250 €.",
        "Réserver la salle coûte 250 €.",
        "Comptez 250 € : la salle se loue.",
    ],
)
def test_a_name_or_address_of_the_passage_passes(said: str) -> None:
    assert Guard([HALL]).check(said)


@pytest.mark.parametrize(
    "said",
    [
        "Castorama loue la salle 250 €.",
        "La salle se loue 250 €. Castorama la réserve.",
        "La salle se loue 250 € : location@valbrume.fr.",
        "La salle se loue 250 € sur www.salle-valbrume.fr.",
        "La salle se loue 250 € sur valbrume-salles.com.",
        "La salle se loue 250 € sur https://www.valbrume.fr/piscine.",
    ],
)
def test_an_invented_name_or_address_is_refused(said: str) -> None:
    with pytest.raises(Unsupported, match="nowhere"):
        Guard([HALL]).check(said)


def test_a_name_that_is_asked_about_may_open_a_sentence() -> None:
    asked = "Castorama peut-il louer la salle ?"
    assert Guard([HALL], asked).decide("Castorama loue la salle.").passed
    assert not Guard([HALL]).decide("Castorama loue la salle.").passed


@pytest.mark.parametrize(
    "text",
    [
        "Toutefois, elle ouvre.",
        "Gratuitement le lundi.",
        "Adressez-vous à elle.",
        "Deux élus votent.",
        "Perdre sa carte coûte 8 €.",
    ],
)
def test_everyday_words_open_a_sentence_without_naming_anybody(text: str) -> None:
    assert not openings(text)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("Vu les articles L. 2212-1 et L.2212-2 du code", "l’article L2212-2"),
        ("Articles 5 à 8", "l’article 7"),
        ("Article premier", "l’article 1er"),
        ("ARTICLE UB-10", "l’article UB 10"),
        ("12. Bruits de voisinage", "l’article 12"),
        ("Arrêté municipal n° 2026-131", "l’arrêté n° 131/2026"),
    ],
)
def test_one_article_or_act_however_it_is_written(source: str, told: str) -> None:
    assert referred(told)
    assert referred(told) <= referable(source)
