"""The whole generator: two locust workers in their own processes, a stub of the gateway, counts added."""

from __future__ import annotations

import time

import pytest

from benchmarks.load.changes import Changes
from benchmarks.load.plan import Plan
from benchmarks.load.run import Ran, run
from benchmarks.load.target import Target
from ops.fault import Fault

PLAN = Plan("stub", mix="plain", per_second=40.0, seconds=3.0, workers=2)
TEXTS = 3


@pytest.fixture(scope="module")
def ran(stub: Target) -> Ran:
    return run(stub, PLAN)


def test_every_planned_question_is_asked_by_one_worker_and_answered(ran: Ran) -> None:
    assert ran.tally.offered == len(PLAN.draw()) > 0
    assert ran.tally.kinds == {"hours/unscored": ran.tally.offered}
    assert ran.tally.unfinished == 0


def test_the_workers_histograms_are_added(ran: Ran) -> None:
    asked = ran.tally.offered
    assert ran.tally.whole["hours"].count == ran.tally.first["hours"].count == ran.tally.lag.count == asked
    assert ran.tally.gaps.count == asked * (TEXTS - 1)


def test_questions_leave_in_the_second_in_which_they_were_due(ran: Ran) -> None:
    planned = [int(one.due) for one in PLAN.draw()]
    assert ran.tally.due == {second: planned.count(second) for second in set(planned)}


class Noted(Changes):
    """Knows when the run began."""

    began = 0.0

    def begin(self, at: float, seconds: float) -> None:
        self.began = at
        super().begin(at, seconds)


def test_documents_change_within_the_run_and_not_while_it_is_prepared(stub: Target) -> None:
    changed: list[float] = []
    changes = Noted(per_minute=60.0, seed=1, change=lambda: changed.append(time.time()))
    ran = run(stub, PLAN, changes)
    assert ran.changes.plain() == {"planned": 3, "done": 3, "failed": 0}
    assert 0 <= changed[0] - changes.began < PLAN.seconds / 2
    assert changed[-1] - changes.began < PLAN.seconds


def test_the_looks_count_from_the_runs_own_beginning(ran: Ran) -> None:
    seconds = [look.second for look in ran.watch.looks]
    assert seconds == sorted(seconds)
    assert seconds[0] < 0  # it looked already while the workers were started
    assert seconds[-1] > 0


def test_the_deadline_is_the_appliances_own(stub: Target) -> None:
    assert stub.deadline_seconds() == 3.0
    plan = PLAN.against(7.5, "3")
    assert (plan.written_deadline, plan.other_deadline) == (7.5, 3.0)
    assert PLAN.against(1.0, "3").written_deadline == 3.0


def test_an_appliance_that_is_not_there_is_told_in_one_sentence() -> None:
    with pytest.raises(Fault, match="ne répond pas"):
        Target("http://127.0.0.1:9").deadline_seconds()


def test_a_refused_mix_stops_the_run_with_its_reason(stub: Target) -> None:
    with pytest.raises(Fault, match="générateur"):
        run(stub, Plan("stub", mix="unknown", seconds=1.0))


def test_a_plan_survives_the_way_to_a_worker() -> None:
    assert Plan.of(PLAN.plain() | {"index": 1}) == PLAN
