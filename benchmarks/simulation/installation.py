"""What would be bought: cards, servers, gateways; asked by simulated citizens, and what came of it."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import simpy

from benchmarks.simulation.arrivals import gaps
from benchmarks.simulation.engine import Engine
from benchmarks.simulation.gateway import Gateway

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from benchmarks.simulation.engine import Limits
    from benchmarks.simulation.gateway import Doors, Outcome, Question
    from benchmarks.simulation.given import Gateway as GatewaySettings
    from benchmarks.simulation.reuse_model import Memory
    from benchmarks.simulation.roofline import Roofline
    from benchmarks.simulation.traffic import Traffic

_WARM: Final = 0.1  # of the questions, which find an engine at rest and are not counted


@dataclass(frozen=True, slots=True)
class Installation:
    """copies: of the model, one a card. gateways: one a server; each may ask every copy."""

    roofline: Roofline
    limits: Limits
    doors: Doors
    gateway: GatewaySettings
    copies: int = 1
    gateways: int = 1


@dataclass(frozen=True, slots=True)
class Seen:
    """What one simulation gave. busy: share of the time that the engines computed, 0 to 1.

    memory: the most that was used of any engine's blocks, 0 to 1. thrown_out: requests that began again.
    """

    outcomes: list[Outcome]
    seconds: float
    busy: float
    memory: float
    thrown_out: int

    @property
    def counted(self) -> list[Outcome]:
        """Without those that found it cold, in the order of their arrival."""
        return sorted(self.outcomes, key=lambda one: one.arrived)[int(len(self.outcomes) * _WARM) :]


def simulate(
    place: Installation,
    traffic: Traffic,
    per_second: float,
    count: int,
    burst: float,
    seed: int,
    memory: Memory | None = None,
) -> Seen:
    """`count` questions at a mean rate, each answered to its end. The same seed gives the same.

    memory: of earlier answers; None where every question is answered anew.
    """
    chance = random.Random(seed)  # noqa: S311 - a simulation, not a secret
    questions = itertools.islice(traffic.questions(random.Random(seed + 1)), count)  # noqa: S311
    asked: Iterable[tuple[float, Question]] = zip(gaps(chance, per_second, burst), questions, strict=False)
    if memory:
        asked = memory.remembering(asked, random.Random(seed + 2))  # noqa: S311
    return run(place, asked, chance)


def run(place: Installation, asked: Iterable[tuple[float, Question]], chance: random.Random) -> Seen:
    """asked: each question with the seconds since the one before."""
    env = simpy.Environment()
    engines = [Engine(env, place.roofline, place.limits) for _ in range(place.copies)]
    gateways = [Gateway(env, place.gateway, place.doors, engines) for _ in range(place.gateways)]
    outcomes: list[Outcome] = []

    def citizen(gateway: Gateway, question: Question) -> Generator[simpy.Event, Any, None]:
        outcomes.append((yield from gateway.answer(question)))

    def town() -> Generator[simpy.Event, Any, None]:
        citizens = []
        for gap, question in asked:
            yield env.timeout(gap)
            citizens.append(env.process(citizen(chance.choice(gateways), question)))
        yield from citizens

    env.run(until=env.process(town()))
    seconds = float(env.now)
    return Seen(
        outcomes,
        seconds,
        busy=sum(one.busy_seconds for one in engines) / (seconds * len(engines)),
        memory=max(one.most_blocks / one.blocks.total for one in engines),
        thrown_out=sum(one.thrown_out for one in engines),
    )
