"""`bench capacity` whole, over an appliance that answers right and in time up to a known rate."""

from __future__ import annotations

import json
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import pytest

from appliance.settings import read_settings
from benchmarks import capacity
from benchmarks.diff import Change, Pair
from benchmarks.inhabitants import Meaning
from benchmarks.load.histogram import Durations
from benchmarks.load.plan import Plan
from benchmarks.load.run import Ran
from benchmarks.load.target import Target
from benchmarks.load.watch import Watch
from benchmarks.simulation import assumptions
from tests.benchmarks.load.test_tally import RIGHT, WRONG, counted, told

if TYPE_CHECKING:
    from pathlib import Path

HOLDS = 6.0
FOLLOWED = 1.1  # questions an arrival, follow-ups included


class Known:
    """Right at rest; above `holds` arrivals a second, one in ten is late."""

    def __init__(self, holds: float, right: bool = True) -> None:
        self.holds, self.verdict = holds, RIGHT if right else WRONG
        self.runs: list[Plan] = []
        self.disturbed: set[int] = set()  # which runs' questions leave late
        self.piling: set[int] = set()  # which runs' questions stay behind

    def __call__(self, target: Target, plan: Plan, _changing: object = None) -> Ran:
        self.runs.append(plan)
        late = 10 if plan.per_second > self.holds else 0
        count = round(plan.per_second * plan.seconds * FOLLOWED)
        answers = [
            (told("hours", 9.0 if place % 100 < late else 0.1), self.verdict) for place in range(count)
        ]
        tally = counted(*answers)
        if len(self.runs) in self.disturbed:
            tally.lag = Durations.of([0.5] * count)
        if len(self.runs) in self.piling:
            tally.ended.clear()
        return Ran(plan, tally, Watch(target))


class Unedited:
    """No document changes."""

    def __init__(self, *_: object) -> None:
        pass

    def __enter__(self) -> Unedited:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def during(self) -> Any:
        return nullcontext()


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Any) -> Any:
    """Runs the command against one Known; what it kept, and what it showed."""

    def measure(known: Known) -> tuple[dict[str, Any], str]:
        monkeypatch.setattr(Target, "deadline_seconds", lambda _self: 8.0)
        monkeypatch.setattr(Target, "says", lambda _self: {"url": "http://127.0.0.1:9"})
        monkeypatch.setattr(capacity, "_REST_SECONDS", 0.0)
        monkeypatch.setattr(capacity, "editing_of", Unedited)
        monkeypatch.setattr(capacity, "target", lambda *_: Target("http://127.0.0.1:9"))
        monkeypatch.setattr(capacity, "run", known)
        monkeypatch.setattr(capacity, "at_rest", known)
        capacity.measure(read_settings(), Plan("v", per_second=1.0, seconds=60.0), 300, "", tmp_path)
        kept = next(tmp_path.glob("*.json"))
        assert kept.with_suffix(".html").exists()
        return json.loads(kept.read_text("utf-8")), capsys.readouterr().out

    return measure


def test_the_rate_it_holds_is_found_told_and_kept(measured: Any) -> None:
    report, shown = measured(Known(HOLDS))
    held, too_much = report["capacity"]["held"], report["capacity"]["too_much"]
    assert held <= HOLDS * FOLLOWED < too_much <= 1.06 * held
    assert report["capacity"]["lower_bound"] is False
    assert "questions par seconde" in shown
    assert "supposé" in shown
    assert {point["held"] for point in report["points"]} == {True, False}
    figure = report["figures"]["capacity"]
    assert figure["low"] == pytest.approx(held / 1.1**0.5, rel=1e-3)
    assert figure["high"] == pytest.approx(too_much * 1.1**0.5, rel=1e-3)
    assert json.loads(shown.splitlines()[-1])["figures"]["capacity"]["value"] == pytest.approx(held, rel=1e-3)


@pytest.mark.parametrize(
    ("ratio", "change"),
    [(1.1, Change.NOISE), (1 / 1.1, Change.NOISE), (1.35, Change.BETTER), (1 / 1.35, Change.WORSE)],
)
def test_two_searches_a_tenth_apart_are_no_change_and_a_third_is(
    measured: Any, ratio: float, change: Change
) -> None:
    report, _ = measured(Known(HOLDS))
    before = report["figures"]["capacity"]
    after = before | {name: before[name] * ratio for name in ("value", "low", "high")}
    assert Pair.of("capacity", before, after).change is change


