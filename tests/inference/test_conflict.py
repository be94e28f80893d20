"""Two sources in force that differ are both told; what only looks like it is left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from inference.conflict import conflicting
from inference.facts.phrases import Tongue
from ingest.facts import Validity
from tests.inference.written import passage

COSTS = "Combien coûte la caution de la salle ?"
FIVE = passage("Une caution de 500 € est demandée pour la location de la salle.", "Règlement intérieur")
EIGHT = replace(
    passage("Fixe la caution demandée pour la location de la salle à 800 €.", "Délibération", number=1),
    validity=Validity(in_force_from=date(2026, 1, 1)),
)


def test_both_are_told_with_their_dates() -> None:
    conflict = conflicting(COSTS, [EIGHT, FIVE])
    assert conflict is not None
    assert conflict.passages == (EIGHT, FIVE)
    assert all(
        told in conflict.text for told in ("800 €", "500 €", "Règlement intérieur", "1er janvier 2026")
    )


def test_an_hour_that_the_rules_and_the_decree_do_not_share_is_told_twice() -> None:
    rules = passage("La musique cesse à 2 heures du matin et la salle est libérée à 3 heures.", "Salle")
    decree = passage("Dans les salles, la musique amplifiée cesse à 1 heure du matin au plus tard.", "Bruit")
    assert conflicting(
        "À quelle heure couper la musique à la salle ?", [rules, replace(decree, document_id="d2")]
    )


def test_one_section_that_says_two_figures_for_one_thing_is_told() -> None:
    headings = ("12 – Compagnie Les Tréteaux",)
    first = replace(passage("Il attribue 12 000 euros pour son fonctionnement."), headings=headings)
    second = replace(passage("De prélever 30 000 € en fonctionnement.", number=1), headings=headings)
    second = replace(second, document_id=first.document_id)
    asked = "Que reçoit la compagnie Les Tréteaux pour son fonctionnement ?"
    conflict = conflicting(asked, [first, second])
    assert conflict is not None
    assert conflict.text.startswith("Un document")


@pytest.mark.parametrize(
    "other",
    [
        "Fixe la caution demandée pour la location de la salle à 500 euros.",  # the same figure
        "Une caution de 800 € est demandée aux associations pour la location de la salle.",  # others
        "Une caution de 800 € est demandée pour la location de la salle le dimanche.",  # another day
        "Une caution de 800 € est demandée pour la location de la vaisselle.",  # another thing
        "Une caution demandée pour la location de la salle est rendue sous 15 jours.",  # another unit
        "Bien : caution demandée, location de la salle ; Montant : 800 €",  # a row
    ],
)
def test_two_cases_are_no_contradiction(other: str) -> None:
    assert conflicting(COSTS, [FIVE, passage(other, number=1)]) is None


def test_two_zones_have_rules_of_their_own() -> None:
    low = replace(passage("La hauteur des constructions principales est de 9 m."), zones=("UA",))
    high = replace(passage("La hauteur des constructions principales est de 12 m.", number=1), zones=("UB",))
    assert conflicting("Quelle hauteur pour les constructions ?", [low, high]) is None


def test_a_difference_that_nobody_asked_about_is_left_alone() -> None:
    assert conflicting("Combien de personnes tient la salle ?", [EIGHT, FIVE]) is None


@pytest.mark.parametrize(
    ("language", "asked", "begins"),
    [
        ("en", "How much is the deposit for the village hall?", "Two documents"),
        ("es", "¿Cuánto hay que pagar de fianza por la sala?", "Dos documentos"),
    ],
)
def test_a_question_that_was_not_put_into_french_is_told_both(language: str, asked: str, begins: str) -> None:
    conflict = conflicting(asked, [EIGHT, FIVE], Tongue(language))
    assert conflict is not None
    assert conflict.text.startswith(begins)
    assert "800 €" in conflict.text
    assert "500 €" in conflict.text


@pytest.mark.parametrize(
    ("language", "asked"), [("uk", "Скільки грошей мені повернуть?"), ("ar", "كم أدفع قبل الحفلة؟")]
)
def test_where_no_word_is_known_what_is_nearest_in_meaning_is_asked(language: str, asked: str) -> None:
    assert conflicting(asked, [EIGHT, FIVE], Tongue(language)) is None
    assert conflicting(asked, [EIGHT, FIVE], Tongue(language), FIVE.text)
    assert conflicting(asked, [EIGHT, FIVE], Tongue(language), "La salle contient 80 places.") is None
