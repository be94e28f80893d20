"""Somebody in danger is sent to the emergency services, in the language of their words; others are not."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from inference import signposts
from inference.signposts import signpost
from inference.wording import wording

DANGERS = tomllib.loads((Path(signposts.__file__).parent / "dangers.toml").read_text(encoding="utf-8"))
SAID = tomllib.loads(Path(__file__).with_name("signposts_said.toml").read_text(encoding="utf-8"))
LANGUAGES = ("fr", "en", "es", "pt", "de", "it", "tr", "uk", "ar")


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("j ai plus envie de vivre", "3114"),
        ("Ma fille de 15 ans dit qu'elle veut mourir", "3114"),
        ("je vais me foutre en l'air", "3114"),
        ("mon ex me menace tous les jours", "3919"),
        ("Mon compagnon m'a frappée hier soir", "3919"),
        ("J AI PEUR DE MON MARI", "3919"),
        ("les voisins tapent leur bébé", "119"),
        ("mon beau-père me touche", "119"),
        ("il y a le feu chez mon voisin", "18"),
        ("ya l'feu ds la cuisine", "18"),
        ("ça sent le gaz dans l'immeuble", "18"),
        ("ma mère ne respire plus", "15"),
        ("mon père fait un malaise", "15"),
        ("mon fils a avalé de la javel", "15"),
        ("quelqu'un essaie de rentrer chez moi", "17"),
        ("on nous cambriole !!", "17"),
        ("I want to kill myself", "3114"),
        ("my husband beats me", "3919"),
        ("mi marido me pega", "3919"),
        ("há um incêndio no prédio", "18"),
        ("Meine Wohnung brennt", "18"),
        ("mio padre non respira", "15"),
        ("kocam beni dövüyor", "3919"),
        ("я не хочу жити", "3114"),
        ("زوجي يضربني", "3919"),
    ],
)
def test_somebody_in_danger_is_sent_to_the_right_number(said: str, number: str) -> None:
    found = signpost(said)
    assert found is not None
    assert found.numbers[0] == number
    assert f"- {number} : " in found.text


@pytest.mark.parametrize(
    "said",
    [
        "À quelle heure est le feu d'artifice du 14 juillet ?",
        "Le feu rouge de la place est en panne",
        "Faut-il un permis de feu pour brûler mes déchets verts ?",
        "J'en peux plus du bruit des voisins, que dit l'arrêté ?",
        "Je voudrais en savoir plus sur la cantine",
        "Mon mari doit-il venir pour le passeport ?",
        "Quels sont les horaires de la déchèterie ?",
        "Un club d'échecs pour mon fils ?",
        "Comment inscrire mon enfant à l'école ?",
        "Qui a le droit de tuer les frelons ?",
        "Où est le cimetière ? Mon père est mort.",
        "Où jeter de vieux couteaux ?",
        "Le chien des voisins me fait peur",
        "Y a-t-il une formation aux gestes qui sauvent en cas d'arrêt cardiaque ?",
        "What time does the town hall close?",
        "¿Cuándo es el mercado?",
        "",
    ],
)
def test_an_ordinary_question_is_not_taken_for_a_cry(said: str) -> None:
    assert signpost(said) is None


@pytest.mark.parametrize("danger", [danger["name"] for danger in DANGERS["danger"]])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_danger_is_heard_in_each_language(language: str, danger: str) -> None:
    cries = SAID[language][danger]
    found = {cry: signpost(cry, language=language) for cry in cries}
    assert len(cries) >= 3
    assert {
        cry: (post.danger, post.language) if post else None for cry, post in found.items()
    } == dict.fromkeys(cries, (danger, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_ordinary_questions_near_to_a_danger_are_not_taken_for_a_cry(language: str) -> None:
    questions = SAID[language]["ordinary"]
    assert len(questions) >= 12
    assert [question for question in questions if signpost(question, language=language)] == []


def test_words_of_two_sentences_are_not_read_as_one() -> None:
    assert signpost("When does the week end? My life jacket is at the pool") is None
    assert signpost("I will end my life") is not None


def test_a_cry_is_heard_beside_a_word_that_asks_for_information() -> None:
    found = signpost("Je sors de la réunion sur le budget et mon mari me frappe")
    assert found is not None
    assert found.danger == "violence"


def test_a_danger_named_in_several_languages_is_answered_in_that_of_the_question() -> None:
    found = signpost("suicide", language="en")
    assert found is not None
    assert found.language == "en"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_each_sentence(language: str) -> None:
    words = wording(language)["signposted"]
    for danger in DANGERS["danger"]:
        assert words[danger["name"]]
        assert all(words["who"][number] for number in danger["numbers"])
    assert words["after"]


def test_it_answers_in_the_language_that_was_written() -> None:
    found = signpost("my house is on fire")
    assert found is not None
    assert found.language == "en"
    assert found.text.startswith("Get to safety")


def test_easy_french_says_one_thing_a_line() -> None:
    found = signpost("il y a le feu chez moi", plain=True)
    assert found is not None
    assert found.text.split("\n")[:3] == [
        "Sortez.",
        "Fermez les portes derrière vous.",
        "Appelez tout de suite :",
    ]
