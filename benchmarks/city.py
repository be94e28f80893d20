"""How many of a city's questions are answered in time, against the engine alone.

The same questions, by as many clients as the engine has slots: through the gateway, whose memory is new each
time, then as prompts to the engine's own door, which keeps its prefix cache. The engine alone begins as many
as two minutes allow: all of them, but on a machine where they would take an hour.
"""

from __future__ import annotations

import asyncio
import itertools
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from benchmarks import mix
from benchmarks.figure import Figure, Goal, of_median
from benchmarks.overhead import with_question
from benchmarks.streams import Citizens, PlainClients, at_once
from inference.question import Kind
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appliance.settings import Settings
    from benchmarks.ground import Ground
    from benchmarks.scoring import Question
    from benchmarks.streams import Reply


_ALONE_SECONDS: Final = 120


@dataclass(frozen=True, slots=True)
class Goodput:
    """Answers a second that came within the deadline. written: without the quoted passages among them."""

    answered: float
    written: float


def measure(
    here: Ground,
    topics: Sequence[Sequence[Question]],
    prompts: Sequence[dict[str, Any]],
    clients: int,
    repeats: int,
) -> list[Figure]:
    """The ratio of `repeats` turns, each in its own order. Raises Fault when the engine is never in time."""
    whole, raw = [], []
    for repeat in range(repeats):
        questions = mix.shuffled(topics, repeat)
        here.renew()
        seconds, many = asyncio.run(_through(here.settings, questions, clients))
        whole.append(many)
        raw.append(asyncio.run(_alone(here.settings.engine_address, questions, prompts, clients, seconds)))
    return figures(whole, raw)


def figures(whole: Sequence[Goodput], raw: Sequence[Goodput]) -> list[Figure]:
    """The ratios, turn by turn."""
    if not all(one.answered for one in raw):
        raise Fault(key="bench.raw_too_slow", sentence="Le moteur seul ne répond jamais dans le délai.")
    pairs = list(zip(whole, raw, strict=True))
    through, alone = (statistics.median(one.answered for one in arm) for arm in (whole, raw))
    note = f"{through:.2f} réponses/s contre {alone:.2f}".replace(".", ",")
    title, goal = "Une ville : réponses à temps ÷ moteur seul", Goal(8, at_most=False)
    answered = [many.answered / few.answered for many, few in pairs]
    written = [many.written / few.answered for many, few in pairs]
    return [
        of_median("city_goodput", title, answered, "×", goal, note),
        of_median("city_goodput_without_quoted", "… sans les passages cités", written, "×"),
    ]


async def _through(settings: Settings, asked: Sequence[Question], clients: int) -> tuple[float, Goodput]:
    """The deadline in seconds, and what came within it."""
    async with Citizens(settings) as citizens:
        deadline = await citizens.deadline_seconds()
        started = citizens.now()
        replies = await at_once(citizens.ask, asked, clients)
        return deadline, _goodput(replies, deadline, citizens.now() - started)


async def _alone(
    address: str, asked: Sequence[Question], prompts: Sequence[dict[str, Any]], clients: int, deadline: float
) -> Goodput:
    """The engine asked directly: each question at the end of a prompt of the usual size."""
    given = {question.id: prompt for question, prompt in zip(asked, itertools.cycle(prompts), strict=False)}
    async with PlainClients(address) as engine:

        async def ask(question: Question) -> Reply:
            return await engine.ask(with_question(given[question.id], question.question))

        started = engine.now()
        begun = itertools.takewhile(lambda _: engine.now() - started < _ALONE_SECONDS, asked)
        replies = await at_once(ask, begun, clients)
        return _goodput(replies, deadline, engine.now() - started)


def _goodput(replies: Sequence[Reply], deadline: float, seconds: float) -> Goodput:
    answering = set(Kind) - {Kind.DECLINED}
    good = [reply.kind for reply in replies if reply.kind in answering and reply.seconds <= deadline]
    written = [kind for kind in good if kind != Kind.QUOTED]
    return Goodput(len(good) / seconds, len(written) / seconds)
