"""What citizens read when they ask what happens in the commune, and what its canteen serves."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from inference.facts.agenda.answer import answer_agenda
from inference.facts.agenda.menus import answer_menu
from inference.facts.days import Calendar
from inference.language import LANGUAGES
from tests.inference.facts.plaine import COMMUNE, TUESDAY, event, question, saying, tables

if TYPE_CHECKING:
    from inference.facts.answer import FactsAnswer

CALENDAR = Calendar("45300")
ASKED = tomllib.loads(Path(__file__).with_name("asked_abroad.toml").read_text(encoding="utf-8"))
abroad = pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "fr"])
AGENDA = tables(
    events=[
        event("Conseil municipal", "2026-09-10T19:00"),
        event("Conseil municipal", "2026-12-10T19:00", where="Mairie"),
        event("Conseil municipal des jeunes", "2026-12-02T17:30"),
        event("Marché de Noël", "2026-12-12T10:00", 10, where="Place de la Halle"),
        event("Marché de Noël", "2026-12-13T10:00", 8, where="Place de la Halle"),
        *(event("Marché hebdomadaire", f"2026-11-{day}T08:00", 5) for day in (19, 26)),
        event("Concert de l'harmonie", "2026-11-28T20:30", where="Salle des fêtes"),
        event("Ordures ménagères", "2026-11-28", category="waste"),
        event("Fermeture de la mairie", "2026-11-28", closure=True, category="closure"),
        event("Menu : Soupe ; Lasagnes ; Pomme", "2026-11-24", category="menu"),
        event("Menu : Betteraves ; Bourguignon ; Fromage blanc", "2026-11-26", category="menu"),
    ]
)


def happens(text: str, at: str = TUESDAY) -> FactsAnswer | None:
    return answer_agenda(question(text, at), COMMUNE, AGENDA, CALENDAR, saying("calendar"))


def told(text: str, at: str = TUESDAY) -> str:
    answer = happens(text, at)
    assert answer is not None, text
    return answer.text


def eaten(text: str, at: str = TUESDAY) -> FactsAnswer | None:
    return answer_menu(question(text, at), AGENDA, CALENDAR, saying("calendar"))


@pytest.mark.parametrize(
    "text",
    [
        "Quand a lieu le prochain conseil municipal ?",
        "c kan le prochain conseil",
        "date du conseil municipal svp",
        "When is the next town council meeting?",
        "Wann findet die nächste Gemeinderatssitzung statt?",
        "¿Cuándo es el próximo pleno municipal?",
    ],
)
def test_the_next_council_is_the_one_to_come_and_no_other_council(text: str) -> None:
    answer = happens(text)
    assert answer is not None
    assert answer.text == "Conseil municipal : jeudi 10 décembre, de 19 h à 21 h. Lieu : Mairie."
    assert [passage.title for passage in answer.cited] == ["Conseil municipal"]


@abroad
@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("event", ["Conseil municipal"]),
        ("christmas_market", ["Marché de Noël", "Marché de Noël"]),
        ("week_end_events", ["Concert de l'harmonie"]),
    ],
)
def test_what_happens_is_asked_in_every_language(language: str, asked: str, titles: list[str]) -> None:
    answer = happens(ASKED[asked][language])
    assert answer is not None
    assert [line.removeprefix("- ").partition(" : ")[0] for line in answer.text.splitlines()] == titles


@abroad
def test_what_comes_next_is_asked_in_every_language(language: str) -> None:
    assert told(ASKED["coming_events"][language]) == told("prochains événements de la commune")


@abroad
def test_menus_are_asked_in_every_language(language: str) -> None:
    for asked in ("menu", "school_menu"):
        answer = eaten(ASKED[asked][language])
        assert answer is not None
        assert answer.text == "Jeudi 26 novembre, à la cantine : Betteraves, Bourguignon, Fromage blanc."
    assert eaten(ASKED["price_of_a_meal"][language]) is None


def test_both_days_of_one_edition_are_told() -> None:
    assert told("c'est quand le marché de noel").splitlines() == [
        "- Marché de Noël : samedi 12 décembre, de 10 h à 20 h. Lieu : Place de la Halle.",
        "- Marché de Noël : dimanche 13 décembre, de 10 h à 18 h. Lieu : Place de la Halle.",
    ]


def test_where_it_is_can_be_asked_too() -> None:
    assert "Place de la Halle" in told("où a lieu le marché de Noël ?")


def test_a_week_end_holds_what_happens_and_neither_waste_nor_closures() -> None:
    text = "Concert de l'harmonie : samedi 28 novembre, de 20 h 30 à 22 h 30. Lieu : Salle des fêtes."
    assert told("que se passe-t-il ce week-end ?") == text
    assert told("y a quoi à faire samedi") == text
    assert told("¿Qué hay este fin de semana?") == text


def test_a_day_without_it_says_so_and_when_it_is() -> None:
    lines = told("y a-t-il un concert vendredi ?").splitlines()
    assert lines[0] == "Je ne vois rien de tel dans l’agenda de la commune vendredi 27 novembre. Ensuite :"
    assert lines[1].startswith("- Concert de l'harmonie : samedi 28 novembre")


def test_what_comes_next_is_one_line_an_event() -> None:
    lines = told("prochains événements de la commune").splitlines()
    assert lines[1].startswith("- Marché hebdomadaire : jeudi 26 novembre")
    assert sum("Marché de Noël" in line for line in lines) == 1


@pytest.mark.parametrize(
    "text",
    [
        "la fête de la musique c'est quand ?",
        "compte rendu du dernier conseil municipal",
        "quand le conseil municipal a-t-il voté le budget",
        "comment s'inscrire au marché de Noël",
        "combien coûte le concert de samedi",
        "le conseil municipal est-il public ?",
        "la circulation est-elle interdite pour le marché de Noël samedi 12 ?",
        "que faire en cas d'inondation",
        "il va pleuvoir demain ?",
        "on peut tondre dimanche ?",
        "la médiathèque est ouverte samedi ?",
        "qui est le maire",
        "How much is the concert on Saturday?",
        "Was kostet das Konzert am Samstag?",
        "Was ist am Samstag mit dem Müll?",
        "Can I come to the school on Thursday?",
        "¿Cómo me inscribo en el mercadillo navideño?",
        "كم سعر الحفل يوم السبت؟",
    ],
)
def test_what_the_agenda_does_not_say_is_left_to_others(text: str) -> None:
    assert happens(text) is None


@pytest.mark.parametrize(
    "text",
    ["on mange quoi à la cantine jeudi ?", "menu cantine jeudi", "¿Qué comen en el comedor el jueves?"],
)
def test_the_menu_of_a_day_is_told_as_its_row_says(text: str) -> None:
    answer = eaten(text)
    assert answer is not None
    assert answer.text == "Jeudi 26 novembre, à la cantine : Betteraves, Bourguignon, Fromage blanc."
    assert [passage.title for passage in answer.cited] == ["Menu : Betteraves ; Bourguignon ; Fromage blanc"]


def test_a_day_without_a_menu_says_so_and_gives_the_next() -> None:
    answer = eaten("quel est le menu de la cantine demain ?")
    assert answer is not None
    assert answer.text.startswith("Je ne vois pas de menu pour demain mercredi 25 novembre. Le suivant :")
    assert "Bourguignon" in answer.text


def test_after_lunch_the_menu_is_that_of_the_next_day() -> None:
    before, after = eaten("menu de la cantine"), eaten("menu de la cantine", "2026-11-24T15:00")
    assert before is not None
    assert after is not None
    assert "Lasagnes" in before.text
    assert "Bourguignon" in after.text


@pytest.mark.parametrize(
    "text",
    [
        "combien coûte un repas de cantine",
        "jusqu'à quand peut-on annuler un repas de cantine pour la semaine suivante ?",
        "comment inscrire mon fils à la cantine",
        "menu de la cantine le 3 mars 2027",
        "où manger ce midi",
        "Can my son come to school on Thursday?",
    ],
)
def test_other_questions_about_the_canteen_are_left_to_others(text: str) -> None:
    assert eaten(text) is None


def test_a_menu_of_several_schools_is_that_of_the_school_named() -> None:
    menus = tables(
        events=[
            event(f"Menu (Déjeuner) : {dish}", "2026-11-24", category="menu", where=f"École {name}")
            for dish, name in (("Hachis", "Jean Moulin"), ("Couscous", "Jules Ferry"))
        ]
    )
    for text, dishes in (("menu cantine", ["Hachis", "Couscous"]), ("menu école Jules Ferry", ["Couscous"])):
        answer = answer_menu(question(text), menus, CALENDAR, saying("calendar"))
        assert answer is not None
        assert [dish for dish in ("Hachis", "Couscous") if dish in answer.text] == dishes


def test_a_month_narrows_and_a_place_is_no_event() -> None:
    assert told("le conseil municipal de décembre c'est quand").startswith(
        "Conseil municipal : jeudi 10 décembre"
    )
    assert happens("le conseil municipal de mars c'est quand") is None
    assert happens("c'est où la mairie") is None
    assert told("quelles animations à la salle des fêtes ?").startswith("Concert de l'harmonie")


def test_hours_are_told_of_an_event_that_is_named_in_full() -> None:
    assert "de 10 h à 20 h" in told("horaires du marché de Noël")
    assert happens("horaires du marché") is None
