"""A search over runs as long as they are in production: what they ask, and how near it comes to the truth."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

import pytest

from benchmarks.load.bisect import Search, highest
from benchmarks.load.histogram import Durations
from benchmarks.load.plan import Plan
from benchmarks.load.points import Point, Points
from benchmarks.load.run import Ran
from benchmarks.load.tally import Tally
from benchmarks.load.target import Target
from benchmarks.load.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable

DEADLINE = 3.0
QUESTIONS, SECONDS = 300, 60.0  # as `parvis bench capacity` has them


class OneServer:
    """M/M/1 in front of a deadline, run as a plan says. What a question takes is drawn anew each time."""

    def __init__(self, per_second: float, seed: int) -> None:
        self.per_second, self._chance = per_second, random.Random(seed)  # noqa: S311 - a draw, not a secret
        self.capacity = per_second - math.log(20) / DEADLINE

    def __call__(self, plan: Plan) -> Ran:
        tally, free = Tally(), 0.0
        for planned in plan.draw():
            free = max(free, planned.due) + self._chance.expovariate(self.per_second)
            tally.sent(planned, 0.0)
            tally.ended[int(free)] += 1
            tally.good += planned.counts and free - planned.due <= DEADLINE
        return Ran(plan, tally, Watch(Target("http://127.0.0.1:9")))


def points(ask: Callable[[Plan], Ran]) -> Points:
    return Points(Plan("stub", mix="plain", seconds=SECONDS), QUESTIONS, Search(), ask)


@pytest.mark.parametrize(("per_second", "reach"), [(20.0, 0.1), (4.0, 0.35)])
def test_the_known_capacity_is_found_as_near_as_ten_minutes_allow(per_second: float, reach: float) -> None:
    for seed in range(8):
        server = OneServer(per_second, seed)
        assert highest(points(server).at, 1.0, Search()).held == pytest.approx(server.capacity, rel=reach)


def test_the_whole_stays_near_ten_minutes() -> None:
    for per_second in (4.0, 20.0):
        asked = points(OneServer(per_second, 1))
        highest(asked.at, 1.0, Search())
        assert sum(point.ran.plan.seconds for point in asked.tried) <= 720


def test_a_rate_is_asked_so_many_questions_once_it_is_known_where_the_capacity_lies() -> None:
    asked = points(OneServer(20.0, 1))
    highest(asked.at, 1.0, Search())
    bracketing = [point for point in asked.tried if point.per_second in (1, 2, 4, 8, 16, 32)][:6]
    closing = [point for point in asked.tried if point not in bracketing]
    assert {point.ran.plan.seconds for point in bracketing} == {30.0}
    assert all(point.ran.tally.offered > 0.75 * QUESTIONS for point in closing)
    assert all(point.ran.plan.seconds <= SECONDS for point in closing)


def test_a_rate_is_told_in_all_that_is_asked_in_a_second_of_all_its_runs() -> None:
    def with_follow_ups(plan: Plan) -> Ran:
        tally = Tally()
        for planned in plan.draw():
            for _ in range(2):
                tally.sent(planned, 0.0)
        return Ran(plan, tally, Watch(Target("http://127.0.0.1:9")))

    asked = points(with_follow_ups)
    asked.at(5.0)
    told = asked.at(5.0).plain("")
    assert told["arrivals_per_second"] == 5.0
    assert told["per_second"] == pytest.approx(10.0, rel=0.15)


def test_the_last_run_of_a_rate_is_the_last_one_that_says_anything() -> None:
    asked = points(OneServer(20.0, 1))
    sound = asked.at(5.0)
    late = Tally()
    late.lag.add(Durations.of([0.5] * 10))
    asked.tried.append(Point(5.0, (*sound.runs, Ran(sound.ran.plan, late, sound.ran.watch))))
    assert asked.tried[-1].void
    assert asked.last(5.0) is sound


def test_what_fills_the_empty_system_is_asked_and_not_counted() -> None:
    ran = points(OneServer(20.0, 1)).at(5.0).ran
    early = [planned for planned in ran.plan.draw() if planned.due < ran.plan.seconds / 5]
    assert ran.tally.warming == len(early) > 0
    assert ran.tally.offered + ran.tally.warming == ran.tally.lag.count == sum(ran.tally.due.values())
