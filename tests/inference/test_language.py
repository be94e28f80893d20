"""The language to answer in: the citizen's own, French unless it is sure."""

from __future__ import annotations

import pytest

from inference.language import LANGUAGES, detect

FRENCH = [
    "slt c ouvert ojd?",
    "ok",
    "Menu ?",
    "Sandillon",
    "Montpellier rue Foch",
    "dchts verts kan",
    "bjr g perdu ma carte id koi faire",
    "et le samedi ?",
    "Combien coûte la cantine ?",
    "permis construire abri jardin",
    "ouvert lundi",
    "carte grise",
    "PACS",
    "test",
    "12 34",
    "🙂",
    "La place de l’Église, son nom a été voté quand ? Y a eu des votes contre ?",
    "wesh c ou la mairie",
    "inscription en ligne",
]
OTHERS = {
    "en": ["hello", "open today?", "Where is rue des Acacias?", "When is the déchèterie open?", "bin day"],
    "es": ["¡hola!", "abierto hoy?", "¿Dónde está la biblioteca?", "necesito un pasaporte"],
    "pt": ["bom dia", "preciso de um passaporte", "Quando é a recolha do lixo?", "aberto hoje?"],
    "de": ["Guten Tag", "Rathaus heute offen?", "Wann wird der Müll in der rue des Acacias abgeholt?"],
    "it": ["ciao", "aperto oggi?", "Posso tagliare l’erba la domenica?"],
    "tr": ["merhaba", "kutuphane acik mi", "Pazar günü çim biçebilir miyim?"],
    "uk": ["привіт", "Коли збирають сміття на rue des Acacias?"],
    "ar": ["مرحبا", "هل البلدية مفتوحة؟", "متى تجمع النفايات في rue des Acacias؟"],
}


@pytest.mark.parametrize("text", FRENCH)
def test_short_french_text_messages_and_names_are_french(text: str) -> None:
    assert detect(text) == "fr"


@pytest.mark.parametrize(("language", "text"), [(lang, text) for lang in OTHERS for text in OTHERS[lang]])
def test_a_question_in_another_language_is_known(language: str, text: str) -> None:
    assert detect(text) == language


def test_every_language_is_tried() -> None:
    assert {"fr", *OTHERS} == set(LANGUAGES)


def test_the_declared_language_wins_over_french_words_and_over_doubt() -> None:
    assert detect("carte d’identité", declared="en") == "en"
    assert detect("Sandillon", declared="tr") == "tr"


def test_words_surely_in_another_language_win_over_the_declared_one() -> None:
    assert detect("هل البلدية مفتوحة اليوم؟", declared="fr") == "ar"
    assert detect("Is the town hall open today?", declared="de") == "en"


def test_a_language_that_is_not_supported_is_as_none_declared() -> None:
    assert detect("La mairie est-elle ouverte ?", declared="nl") == "fr"
    assert detect("Is the town hall open today?", declared="nl") == "en"
    assert detect("کتابخانه باز است؟") == "fr", "Persian is not Arabic"
