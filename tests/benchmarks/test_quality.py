"""The table of a set: what is counted, and under which name."""

from typing import Any

from benchmarks.asking import Asked
from benchmarks.scoring import Question
from benchmarks.tally import Result, judge, summed


def result(text: str, kind: str = "generated", wall: float = 1.0, **fields: Any) -> Result:
    asked = {"id": "a", "commune": "v", "question": "Quoi ?", "type": "fact", "all": [["9 m"]]} | fields
    told = {"answer": text, "kind": kind, "citations": [], "conflict": False, "seconds": wall}
    return judge(Question.model_validate(asked), Asked(told | {"first_text_seconds": wall / 2}, wall))


def test_each_type_is_counted_apart() -> None:
    counted = summed([result("9 m"), result("12 m"), result("", "declined", type="zone", all=[["1"]])])
    assert counted["by_type"]["fact"]["right"] == 1
    assert counted["by_type"]["fact"]["wrong"] == 1
    assert counted["by_type"]["zone"]["declined"] == 1
    assert counted["total"]["asked"] == 3


def test_figures_without_a_source_are_counted() -> None:
    assert summed([result("9 m ou 12 m")])["total"]["unsupported_figures"] == 2


def test_a_fault_has_no_seconds() -> None:
    lost = judge(result("9 m").question, Asked({"fault": "HTTP 503"}, 30.0))
    counted = summed([lost])
    assert counted["total"]["fault"] == 1
    assert counted["seconds_by_kind"] == {}


def test_a_pair_is_won_only_whole() -> None:
    first, second = result("9 m", pair="ua-ub"), result("12 m", pair="ua-ub")
    assert summed([first, second])["pairs"] == {"asked": 1, "won": 0}
    assert summed([first, first])["pairs"] == {"asked": 1, "won": 1}


def test_seconds_are_told_by_kind() -> None:
    counted = summed([result("9 m", "hours", 0.01), result("9 m", wall=2.0), result("9 m", wall=3.0)])
    assert counted["seconds_by_kind"]["hours"]["seconds_p95"] == 0.01
    assert counted["seconds_by_kind"]["generated"] == {
        "answers": 2,
        "seconds_p50": 2.0,
        "seconds_p95": 3.0,
        "first_text_seconds_p50": 1.0,
        "first_text_seconds_p95": 1.5,
    }


def test_each_commune_is_counted_apart() -> None:
    counted = summed([result("9 m", commune="valbrume"), result("12 m", commune="port-clair")])
    assert counted["by_commune"]["valbrume"]["right"] == 1
    assert counted["by_commune"]["port-clair"]["wrong"] == 1
    assert counted["total"]["right_interval"] == [0.095, 0.905]
