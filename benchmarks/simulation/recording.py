"""What only the real path knows: which rung answers, how long prompts are, what is written.

The sample commune in a home of its own, the ladder in this process, the engine at its own door. Nothing is
timed, so it may run on a busy machine. No text is kept.
"""

from __future__ import annotations

import json
from collections import Counter
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from appliance.demo import QUESTIONS
from appliance.settings import read_settings
from benchmarks import mix
from benchmarks.card import announce
from benchmarks.scoring import load_questions
from benchmarks.shown import print_json, write_json
from benchmarks.simulation.bare import bare_engine
from benchmarks.simulation.door import Door
from benchmarks.simulation.drafts import disagreements, per_step, write
from benchmarks.simulation.town import town
from inference.engine import Engine
from inference.serving.application import MODEL_NAME
from inference.serving.profiles import load_profile

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence
    from pathlib import Path

    from benchmarks.asking import Asked
    from benchmarks.scoring import Question
    from inference.prompt import Message

_MOMENT: Final = datetime(2026, 11, 24, 10, 0)
_PATIENCE_SECONDS: Final = 600.0
_ORDERS: Final = 3
_NOWHERE: Final = "unix:/nonexistent/engine.sock"


class _Overheard(Engine):
    """The engine's client, which remembers what it was asked."""

    def __init__(self, address: str) -> None:
        super().__init__(address, MODEL_NAME, slots=1, queue=4)
        self.prompts: list[dict[str, Any]] = []

    async def stream(
        self, messages: Sequence[Message], max_tokens: int, sampling: dict[str, Any] | None = None
    ) -> AsyncGenerator[str]:
        self.prompts.append({"messages": list(messages), "max_tokens": max_tokens, **(sampling or {})})
        async with aclosing(super().stream(messages, max_tokens, sampling)) as texts:
            async for text in texts:
                yield text


@dataclass(slots=True)
class Recorded:
    """rungs: how many questions went how far: `computed`, `kept`, `searched`, `written`.

    asked: requests to the engine; tried_again: those that were the second of one question.
    """

    rungs: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    questions: int = 0
    asked: int = 0
    tried_again: int = 0

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "questions": self.questions,
            "rungs": dict(sorted(self.rungs.items())),
            "kinds": dict(sorted(self.kinds.items())),
            "engine_requests": self.asked,
            "tried_again": self.tried_again,
        }


def measure(save: Path) -> None:
    """Writes `drafts.jsonl` and `simulate-recording.json` into `save`. Some twenty minutes. Raises Fault."""
    profile = load_profile(read_settings().inference.profile)
    announce("Invites de la commune d'exemple")
    asked = prompts(profile.context_tokens)
    with bare_engine() as settings:
        announce("Réponses, pas à pas")
        with Door(settings.engine_address) as door:
            answers = [told.trace for told in map(door.stream, asked) if told.pieces]
        announce("Échelons d'une ville")
        told = {"measure": "simulate-recording", "profile": profile.name, "orders": _ORDERS}
        told |= rungs(settings.engine_address, _ORDERS).plain()
    told |= {
        "answers_recorded": len(answers),
        "tokens_per_step": round(per_step(answers), 3),
        "steps_that_kept_more_than_was_drafted": disagreements(answers),
    }
    save.mkdir(parents=True, exist_ok=True)
    write(save / "drafts.jsonl", answers)
    write_json(told, save / "simulate-recording.json")
    print_json(told)


def rungs(address: str, orders: int) -> Recorded:
    """A city's questions (`benchmarks/mix.py`) in so many orders, the ladder's memory new each time."""
    told = Recorded()
    for order in range(orders):
        overheard = _Overheard(address)
        with town(overheard, deadline_seconds=_PATIENCE_SECONDS) as here:
            for question in mix.shuffled(mix.topics(here.slug, _MOMENT), order):
                before = len(overheard.prompts)
                answer = here.asker.ask(question)
                asked = len(overheard.prompts) - before
                told.questions += 1
                told.asked += asked
                told.tried_again += max(0, asked - 1)
                told.rungs[_rung(answer, asked)] += 1
                told.kinds[str(answer.answer.get("kind", "fault"))] += 1
    return told


def _rung(answer: Asked, asked: int) -> str:
    """How far up it went: what is computed or kept in memory, what is searched, what is written."""
    if asked:
        return "written"
    stages = {stage["name"] for stage in answer.answer.get("trace", {}).get("stages", ())}
    if "retrieval" in stages:
        return "searched"
    return "kept" if answer.answer.get("kind") == "cached" else "computed"


def prompts(context_tokens: int) -> list[dict[str, Any]]:
    """The first prompt of every question of the sample commune that searches documents; none is answered."""
    overheard = _Overheard(_NOWHERE)
    with town(overheard, context_tokens=context_tokens, writing_all=True) as here:
        found = []
        for question in _asked(here.slug):
            before = len(overheard.prompts)
            here.asker.ask(question)
            found += overheard.prompts[before : before + 1]
    return list({json.dumps(one["messages"]): one for one in found}.values())


def _asked(slug: str) -> list[Question]:
    """The sample's own questions, and one wording of each of the city's topics."""
    own = load_questions(QUESTIONS)
    return [*own, *(topic[0] for topic in mix.topics(slug, _MOMENT))]
