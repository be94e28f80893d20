"""Who tells who they are, in whichever language, is answered for nobody else."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path

import pytest

from inference.facts.days import Calendar
from inference.language import LANGUAGES
from inference.question import Question
from inference.reuse.meaning import meaning_of
from inference.reuse.personal import tells_who

SAID = tomllib.loads(Path(__file__).with_name("personal_said.toml").read_text(encoding="utf-8"))
OF_NOBODY = ("anybody", "mayor")
everywhere = pytest.mark.parametrize("language", LANGUAGES)


def is_own(text: str, language: str) -> bool:
    """Whether the answer is kept for nobody else."""
    question = Question(text, "valbrume", datetime(2026, 11, 24, 10), language=language)
    return meaning_of(question, Calendar("45300")).own


@everywhere
@pytest.mark.parametrize("told", [kind for kind in SAID if kind not in OF_NOBODY])
def test_what_tells_who_asks_is_kept_for_nobody_else(told: str, language: str) -> None:
    assert tells_who(SAID[told][language])
    assert is_own(SAID[told][language], language)


@everywhere
@pytest.mark.parametrize("told", OF_NOBODY)
def test_what_anybody_says_is_nobodys_own(told: str, language: str) -> None:
    assert not tells_who(SAID[told][language])
    assert not is_own(SAID[told][language], language)


@pytest.mark.parametrize("text", ["benim adim Camille", "واسمي كاميل", "Numaram 12", "adresim rue du Pont"])
def test_turkish_without_its_letters_and_arabic_in_one_word_tell_it_too(text: str) -> None:
    assert tells_who(text)


@pytest.mark.parametrize(
    "text",
    [
        "Puis-je garer mes 2 voitures dans la rue ?",
        "Puis-je construire le long d’une route à 5 mètres ?",
        "Can I leave my 2 cars in the street?",
        "Mon fils a 12 ans, combien pour sa place depuis 2014 ?",
        "Wie hoch darf mein Haus in der Zone UB sein?",
        "Où va la rue du 8 mai 1945 depuis chez nous ?",
        "السيد العمدة متى يستقبل؟",
    ],
)
def test_a_number_beside_a_street_is_not_always_a_house(text: str) -> None:
    assert not tells_who(text)
