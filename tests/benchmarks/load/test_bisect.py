"""The search finds the capacity of a server whose capacity is known from theory."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import pytest

from benchmarks.load.arrivals import arrivals, law
from benchmarks.load.bisect import Found, Search, highest

DEADLINE = 3.0


@dataclass(frozen=True)
class Point:
    good_share: float
    piled: float = 0.0
    void: bool = False


class OneServer:
    """M/M/1, first come, first served: P(wait + service > t) = exp(-(served - asked) t) while it keeps up."""

    def __init__(self, per_second: float, questions: int = 200_000) -> None:
        self.per_second = per_second
        self.capacity = per_second - math.log(20) / DEADLINE  # 95 % within the deadline
        chance = random.Random(3)  # noqa: S311 - a draw, not a secret
        self._services = [chance.expovariate(per_second) for _ in range(questions)]
        self.asked: list[float] = []

    def __call__(self, rate: float) -> Point:
        self.asked.append(rate)
        free, good = 0.0, 0
        moments = arrivals(law("poisson"), rate, len(self._services) / rate * 0.99, 4).tolist()
        for moment, service in zip(moments, self._services, strict=False):
            free = max(free, moment) + service
            good += free - moment <= DEADLINE
        return Point(good / len(moments))


@pytest.mark.parametrize(("per_second", "start"), [(20.0, 1.0), (20.0, 300.0), (4.0, 5.0)])
def test_the_known_capacity_is_found_within_five_percent(per_second: float, start: float) -> None:
    server = OneServer(per_second)
    found = highest(server, start, Search(narrow=1.02))
    assert found.held == pytest.approx(server.capacity, rel=0.05)
    assert found.too_much
    assert found.held < found.too_much <= 1.02 * found.held


def test_an_end_that_changes_its_mind_moves_the_search_by_a_step() -> None:
    asked: list[float] = []

    def measure(rate: float) -> Point:
        """Holds up to 7, then, once it was asked eight times, up to 6."""
        asked.append(rate)
        return Point(1.0 if rate <= (7 if len(asked) <= 8 else 6) else 0.5)

    found = highest(measure, 1.0, Search())
    assert found.held <= 6
    assert found.held == pytest.approx(6, rel=0.05)


def test_a_rate_that_piles_up_does_not_hold_even_if_all_is_in_time() -> None:
    found = highest(lambda rate: Point(1.0, piled=0.1 if rate > 7 else 0.0), 1.0, Search())
    assert found.held == pytest.approx(7, rel=0.05)
    assert found.held <= 7


def test_the_search_does_not_close_in_on_the_generators_own_limit() -> None:
    tried: list[float] = []

    def measure(rate: float) -> Point:
        tried.append(rate)
        return Point(1.0, void=rate > 3)

    assert highest(measure, 1.0, Search()) == Found(2.0, None, late=4.0)
    assert tried == [1.0, 2.0, 4.0, 2.0]  # what holds is asked once more, what is void is not


def test_a_search_that_begins_beyond_the_generator_comes_down_to_what_holds() -> None:
    found = highest(lambda rate: Point(1.0, void=rate > 3), 16.0, Search())
    assert found == Found(2.0, None, late=4.0)


def test_where_all_is_void_nothing_is_known() -> None:
    found = highest(lambda _rate: Point(1.0, void=True), 1.0, Search(least=0.2))
    assert found == Found(0.0, None, late=0.125)


def test_a_void_rate_below_a_refused_one_leaves_that_as_the_upper_end() -> None:
    found = highest(lambda rate: Point(1.0 if rate < 6 else 0.5, void=4 < rate < 7), 4.0, Search())
    assert found == Found(4.0, 8.0, late=pytest.approx(32**0.5))


def test_what_a_void_run_says_of_a_rate_that_held_is_nothing() -> None:
    asked: list[float] = []

    def measure(rate: float) -> Point:
        """Void whenever a rate is asked again."""
        asked.append(rate)
        return Point(1.0 if rate <= 7 else 0.5, void=asked.count(rate) > 1)

    found = highest(measure, 1.0, Search())
    assert found.held == pytest.approx(7, rel=0.05)
    assert found.late is None


def test_a_server_that_is_never_right_has_no_capacity() -> None:
    tried: list[float] = []
    found = highest(lambda rate: tried.append(rate) or Point(0.94), 1.0, Search(least=0.2))
    assert (found.held, found.too_much) == (0, 0.125)
    assert tried == [1.0, 0.5, 0.25, 0.125]


def test_a_server_that_holds_everything_has_no_upper_bound() -> None:
    found = highest(lambda _rate: Point(1.0), 1.0, Search(most_steps=5))
    assert found.held == 16
    assert found.too_much is None


def test_each_refusal_says_why() -> None:
    search = Search()
    assert "retard" in search.verdict(Point(1.0, void=True))
    assert "accumulent" in search.verdict(Point(1.0, piled=0.03))
    assert "à temps" in search.verdict(Point(0.94))
    assert search.verdict(Point(0.95)) == ""
