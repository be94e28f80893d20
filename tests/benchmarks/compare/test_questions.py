"""What is asked: the same for the same seed, mostly a town’s, the moment told to who has no clock."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from benchmarks.compare.questions import CITY, SAMPLE, Asked, chosen, for_levers, moment
from tests.benchmarks.compare.answers import price

SLUG = "valbrume-sur-oisette"


def test_two_in_three_are_the_towns() -> None:
    assert Counter(one.origin for one in chosen(30, 1, SLUG)) == {CITY: 20, SAMPLE: 10}


def test_a_seed_says_which() -> None:
    first, same, other = ([one.told for one in chosen(30, seed, SLUG)] for seed in (1, 1, 2))
    assert first == same != other


def test_nobody_needs_a_conversation_to_answer() -> None:
    assert not any(one.question.id.endswith("-next") for one in chosen(60, 3, SLUG))


def test_levers_are_asked_what_documents_answer() -> None:
    asked = for_levers(20, 1, SLUG)
    assert Counter(one.origin for one in asked) == {CITY: 10, SAMPLE: 10}
    assert not {one.question.type for one in asked if one.origin == SAMPLE} & {"schedule", "zone"}


def test_the_moment_stands_before_the_question() -> None:
    told = Asked(price(), CITY).told
    assert told == "Nous sommes le mardi 24 novembre 2026, il est 10 h 30. Combien coûte la salle ?"
    assert moment(datetime(2026, 11, 28, 9)) == "Nous sommes le samedi 28 novembre 2026, il est 9 h."
    assert Asked(price(at=None), CITY).told == "Combien coûte la salle ?"
