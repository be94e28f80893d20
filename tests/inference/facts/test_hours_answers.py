"""What citizens are told, sentence by sentence."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from ingest.facts import OpeningSlot, Service
from tests.inference.facts.town_halls import AFTERNOONS, LIBRARY, SANDILLON, SATURDAYS

if TYPE_CHECKING:
    from tests.inference.facts.conftest import Ask

AskFontaine = Callable[[str, str], str]


def text_of(ask: Ask, question: str, when: str = "2026-11-24T10:00") -> str:
    answer = ask(question, when)
    assert answer is not None, question
    return answer.text


def test_mireille_asks_whether_it_is_open_now(ask: Ask) -> None:
    answer = ask("Bonjour, l'hôtel de ville est ouvert là maintenant ?")
    assert answer is not None
    assert answer.text == (
        "Oui, la mairie de Sandillon est ouverte en ce moment, jusqu’à 12 h. "
        "Elle rouvre aujourd’hui à 14 h, jusqu’à 17 h."
    )
    assert answer.cited == ("mairie-45300",)
    assert answer.service is SANDILLON
    assert answer.certain


def test_asked_whether_it_is_closed_no_yes_can_mislead(ask: Ask) -> None:
    assert text_of(ask, "C'est fermé là ?").startswith("La mairie de Sandillon est ouverte en ce moment")


def test_karim_comes_at_lunch_time(ask: Ask) -> None:
    said = text_of(ask, "slt vs etes ouvert la ?", "2026-11-24T12:20")
    assert (
        said
        == "Non, la mairie de Sandillon est fermée en ce moment. Prochaine ouverture : aujourd’hui à 14 h."
    )


def test_a_grandfather_asks_after_closing_when_to_come_back(ask: Ask) -> None:
    said = text_of(ask, "Un papi demande : ça rouvre quand la mairie ?", "2026-11-26T17:30")
    assert "Prochaine ouverture : demain vendredi 27 novembre à 9 h." in said


def test_saturday_of_the_comment_is_open_and_the_comment_is_quoted(ask: Ask) -> None:
    said = text_of(ask, "vous êtes ouverts samedi ?")
    assert said.startswith("Samedi 28 novembre, la mairie de Sandillon est ouverte de 9 h à 12 h.")
    assert SATURDAYS.rstrip(".") in said


def test_saturday_that_the_comment_leaves_out_is_closed(ask: Ask) -> None:
    said = text_of(ask, "La mairie est ouverte samedi 5 décembre ?")
    assert said.startswith("Samedi 5 décembre, la mairie de Sandillon est fermée.")
    assert "Prochaine ouverture : lundi 7 décembre à 9 h." in said


def test_saturdays_as_a_habit(ask: Ask) -> None:
    said = text_of(ask, "C'est ouvert le samedi ?")
    assert "de 9 h à 12 h" in said
    assert "2e et 4e samedis" in said
    assert "Prochain samedi ouvert : samedi 28 novembre" in said


def test_a_public_holiday_is_never_promised(ask: Ask) -> None:
    answer = ask("On peut venir à la mairie le 11 novembre au matin ?", "2026-11-09T10:00")
    assert answer is not None
    assert "férié (Armistice) : la mairie de Sandillon est en principe fermée" in answer.text
    assert "les horaires publiés ne le précisent pas" in answer.text
    assert "Prochaine ouverture : jeudi 12 novembre à 9 h." in answer.text
    assert not answer.certain


def test_school_holidays_close_the_afternoon_of_fontaine(ask_fontaine: AskFontaine) -> None:
    open_week, holiday_week = "2026-02-17T18:30", "2026-02-24T18:30"
    assert ask_fontaine("c'est encore ouvert ?", open_week).startswith("Oui, la mairie de Fontaine-le-Port")
    closed = ask_fontaine("c'est encore ouvert ?", holiday_week)
    assert closed.startswith("Non, la mairie de Fontaine-le-Port est fermée en ce moment.")
    assert AFTERNOONS.rstrip(".") in closed


def test_the_whole_week_is_a_list(ask_fontaine: AskFontaine) -> None:
    lines = ask_fontaine("Quels sont vos horaires d'ouverture ?", "2026-11-24T10:00").split("\n")
    assert lines[0] == "Voici les horaires de la mairie de Fontaine-le-Port :"
    assert lines[1] == "- lundi : fermé"
    assert lines[2].startswith(
        "- mardi : 9 h – 12 h et 18 h – 19 h (« Accueil ouvert uniquement hors vacances"
    )
    assert lines[3] == "- mercredi : 9 h – 12 h"
    assert len(lines) == 8


def test_until_when_is_it_open_today(ask: Ask) -> None:
    assert text_of(ask, "vous fermez à quelle heure aujourd'hui ?").startswith(
        "Aujourd’hui, la mairie de Sandillon ferme à 17 h."
    )


def test_nadia_gives_a_time(ask: Ask) -> None:
    assert text_of(ask, "je peux venir demain à 9h15 ?").startswith("Oui, demain mercredi 25 novembre")
    assert text_of(ask, "je peux venir demain à 18h ?").startswith("Non, demain mercredi 25 novembre")


def test_the_week_end_has_two_days(ask: Ask) -> None:
    said = text_of(ask, "La mairie ouvre ce week-end ?")
    assert "Samedi 28 novembre, la mairie de Sandillon est ouverte de 9 h à 12 h." in said
    assert "Dimanche 29 novembre, la mairie de Sandillon est fermée." in said


def test_hours_with_minutes_are_said_in_french(ask: Ask) -> None:
    said = text_of(ask, "la médiathèque est ouverte mercredi ?")
    assert said == "Demain mercredi 25 novembre, la médiathèque Simone-Veil est ouverte de 14 h à 18 h 30."


def test_the_first_of_the_month_and_another_year(ask: Ask) -> None:
    assert "Vendredi 1er janvier 2027 est un jour férié (Jour de l'an)" in text_of(
        ask, "ouvert le 1er janvier ?"
    )


def test_a_comment_that_is_not_understood_never_opens_a_door(ask: Ask) -> None:
    comment = "Permanence des élus selon agenda"
    mairie = Service("m", "mairie", "Mairie - Sandillon", (OpeningSlot((1,), 540, 720, comment),))
    answer = ask("La mairie est ouverte ?", services=(mairie,))
    assert answer is not None
    assert "Je ne peux pas vous assurer" in answer.text
    assert f"« {comment} »" in answer.text
    assert not answer.certain


def test_by_appointment_is_said(ask: Ask) -> None:
    mairie = Service("m", "mairie", "Mairie - Sandillon", (OpeningSlot((1,), 540, 720, "Sur rendez-vous"),))
    answer = ask("La mairie est ouverte ce matin ?", services=(mairie,))
    assert answer is not None
    assert "reçoit sur rendez-vous de 9 h à 12 h" in answer.text
    assert "est ouverte" not in answer.text


@pytest.mark.parametrize(
    ("commune", "said"), [("Orléans", "d’Orléans"), ("Le Mans", "du Mans"), ("Les Ulis", "des Ulis")]
)
def test_communes_are_named_in_good_french(ask: Ask, commune: str, said: str) -> None:
    answer = ask("c'est ouvert ?", commune=commune)
    assert answer is not None
    assert f"la mairie {said} est ouverte" in answer.text


def test_a_service_keeps_its_own_name(ask: Ask) -> None:
    pool = Service("p", "piscine", "Piscine du Lac", SANDILLON.slots)
    answer = ask("la piscine du lac est ouverte ?", services=(SANDILLON, pool))
    assert answer is not None
    assert answer.text.startswith("Oui, le service « Piscine du Lac » est ouvert en ce moment")


def test_another_commune_is_declined_by_name(ask: Ask) -> None:
    answer = ask("à quelle heure ouvre la mairie de Tigy ?")
    assert answer is not None
    assert (answer.other_commune, answer.service, answer.cited) == ("Tigy", None, ())
    assert re.search(r"\d", answer.text) is None


def test_without_hours_in_the_table_there_is_no_answer(ask: Ask) -> None:
    assert ask("c'est ouvert ?", services=(Service("m", "mairie", "Mairie - Sandillon"),)) is None
    assert ask("c'est ouvert ?", services=(LIBRARY,)) is None


QUESTIONS = [
    "c ouvert ?",
    "vous fermez quand demain ?",
    "horaires mairie",
    "ouvert samedi ?",
    "prochaine ouverture ?",
]


@pytest.mark.parametrize(
    "when", ["2026-11-24T08:15", "2026-11-24T13:00", "2026-11-27T20:00", "2026-12-25T11:00"]
)
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_time_said_is_a_bound_of_a_slot(ask: Ask, question: str, when: str) -> None:
    said = re.findall(r"\d+ h(?: \d+)?", text_of(ask, question, when))
    assert set(said) <= {"9 h", "12 h", "14 h", "17 h"}


def test_an_answer_takes_less_than_five_milliseconds(ask: Ask) -> None:
    for question in QUESTIONS:
        ask(question)
    started = time.perf_counter()
    for question in QUESTIONS * 10:
        ask(question)
    assert (time.perf_counter() - started) / (10 * len(QUESTIONS)) < 0.005
