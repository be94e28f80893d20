"""What counts as found, and which floor parts refusals from answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from benchmarks.floors import floor
from benchmarks.retrieval import Looked, looked_at, summed
from benchmarks.retrieval_scale import Searches, Taken, figures, measure
from benchmarks.scoring import Question
from inference.retrieval import Found
from tests.inference.written import passage

if TYPE_CHECKING:
    from pathlib import Path

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


def test_the_largest_shelf_is_held_against_the_smallest_of_the_same_minutes() -> None:
    quiet, busy, large = (
        Searches([ms / 1_000] * 200, right) for ms, right in ((5.0, 198), (10.0, 198), (18.0, 197))
    )
    shown = {f.name: f.value for f in figures([Taken(1_000, quiet, quiet), Taken(300_000, large, busy)])}
    assert round(shown["retrieval_growth"], 6) == 1.8
    assert round(shown["retrieval_lost"], 2) == 0.5


def test_a_grown_town_is_asked_what_the_control_is_asked(tmp_path: Path) -> None:
    measure([1_000, 1_200], tmp_path)
    (report,) = tmp_path.glob("retrieval-scale-*.json")
    told = json.loads(report.read_text(encoding="utf-8"))["figures"]
    assert told["retrieval_1200_recall"]["value"] > 90
    assert told["retrieval_growth"]["value"] > 0
