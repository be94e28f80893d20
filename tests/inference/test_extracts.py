"""Of long passages the model reads what is near the question, in reading order, and all of it fits."""

from __future__ import annotations

from itertools import pairwise

from inference.evidence.words import plain_weights
from inference.extracts import extracts
from inference.prompt import estimated_tokens
from tests.inference.written import passage

QUESTION = "Combien coûte la location de la salle des fêtes pour un mariage ?"
PRICE = "La location de la salle des fêtes pour un mariage coûte 240 euros."
BEFORE, AFTER = "Les tarifs suivants s’appliquent.", "Une caution est demandée en plus."
FILLING = [f"Le paragraphe {number} traite de la voirie et de son entretien." for number in range(60)]
LONG = passage("\n".join([*FILLING[:30], BEFORE, PRICE, AFTER, *FILLING[30:]]), number=1)
HALL = passage("La salle des fêtes peut accueillir 120 personnes.", title="Règlement", number=2)
ROADS = passage("Le stationnement est interdit rue Basse.", title="Arrêté", number=3)


def test_the_answer_deep_in_a_long_passage_is_read_with_what_stands_beside_it() -> None:
    (read, *_) = extracts(QUESTION, [LONG, HALL], 120, plain_weights)
    assert f"{BEFORE}\n{PRICE}\n{AFTER}" in read.text


def test_what_is_left_out_is_shown() -> None:
    (read, *_) = extracts(QUESTION, [LONG], 120, plain_weights)
    lines, whole = read.text.splitlines(), LONG.text.splitlines()
    kept = [line for line in lines if line != "[…]"]
    assert kept == [line for line in whole if line in kept]
    jumps = sum(whole.index(line) + 1 != whole.index(after) for line, after in pairwise(kept))
    assert lines.count("[…]") == jumps


def test_a_long_passage_leaves_room_for_the_next() -> None:
    names = [read.passage_id for read in extracts(QUESTION, [LONG, HALL], 160, plain_weights)]
    assert names == [LONG.passage_id, HALL.passage_id]


def test_everything_fits_and_one_thing_is_always_read() -> None:
    for tokens in (60, 120, 400):
        told = extracts(QUESTION, [LONG, HALL, ROADS], tokens, plain_weights)
        assert sum(estimated_tokens(read.text) for read in told) <= tokens
    assert extracts(QUESTION, [passage(f"{PRICE} " * 300)], 20, plain_weights)


def test_with_room_for_all_nothing_is_cut() -> None:
    assert [read.text for read in extracts(QUESTION, [LONG, ROADS], 5000, plain_weights)] == [
        LONG.text,
        ROADS.text,
    ]


def test_nothing_found_nothing_read() -> None:
    assert extracts(QUESTION, [], 700, plain_weights) == []
