"""Two reports compared: what moved beyond their intervals, which way, and under what other conditions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.diff import Change, Pair, compare, conditions
from ops.fault import Fault

if TYPE_CHECKING:
    from pathlib import Path


def figure(value: float, reach: float | None = 1.0, goal: str = "") -> dict[str, Any]:
    interval = {} if reach is None else {"low": value - reach, "high": value + reach}
    return {"value": value, "unit": "s", **interval} | ({"goal": goal} if goal else {})


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (figure(10, goal="<= 9"), figure(7, goal="<= 9"), Change.BETTER),
        (figure(10, goal="<= 9"), figure(13, goal="<= 9"), Change.WORSE),
        (figure(10, goal=">= 9"), figure(13, goal=">= 9"), Change.BETTER),
        (figure(10, goal=">= 9"), figure(7, goal=">= 9"), Change.WORSE),
        (figure(10), figure(13), Change.MOVED),
        (figure(10), figure(13) | {"better": "higher"}, Change.BETTER),
        (figure(10), figure(13) | {"better": "lower"}, Change.WORSE),
        (figure(10) | {"better": "lower"}, figure(7), Change.BETTER),
        (figure(10), figure(11.9), Change.NOISE),
        (figure(10, 5), figure(13), Change.NOISE),
        (figure(10), figure(100, None), Change.UNJUDGED),
    ],
)
def test_only_intervals_that_are_apart_are_a_change(
    before: dict[str, Any], after: dict[str, Any], change: Change
) -> None:
    assert Pair.of("p95", before, after).change is change


def report(path: Path, name: str, **more: Any) -> Path:
    told = {"measure": "load", "commit": "a", "plan": {"run": "1", "seed": 1}, "figures": {"p95": figure(10)}}
    file = path / name
    file.write_text(json.dumps(told | more))
    return file


def test_what_was_taken_otherwise_is_said_and_the_run_number_is_not() -> None:
    first = {"commit": "a", "plan": {"run": "1", "seed": 1}, "hardware": {"cores": 2}}
    second = {"commit": "b", "plan": {"run": "2", "seed": 1}, "hardware": {"cores": 2}}
    assert conditions(first, second) == {"commit": ["a", "b"]}


def test_it_is_told_to_people_and_to_programs(tmp_path: Path, capsys: Any) -> None:
    before = {"p95": figure(10), "written": figure(3)}
    after = {"p95": figure(20), "cached": figure(1)}
    first = report(tmp_path, "a.json", figures=before)
    compare(first, report(tmp_path, "b.json", commit="b", figures=after))
    shown = capsys.readouterr().out
    assert "a changé" in shown
    assert "n'y est plus" in shown
    assert "nouveau" in shown
    assert json.loads(shown.splitlines()[-1]) == {
        "measure": "load",
        "changed": {"p95": "moved"},
        "gone": ["written"],
        "new": ["cached"],
        "conditions": {"commit": ["a", "b"]},
    }


@pytest.mark.parametrize(
    ("more", "why"),
    [({"void": True}, "nul"), ({"measure": "card"}, "card"), ({"figures": None, "measure": None}, "mesure")],
)
def test_what_cannot_be_compared_is_refused(tmp_path: Path, more: dict[str, Any], why: str) -> None:
    with pytest.raises(Fault, match=why):
        compare(report(tmp_path, "a.json"), report(tmp_path, "b.json", **more))


def test_a_file_that_is_no_report_is_refused(tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text("[]")
    with pytest.raises(Fault, match="rapport"):
        compare(report(tmp_path, "a.json"), tmp_path / "b.json")
