"""Somebody's name is told from a street's, a school's or an office's."""

from __future__ import annotations

import pytest

from inference.evidence.expected import expected, tells
from inference.evidence.people import named, people


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A été élue :\n- Aline VERMOREL", {"aline", "vermorel"}),
        ("Titulaire : Hugo Lestrade", {"hugo", "lestrade"}),
        ("confié à Maître SORBIER, notaire à Valbrume", {"sorbier"}),
        ("Le Conseil Municipal de la Ville de Valbrume s’est réuni", set()),
        ("l’école Jeanne Lormeau et la rue du Docteur Ancelin", {"ancelin"}),
        ("à la salle « Paul Vasseur »", set()),
        ("Monsieur le Maire présente le rapport", set()),
    ],
)
def test_people_are_named_and_things_are_not(text: str, words: set[str]) -> None:
    assert people(text) == words


def test_whom_the_question_names_is_no_answer() -> None:
    assert not tells("Madame Odile Perrault", "person", frozenset({"odile", "perrault"}))
    assert tells("Madame Odile Perrault", "person", frozenset({"commission"}))


def test_what_a_thing_is_called_stands_in_quotation_marks_or_capitals() -> None:
    assert named("Décide de dénommer « allée des Tisserands » la voie B") >= {"allee", "tisserands"}
    assert tells("la voie B devient la rue Marie Aubrac", "name", frozenset({"voie", "rue"}))
    assert not tells("la voie B est ouverte", "name", frozenset({"voie"}))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Qui préside la commission des finances ?", "person"),
        ("qui a été désigné pour le syndicat des eaux", "person"),
        ("Quel notaire rédige l’acte ?", "person"),
        ("Comment s’appelle désormais la voie B ?", "name"),
        ("À quelles dates a lieu la brocante ?", "date"),
    ],
)
def test_what_is_asked_is_a_name_or_a_date(question: str, kind: str) -> None:
    assert kind in expected(question)


def test_who_may_do_something_asks_for_no_name() -> None:
    assert "person" not in expected("Qui peut demander la carte ?")
