"""The path of a question as the gateway walks it: lanes, admission, the engine, the deadline. Knows no text.

The lanes are those of `inference/lanes.py`; admission is the gateway's own class, on the simulated clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import simpy

from inference.admission import Admission

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from benchmarks.simulation.engine import Engine
    from benchmarks.simulation.given import Gateway as Settings
    from benchmarks.simulation.sequence import Asked

Rung = Literal["computed", "kept", "searched", "written"]
Ended = Literal["answered", "instead", "late", "refused"]


@dataclass(frozen=True, slots=True)
class Question:
    """rung: that answers it when there is time. requests: to the engine, one after the other."""

    rung: Rung
    requests: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one question ended, in seconds from its arrival. first_text: of the engine; 0 without it.

    ended: `answered` by its rung; `instead`: not begun, for want of time; `late`: begun and given up;
    `refused`: too many were there.
    """

    rung: Rung
    ended: Ended
    arrived: float
    seconds: float
    first_text: float = 0.0


@dataclass(frozen=True, slots=True)
class Doors:
    """deadline: for a whole answer. seats: that one gateway keeps busy. door: to the engine. In seconds."""

    deadline: float
    seats: int
    door: float


class Lane:
    """Threads of one kind of work, and how many may be there at once."""

    def __init__(self, env: simpy.Environment, threads: int, most: int, seconds: float) -> None:
        self._env, self._most, self._seconds = env, most, seconds
        self._threads = simpy.Resource(env, threads)

    @property
    def full(self) -> bool:
        return self._threads.count + len(self._threads.queue) >= self._most

    def work(self) -> Generator[simpy.Event, Any, None]:
        with self._threads.request() as thread:
            yield thread
            yield self._env.timeout(self._seconds)


class Gateway:
    """One process that answers. engines: all copies of the model that it may ask."""

    def __init__(
        self, env: simpy.Environment, settings: Settings, doors: Doors, engines: Sequence[Engine]
    ) -> None:
        self._env, self._doors, self._engines = env, doors, engines
        told = settings
        self._computing = Lane(env, told.computing_threads, told.computing_most, told.computed_seconds)
        self._searching = Lane(env, told.searching_threads, told.searching_most, told.searched_seconds)
        self._places = doors.seats + told.queue
        self._seats = simpy.Resource(env, doors.seats)
        self._admission = Admission(clock=lambda: float(env.now))
        self._present = 0

    def answer(self, question: Question) -> Generator[simpy.Event, Any, Outcome]:
        """Returns how it ended."""
        arrived = self._env.now
        lanes = [self._computing]
        if question.rung != "computed":  # what is kept, too: a search proves it, once the day has changed
            lanes.append(self._searching)
        for lane in lanes:
            if lane.full:
                return Outcome(question.rung, "refused", arrived, self._env.now - arrived)
            yield from lane.work()
        if question.rung != "written":
            return Outcome(question.rung, "answered", arrived, self._env.now - arrived)
        ended, first = yield from self._written(question.requests, arrived + self._doors.deadline)
        first_text = first - arrived if first else 0.0
        return Outcome("written", ended, arrived, self._env.now - arrived, first_text)

    def _written(
        self, requests: Sequence[Asked], until: float
    ) -> Generator[simpy.Event, Any, tuple[Ended, float]]:
        """How it ended, and when its first token came."""
        beside, begun = self._present, self._env.now
        allowed = self._admission.allows(beside, until - begun) and begun < until
        if not allowed or self._present >= self._places:
            return "instead", 0.0
        self._present += 1
        first = 0.0
        try:
            with self._seats.request() as seat:
                late = self._env.timeout(until - begun)
                yield seat | late
                for asked in requests:
                    came = yield from self._asked(asked, late)
                    if came is None:
                        return "late", first
                    first = first or came
        finally:
            self._present -= 1
            self._admission.observed(beside, self._env.now - begun)
        return "answered", first

    def _asked(self, asked: Asked, late: simpy.Event) -> Generator[simpy.Event, Any, float | None]:
        """When its first token came, once it is whole; None, and the engine let go, when it is late."""
        yield self._env.timeout(self._doors.door) | late
        if late.processed:
            return None
        engine = min(self._engines, key=lambda one: one.present)
        sequence = engine.ask(asked)
        times: list[float] = []
        sequence.first.callbacks.append(lambda _: times.append(self._env.now))
        yield sequence.done | late
        if not sequence.done.triggered:
            engine.cancel(sequence)
            return None
        return times[0]
