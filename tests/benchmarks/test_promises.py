"""The promises of the answers, counted: what is right, declined, cited, in conflict."""

from typing import Any

from benchmarks.asking import Asked
from benchmarks.promises import promised
from benchmarks.scoring import Question
from benchmarks.tally import Result, judge

READ = {"file": "reglement.pdf", "locator": "UA 10", "title": "Règlement", "passage": "9 m"}


def result(text: str, kind: str = "quoted", conflict: bool = False, **fields: Any) -> Result:
    asked = {"id": "a", "commune": "v", "question": "Quoi ?", "type": "fact"} | fields
    told = {"answer": text, "kind": kind, "citations": [READ], "conflict": conflict, "seconds": 0.1}
    return judge(Question.model_validate(asked), Asked(told, 0.1))


def figures(*results: Result) -> dict[str, float]:
    return {figure.name: round(figure.value, 1) for figure in promised(results)}


def test_schedules_and_zones_are_counted_together() -> None:
    told = figures(
        result("9 h", "hours", type="schedule", all=[["9 h"]]),
        result("Zone N", "zone", type="zone", all=[["UA"]]),
        result("9 m", all=[["9 m"]]),
    )
    assert (told["computed_right"], told["facts_right"], told["facts_wrong"]) == (50.0, 100.0, 0.0)


def test_declining_is_judged_both_ways() -> None:
    told = figures(
        result("Je ne sais pas.", "declined", type="refusal", decline=True),
        result("Rouge.", "quoted", type="refusal", decline=True),
        result("Je ne sais pas.", "declined", all=[["9 m"]]),
        result("9 m", all=[["9 m"]]),
    )
    assert (told["declined_when_must"], told["declined_needlessly"]) == (50.0, 50.0)


def test_a_right_answer_with_a_wrong_source_counts_against_citations() -> None:
    told = figures(
        result("9 m", all=[["9 m"]], cite={"file": "reglement.pdf", "locator": "UA 10"}),
        result("9 m", all=[["9 m"]], cite={"file": "reglement.pdf", "locator": "UB 3"}),
        result("12 m", all=[["9 m"]], cite={"file": "reglement.pdf"}),
    )
    assert told["cited_right"] == 50.0


def test_a_false_conflict_is_told() -> None:
    told = figures(
        result("9 m ou 12 m", conflict=True, type="conflict"), result("9 m", conflict=True, all=[["9 m"]])
    )
    assert told["conflicts_false"] == 100.0


def test_what_the_set_cannot_tell_is_left_out() -> None:
    assert "computed_right" not in figures(result("9 m"))
