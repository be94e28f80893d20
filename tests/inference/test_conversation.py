"""A question that leans on the one before is answered as if it had been asked whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from inference.conversation import KEPT_SECONDS, Conversations, joined
from inference.facts.days import Calendar
from inference.question import Question

TUESDAY = datetime(2026, 11, 24, 10)
CALENDAR = Calendar("45300")


def asked(text: str, commune: str = "valbrume", conversation: str = "camille") -> Question:
    return Question(text, commune, TUESDAY, conversation_id=conversation)


@pytest.mark.parametrize(
    ("before", "new", "whole"),
    [
        ("La mairie est-elle ouverte mardi ?", "et le samedi ?", "la mairie est elle ouverte le samedi"),
        ("La mairie est ouverte demain ?", "Et la médiathèque ?", "la mediatheque est ouverte demain"),
        ("Quelle hauteur maximale en zone UA ?", "en zone UB ?", "quelle hauteur maximale en zone ub"),
        ("Quelle hauteur en zone UA ?", "et en UB ?", "quelle hauteur en zone ub"),
        ("Quelle hauteur en zone UA ?", "et pour la UB ?", "quelle hauteur en zone ub"),
        ("Quelle hauteur en zone UA ?", "pour la UB", "quelle hauteur en zone ub"),
        ("Quelle hauteur en zone UA ?", "et 1AU ?", "quelle hauteur en zone 1au"),
        ("Quelle hauteur en zone UA ?", "et en 1 AU ?", "quelle hauteur en zone 1 au"),
        ("Quelle hauteur en zone UA ?", "UBa ?", "quelle hauteur en zone uba"),
        ("Quelle hauteur en zone UA ?", "et en A ?", "quelle hauteur en zone a"),
        ("Quelle hauteur en zone UA ?", "et la N ?", "quelle hauteur en zone n"),
        ("Quelle hauteur en zone 1 AU ?", "et dans la Nh ?", "quelle hauteur en zone nh"),
        ("Quelle hauteur en UA ?", "et en UB ?", "quelle hauteur en zone ub"),
        ("Wie hoch darf man in Zone UA bauen?", "und in UB?", "wie hoch darf man in zone ub bauen"),
        ("Prix du repas pour un enfant ?", "et pour un adulte ?", "prix du repas pour un adulte"),
        ("Poubelle jaune rue des Lilas ?", "et rue de la Halle ?", "poubelle jaune rue de la halle"),
        ("Tarif de la salle des fêtes ?", "et le week-end ?", "tarif de la salle des fetes le week end"),
        ("Où est la médiathèque ?", "à quelle heure ?", "ou est la mediatheque a quelle heure"),
        ("La mairie est-elle ouverte mardi ?", "what about Saturday?", "la mairie est elle ouverte saturday"),
    ],
)
def test_what_is_not_said_again_is_taken_from_the_question_before(before: str, new: str, whole: str) -> None:
    question = joined(before, asked(new), CALENDAR)
    assert question.text == whole
    assert question.follow_up


def test_where_somebody_lives_stays_said_apart() -> None:
    before = "J’habite au 7 rue des Tanneurs. Quand passe la poubelle jaune ?"
    assert joined(before, asked("et la verte ?"), CALENDAR).text.startswith(
        "J’habite au 7 rue des Tanneurs. "
    )
    assert joined(before, asked("Merci !"), CALENDAR).text == "Merci !"


@pytest.mark.parametrize(
    "new",
    [
        "Quels sont les horaires de la mairie ?",
        "Et comment faire une carte d'identité ?",
        "Et combien coûte un passeport ?",
        "Merci !",
        "Bonjour",
        "Y a-t-il un marché samedi ?",
        "E-mail de la mairie ?",
        "والدي فقد بطاقته",  # « my father »: no « and » before an article
        "Et si je plante un arbre à moins de deux mètres de la limite, que risque mon voisin ?",
    ],
)
def test_a_question_that_says_all_stands_alone(new: str) -> None:
    question = asked(new)
    assert joined("La médiathèque est-elle ouverte mardi ?", question, CALENDAR) is question


@pytest.mark.parametrize(
    ("before", "new", "whole"),
    [
        ("Quelle hauteur en zone UA ?", "et pour un garage ?", "quelle hauteur en zone ua un garage"),
        ("Quelle hauteur en zone UA ?", "et au fond ?", "quelle hauteur en zone ua au fond"),
        ("Quelle hauteur en zone UA ?", "et en aval ?", "quelle hauteur en zone ua en aval"),
        ("Tarif de la cantine ?", "et en UB ?", "tarif de la cantine en ub"),
    ],
)
def test_words_that_look_like_a_zone_take_no_zones_place(before: str, new: str, whole: str) -> None:
    assert joined(before, asked(new), CALENDAR).text == whole


def test_a_third_question_leans_on_what_the_second_meant() -> None:
    conversations = Conversations()
    for text in ("La médiathèque est ouverte demain ?", "et vendredi ?"):
        conversations.resolved(asked(text), CALENDAR)
    third = conversations.resolved(asked("et samedi ?"), CALENDAR)
    assert third.text == "la mediatheque est ouverte samedi"


def test_conversations_and_communes_are_kept_apart() -> None:
    conversations = Conversations()
    conversations.resolved(asked("La médiathèque est ouverte demain ?"), CALENDAR)
    for stranger in (asked("et samedi ?", conversation="dominique"), asked("et samedi ?", commune="vence")):
        assert conversations.resolved(stranger, CALENDAR) == stranger


def test_without_a_conversation_nothing_is_kept() -> None:
    conversations = Conversations()
    alone = replace(asked("La mairie est ouverte demain ?"), conversation_id="")
    conversations.resolved(alone, CALENDAR)
    assert conversations.resolved(replace(alone, text="et samedi ?"), CALENDAR).text == "et samedi ?"


def test_a_conversation_left_for_half_an_hour_is_forgotten() -> None:
    now = 0.0
    conversations = Conversations(clock=lambda: now)
    conversations.resolved(asked("La mairie est ouverte demain ?"), CALENDAR)
    now = KEPT_SECONDS + 1
    assert not conversations.resolved(asked("et samedi ?"), CALENDAR).follow_up


def test_a_client_that_sends_the_whole_conversation_is_understood_without_an_identifier() -> None:
    earlier = ("La médiathèque est ouverte demain ?", "et vendredi ?")
    alone = replace(asked("et samedi ?"), conversation_id="", earlier=earlier)
    assert Conversations().resolved(alone, CALENDAR).text == "la mediatheque est ouverte samedi"
