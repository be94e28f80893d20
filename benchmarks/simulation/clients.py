"""Clients who ask the next thing when their own is answered, at an engine alone: measured, and simulated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import simpy

from benchmarks.simulation.engine import Engine
from benchmarks.simulation.sequence import Asked
from benchmarks.statistics import percentile

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from benchmarks.simulation.drafts import Trace
    from benchmarks.simulation.engine import Limits
    from benchmarks.simulation.fit import Machine
    from benchmarks.simulation.streamed import Streamed


@dataclass(frozen=True, slots=True)
class Throughput:
    """answers: a second. token_seconds: from the first text to the last, a token. Medians, in seconds."""

    answers: float
    first_text: float
    token_seconds: float
    whole: float


def measured(told: Sequence[Streamed]) -> Throughput:
    """Of answers that were asked by the same clients."""
    begun, ended = min(one.begun for one in told), max(one.pieces[-1].at for one in told)
    timed = [(one.first_text_seconds, one.seconds, one.written) for one in told]
    return _of(timed, ended - begun)


def simulated(machine: Machine, limits: Limits, traces: Sequence[Trace], clients: int) -> Throughput:
    """The same answers, written again step by step by the model."""
    env = simpy.Environment()
    engine = Engine(env, machine.roofline, limits)
    left = iter(traces)
    timed: list[tuple[float, float, int]] = []

    def client(left: Iterator[Trace]) -> Generator[simpy.Event, Any, None]:
        for trace in left:
            begun = env.now
            yield env.timeout(machine.door)
            sequence = engine.ask(Asked(trace.prompt, trace.steps))
            yield sequence.first
            first = env.now - begun
            yield sequence.done
            timed.append((first, env.now - begun, trace.written))

    everybody = env.all_of([env.process(client(left)) for _ in range(clients)])
    env.run(until=everybody)
    return _of(timed, float(env.now))


def _of(timed: Sequence[tuple[float, float, int]], seconds: float) -> Throughput:
    """timed: first text, whole answer, tokens, of each."""
    written = [(whole - first) / (tokens - 1) for first, whole, tokens in timed if tokens > 1]
    return Throughput(
        answers=len(timed) / seconds,
        first_text=percentile([first for first, _, _ in timed], 50),
        token_seconds=percentile(written, 50) if written else 0.0,
        whole=percentile([whole for _, whole, _ in timed], 50),
    )