def test_rates_are_told_in_questions_asked_follow_ups_included(measured: Any) -> None:
    report, _ = measured(Known(HOLDS))
    found, arrivals = report["capacity"], report["capacity"]["arrivals"]
    assert found["held"] == pytest.approx(arrivals["held"] * FOLLOWED, rel=0.01)
    assert found["too_much"] == pytest.approx(arrivals["too_much"] * FOLLOWED, rel=0.01)
    last = report["points"][-1]
    assert last["per_second"] == pytest.approx(last["arrivals_per_second"] * FOLLOWED, rel=0.01)


def test_the_headline_leaves_the_headroom_free_and_means_what_the_simulation_means(measured: Any) -> None:
    report, shown = measured(Known(HOLDS))
    meaning = Meaning.of(report["capacity"]["held"], assumptions.read())
    assert report["stands_for"]["inhabitants"] == pytest.approx(meaning.inhabitants)
    assert meaning.usable == pytest.approx(0.7 * report["capacity"]["held"])
    assert report["capacity"]["sentence"].endswith(meaning.headline())
    assert "En gardant 30 % de libre" in " ".join(shown.split())


def test_every_rate_asks_the_same_questions_made_new(measured: Any) -> None:
    known = Known(HOLDS)
    measured(known)
    tried = known.runs[1:]
    assert len({plan.run for plan in tried}) == len(tried) > 3
    assert {(plan.seed, plan.written_deadline) for plan in tried} == {(1, 8.0)}


def test_the_ends_of_what_is_left_are_asked_once_more_and_count_together(measured: Any) -> None:
    report, _ = measured(Known(HOLDS))
    asked = [point["arrivals_per_second"] for point in report["points"]]
    ends = [round(report["capacity"]["arrivals"][end], 3) for end in ("held", "too_much")]
    assert asked[-2:] == ends
    assert [asked.count(end) for end in ends] == [2, 2]
    once, twice = ([point["offered"] for point in report["points"][place:][:2]] for place in (-4, -2))
    assert sum(twice) == 2 * sum(once)
    assert report["points"][-1]["verdict"].endswith("(sur 2 mesures)")


def test_where_answers_are_wrong_no_rate_holds_and_the_control_says_why(measured: Any) -> None:
    report, shown = measured(Known(HOLDS, right=False))
    assert report["capacity"]["held"] == 0
    assert report["capacity"]["lower_bound"] is False
    assert report["figures"]["right_at_rest"]["value"] == 0
    assert report["stands_for"]["inhabitants"] == 0
    assert "Aucun débit" in shown


@pytest.mark.parametrize("passing", ["disturbed", "piling"])
def test_what_may_pass_is_tried_again_before_its_rate_is_refused(measured: Any, passing: str) -> None:
    known = Known(HOLDS)
    setattr(known, passing, {2})  # the first rate, once
    report, _ = measured(known)
    assert [plan.per_second for plan in known.runs[1:3]] == [1.0, 1.0]
    assert report["capacity"]["arrivals"]["held"] == pytest.approx(HOLDS, rel=0.05)


class Slow(Known):
    """Holds anything; the generator itself is late from 4 arrivals a second on."""

    def __call__(self, target: Target, plan: Plan, changing: object = None) -> Ran:
        if plan.per_second >= 4:
            self.disturbed.add(len(self.runs) + 1)
        return super().__call__(target, plan, changing)


def test_where_the_generator_is_the_limit_the_capacity_is_a_lower_bound(measured: Any) -> None:
    known = Slow(1000.0)
    report, shown = measured(known)
    assert [plan.per_second for plan in known.runs[1:]] == [1.0, 2.0, 4.0, 4.0, 2.0]
    assert report["capacity"]["held"] == pytest.approx(2 * FOLLOWED)
    assert (report["capacity"]["lower_bound"], report["capacity"]["too_much"]) == (True, None)
    assert "Au moins 2,20 questions par seconde (le générateur ne va pas plus loin ici)" in " ".join(
        shown.split()
    )
    assert report["void"] is False


def test_a_lower_bound_is_never_judged_to_have_changed(measured: Any) -> None:
    report, _ = measured(Slow(1000.0))
    bound = report["figures"]["capacity"]
    assert {"low", "high"}.isdisjoint(bound)
    other = bound | {"value": 10 * bound["value"], "low": 20.0, "high": 24.0}
    for pair in ((bound, bound | {"value": 99.0}), (bound, other), (other, bound)):
        assert Pair.of("capacity", *pair).change is Change.UNJUDGED


def test_where_the_generator_is_always_late_nothing_is_said_of_the_appliance(measured: Any) -> None:
    known = Known(HOLDS)
    known.disturbed = set(range(1, 100))
    report, _ = measured(known)
    assert (report["capacity"]["held"], report["capacity"]["lower_bound"]) == (0, True)
    assert "rien n'est mesuré" in report["capacity"]["sentence"]
