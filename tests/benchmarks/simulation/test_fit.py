"""A machine whose roofline is known is found again, and foretells what it was not fitted on."""

from __future__ import annotations

import random

import pytest

from benchmarks.simulation.clients import simulated
from benchmarks.simulation.drafts import Trace
from benchmarks.simulation.engine import Limits
from benchmarks.simulation.fit import Machine, Observation, fitted
from benchmarks.simulation.probe import reading
from benchmarks.simulation.roofline import Roofline, of_chunks
from benchmarks.simulation.sequence import Step

CPU = Machine(Roofline(0.003, 0.06, 1e-6, 0.0022, 1e-7, 0.002), door=0.02)
HALF_HIDDEN = Machine(Roofline(0.0, 0.05, 0, 0.002, 2e-7, 0.001, overlap=0.5), door=0.015)


def observed(machine: Machine, noise: float = 0.0) -> list[Observation]:
    """What a calibration sees of it."""
    chance = random.Random(1)  # noqa: S311
    bare = [Observation(f"{tokens}", tuple(reading(tokens, 2048)), 1, 0) for tokens in (40, 300, 900, 1800)]
    for together in (1, 2, 4):
        for tokens in (1, 5):
            work = of_chunks([(800, tokens)] * together)
            bare.append(Observation(f"{together}×{tokens}", (work,), 0, 0))
    return [
        Observation(
            one.what, one.works, one.doors, machine.seconds(one) * (1 + noise * chance.uniform(-1, 1))
        )
        for one in bare
    ]


def held(machine: Machine) -> list[Observation]:
    bare = [Observation("f", tuple(reading(tokens, 2048)), 1, 1) for tokens in (600, 1300, 3000)]
    bare += [Observation("s", (of_chunks([(700, 3)] * 3),), 0, 1)]
    return [Observation(one.what, one.works, one.doors, machine.seconds(one)) for one in bare]


@pytest.mark.parametrize("machine", [CPU, HALF_HIDDEN], ids=["roofline", "half hidden"])
def test_it_is_found_exactly_where_nothing_disturbs(machine: Machine) -> None:
    found = fitted(observed(machine))
    assert all(abs(found.error(one)) < 0.01 for one in held(machine))


@pytest.mark.parametrize("machine", [CPU, HALF_HIDDEN], ids=["roofline", "half hidden"])
def test_five_per_cent_of_noise_stay_below_fifteen_in_what_is_foretold(machine: Machine) -> None:
    found = fitted(observed(machine, noise=0.05))
    assert all(abs(found.error(one)) < 0.15 for one in held(machine))


def test_no_coefficient_is_negative() -> None:
    found = fitted(observed(CPU, noise=0.3)).roofline
    assert min(found.overhead, found.weights, found.context, found.token, found.pair, found.sequence) >= 0


def test_a_long_prompt_is_read_in_the_engines_chunks() -> None:
    assert [work.tokens for work in reading(5000, 2048)] == [2048, 2048, 904]


def test_one_client_gets_what_the_machine_says() -> None:
    trace = Trace(800, (Step(0, 1), Step(4, 5)))
    told = simulated(CPU, Limits(4, 2048, 20_000), [trace] * 3, clients=1)
    first = CPU.door + CPU.roofline.seconds(of_chunks([(0, 800)]))
    steps = CPU.roofline.seconds(of_chunks([(800, 1)])) + CPU.roofline.seconds(of_chunks([(801, 5)]))
    assert told.first_text == pytest.approx(first)
    assert told.whole == pytest.approx(first + steps)
    assert told.answers == pytest.approx(1 / (first + steps))
    assert told.token_seconds == pytest.approx(steps / 6)


def test_more_clients_get_more_answers_and_wait_longer_for_each() -> None:
    traces = [Trace(800, (Step(0, 1),) * 20)] * 16
    told = [simulated(CPU, Limits(4, 2048, 20_000), traces, count) for count in (1, 2, 4)]
    assert [one.answers for one in told] == sorted(one.answers for one in told)
    assert [one.whole for one in told] == sorted(one.whole for one in told)
