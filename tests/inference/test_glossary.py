"""What a question in another language is about, said in the words of French documents."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from inference import glossary
from inference.glossary import in_french
from inference.language import FRENCH, LANGUAGES

OTHERS = [language for language in LANGUAGES if language != FRENCH]


@pytest.mark.parametrize(
    ("language", "asked", "french"),
    [
        (
            "en",
            "How much does a copy of a birth certificate cost?",
            "combien coûte copie acte de naissance ?",
        ),
        ("es", "¿Cuánto cuesta la inscripción en la biblioteca?", "combien coûte inscription bibliothèque"),
        ("pt", "Posso queimar folhas no meu jardim?", "peut-on brûler"),
        ("de", "Wie hoch darf ich mein Haus in der Zone UB bauen?", "zone ub"),
        ("it", "Quanto costa la mensa?", "combien coûte cantine repas ?"),
        ("tr", "Evlenmek için hangi belgeler gerekli?", "mariage quelles pièces fournir ?"),
        ("uk", "Скільки коштує обід у шкільній їдальні?", "combien coûte cantine repas ?"),
        ("ar", "كم تكلفة الحصول على نسخة من شهادة الميلاد؟", "combien coûte copie acte de naissance ?"),
        ("ar", "ما هي الوثائق المطلوبة لتسجيل طفلي في المدرسة؟", "école"),
    ],
)
def test_the_words_of_the_town_hall_are_known_in_every_language(
    language: str, asked: str, french: str
) -> None:
    assert french in (in_french(asked, language) or "")


def test_what_is_not_known_stays_as_it_was_asked() -> None:
    """A sure quotation of the price of another copy would be the worst answer."""
    assert (
        in_french("How much is a copy of a divorce decree?", "en") == "combien coûte copie divorce decree ?"
    )


def test_how_it_is_asked_alone_says_nothing() -> None:
    assert in_french("How much is a snowplough?", "en") is None
    assert in_french("Wo ist das?", "de") is None


def test_figures_stay() -> None:
    assert "16 ans" in (in_french("Can my son register to vote at 16 years?", "en") or "")


def test_every_thing_is_named_in_every_language() -> None:
    table = tomllib.loads(Path(glossary.__file__).with_name("glossary.toml").read_text(encoding="utf-8"))
    entries = [entry for section in ("asks", "things", "units") for entry in table[section]]
    assert len(entries) > 70
    assert [entry["fr"] for entry in entries if not all(entry.get(language) for language in OTHERS)] == []
