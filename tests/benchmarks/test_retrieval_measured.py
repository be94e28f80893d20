"""What counts as found, and which floor parts refusals from answers."""

from __future__ import annotations

from benchmarks.floors import floor
from benchmarks.retrieval import Looked, looked_at, summed
from benchmarks.retrieval_scale import Taken, figures
from benchmarks.scoring import Question
from inference.retrieval import Found
from tests.inference.written import passage

PRICE = Question.model_validate(
    {"id": "prix", "commune": "valbrume", "question": "Combien coûte le repas ?", "type": "fact"}
    | {"all": [["3,42"]], "cite": {"file": "acte.html", "locator": "Tarifs"}}
)


def test_a_fact_counts_only_among_the_first_five() -> None:
    told = passage("Le repas coûte 3,42 €.", label="Tarifs")
    others = tuple(passage("Autre chose.", number=number) for number in range(1, 6))
    first, sixth = (looked_at(PRICE, Found(found, 0.9, 0.5)) for found in ((told, *others), (*others, told)))
    assert (first.hit, first.told) == (True, True)
    assert (sixth.hit, sixth.told) == (False, False)
    assert summed([first, sixth])["fact"] == {"questions": 2, "hit_at_5": 0.5, "facts_at_5": 0.5}


def test_the_floor_is_chosen_on_one_half_and_shown_on_the_other() -> None:
    def looked(number: int, decline: bool, relevance: float) -> Looked:
        question = PRICE.model_copy(update={"id": f"q{number}", "decline": decline})
        return Looked(question, Found((passage("Texte."),), relevance, 0.0), None, not decline)

    refusals = [looked(number, True, 0.80) for number in range(50)]
    answers = [looked(number, False, 0.95) for number in range(50, 100)]
    found = floor([*refusals, *answers])
    assert found is not None
    assert (found.relevance, found.declined_when_must, found.declined_when_must_not) == (0.95, 1.0, 0.0)
    assert floor(refusals) is None


def test_the_largest_shelf_is_held_against_the_smallest() -> None:
    small, large = Taken(1_000, 5.0, 10.0, 0.99), Taken(300_000, 9.0, 18.0, 0.985)
    shown = {figure.name: figure.value for figure in figures([small, large])}
    assert shown["retrieval_growth"] == 1.8
    assert round(shown["retrieval_lost"], 2) == 0.5
