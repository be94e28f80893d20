"""With batching off the engine is one server and one queue, whose waiting times are known in closed form."""

from __future__ import annotations

import random
import statistics
from typing import TYPE_CHECKING, Any

import pytest
import simpy

from benchmarks.simulation.arrivals import gaps
from benchmarks.simulation.engine import Engine, Limits
from benchmarks.simulation.roofline import Roofline
from benchmarks.simulation.sequence import Asked

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

SERVICE = 1000  # tokens of the mean request, a millisecond each: one second
PER_TOKEN = Roofline(0, 0, 0, 1 / SERVICE, 0, 0)
ALONE = Limits(seats=1, batched_tokens=10**9, kv_tokens=10**9)
COUNT = 40_000


def waits(tokens: Callable[[random.Random], int], load: float, burst: float = 1.0, seed: int = 7) -> float:
    """Mean seconds between arrival and service."""
    env = simpy.Environment()
    engine, chance = Engine(env, PER_TOKEN, ALONE), random.Random(seed)  # noqa: S311
    waited: list[float] = []

    def one(size: int) -> Generator[simpy.Event, Any, None]:
        arrived = env.now
        yield engine.ask(Asked(size)).done
        waited.append(env.now - arrived - size / SERVICE)

    def town() -> Generator[simpy.Event, Any, None]:
        for _, gap in zip(range(COUNT), gaps(chance, load, burst), strict=False):
            yield env.timeout(gap)
            env.process(one(tokens(chance)))

    env.process(town())
    env.run()
    assert len(waited) == COUNT
    return statistics.mean(waited)


@pytest.mark.parametrize("load", [0.3, 0.5])
def test_equal_requests_wait_as_in_m_d_1(load: float) -> None:
    assert waits(lambda _: SERVICE, load) == pytest.approx(load / (2 * (1 - load)), rel=0.05)


@pytest.mark.parametrize("load", [0.3, 0.5])
def test_requests_of_chance_lengths_wait_as_in_m_m_1(load: float) -> None:
    def tokens(chance: random.Random) -> int:
        return max(1, round(chance.expovariate(1 / SERVICE)))

    assert waits(tokens, load) == pytest.approx(load / (1 - load), rel=0.05)


def test_bursts_wait_longer_than_poisson() -> None:
    assert waits(lambda _: SERVICE, 0.5, burst=4.0) > 1.5 * waits(lambda _: SERVICE, 0.5)
