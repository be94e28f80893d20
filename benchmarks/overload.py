"""Ten times the questions that can be written: what those admitted wait, what tables feel, how soon it ends.

Open loop: questions arrive at their rate whether or not others are answered. Each is new, so that none is
answered from memory.
"""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from benchmarks.figure import Figure, Goal, of_median
from benchmarks.statistics import percentile
from benchmarks.streams import Citizens, Reply, at_once, at_rate
from inference.question import Kind
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from appliance.settings import Settings
    from benchmarks.scoring import Question

_TIMES: Final = 10
_PLAIN_PER_SECOND: Final = 5.0
_PROBE_SECONDS: Final = 0.25
_PATIENCE_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class Storm:
    """One overload. seconds: how long it lasts. slots: requests that the engine answers at once.

    plain: a question that a table answers. written: questions that the engine answers.
    """

    plain: Question
    written: tuple[Question, ...]
    slots: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Felt:
    """What one storm did. Ratios have no unit; kinds: how many questions each rung answered."""

    admitted_over_deadline: float
    plain_over_idle: float
    recovery_seconds: float
    kinds: dict[str, int]


def measure(settings: Settings, storm: Storm, repeats: int) -> list[Figure]:
    """The figures of `repeats` storms. Raises Fault when the engine writes nothing at all."""
    return figures([asyncio.run(felt(settings, storm, repeat)) for repeat in range(repeats)])


def figures(storms: Sequence[Felt]) -> list[Figure]:
    admitted = [one.admitted_over_deadline for one in storms]
    plain = [one.plain_over_idle for one in storms]
    recovery = [one.recovery_seconds for one in storms]
    names = sorted(set().union(*(one.kinds for one in storms)))
    note = ", ".join(f"{sum(one.kinds.get(name, 0) for one in storms)} {name}" for name in names)
    title = "Surcharge ×10 : rédigées, p95 ÷ délai"
    return [
        of_median("overload_admitted_p95", title, admitted, "×", Goal(1.1), note),
        of_median("overload_facts_p95", "… réponses calculées, p95 ÷ au repos", plain, "×", Goal(1.5)),
        of_median("overload_recovery", "… retour à la normale", recovery, "s", Goal(5)),
    ]


async def felt(settings: Settings, storm: Storm, repeat: int) -> Felt:
    new = _new(storm.written, repeat)
    async with Citizens(settings) as citizens:
        deadline = await citizens.deadline_seconds()
        idle = await _plain(citizens, storm)
        rate = _TIMES * await _written_per_second(citizens, storm, new)
        many = itertools.islice(new, max(1, round(rate * storm.seconds)))
        replies, plain = await asyncio.gather(at_rate(citizens.ask, many, rate), _plain(citizens, storm))
        ended = max(reply.at for reply in replies)
        recovered = await _recovered(citizens, new)
    admitted = [reply.seconds for reply in replies if reply.kind == Kind.GENERATED]
    if not admitted:
        raise _nothing_written(replies)
    return Felt(
        percentile(admitted, 95) / deadline, plain / idle, max(0.0, recovered - ended), _kinds(replies)
    )


async def _plain(citizens: Citizens, storm: Storm) -> float:
    """p95 of the question that a table answers, asked at a steady rate, in seconds."""
    count = max(20, round(storm.seconds * _PLAIN_PER_SECOND))
    replies = await at_rate(citizens.ask, itertools.repeat(storm.plain, count), _PLAIN_PER_SECOND)
    return percentile([reply.seconds for reply in replies], 95)


async def _written_per_second(citizens: Citizens, storm: Storm, new: Iterator[Question]) -> float:
    """How many answers a second are written when no slot is ever free."""
    started = citizens.now()
    replies = await at_once(citizens.ask, itertools.islice(new, 3 * storm.slots), storm.slots)
    written = sum(reply.kind == Kind.GENERATED for reply in replies)
    if not written:
        raise _nothing_written(replies)
    return written / (citizens.now() - started)


async def _recovered(citizens: Citizens, new: Iterator[Question]) -> float:
    """When the first question arrived that was written again."""
    limit = citizens.now() + _PATIENCE_SECONDS
    while True:
        reply = await citizens.ask(next(new))
        if reply.kind == Kind.GENERATED or citizens.now() > limit:
            return reply.at
        await asyncio.sleep(_PROBE_SECONDS)


def _new(written: Sequence[Question], repeat: int) -> Iterator[Question]:
    """The questions over and over, each from another address, which makes it nobody else's."""
    for turn, question in enumerate(itertools.cycle(written)):
        text = f"J’habite au {1 + turn} rue des Tanneurs, escalier {1 + repeat}. {question.question}"
        yield question.model_copy(update={"question": text, "id": f"{question.id}-{repeat}-{turn}"})


def _kinds(replies: Sequence[Reply]) -> dict[str, int]:
    return {kind: sum(reply.kind == kind for reply in replies) for kind in {reply.kind for reply in replies}}


def _nothing_written(replies: Sequence[Reply]) -> Fault:
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(_kinds(replies).items()))
    return Fault(
        key="bench.nothing_written",
        sentence=f"Aucune question de la mesure n'est rédigée ({told}).",
        remedy="Vérifiez que le moteur répond avec « parvis status ».",
    )
