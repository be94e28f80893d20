"""The whole path of a question, top to bottom: the cheapest rung that is certain answers.

| rung | kind | from |
|---|---|---|
| signposted | `signposted` | words of somebody in danger: the emergency services, before anything else |
| computed | `hours` | the validated tables of the commune |
| floor | `declined` | nothing in force is about the question |
| written | `generated` | passages → prompt → engine, every figure checked against its passage |
| quoted | `quoted` | the passage itself, when writing is unsupported, too slow or impossible |
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from inference.answering import Answering
from inference.events import Done, Replace, Sources, Status, Text
from inference.prompt import canonical, within_budget
from inference.question import Kind
from inference.signposts import signpost
from inference.wording import wording
from inference.writing import Draft, NotAnswered
from ops import metrics
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from inference.engine import Engine
    from inference.events import Event
    from inference.facts.desk import FactsDesk
    from inference.pace import Deadline
    from inference.question import Answer, Question
    from inference.retrieval import Found, Retrieval
    from ingest.shelf import StoredPassage

_SEARCHED = 12


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer may cost, and from where on what is found counts.

    deadline: from arrival to the last word. context_tokens: of the passages in the prompt. relevance: below,
    nothing found is about the question. quoting: from there on, the best passage answers by itself.
    """

    deadline: Deadline
    context_tokens: int
    relevance: float
    quoting: float


class Ladder:
    """Answers the questions put to one commune."""

    def __init__(
        self, facts: FactsDesk, retrieval: Retrieval, engine: Engine, model: str, limits: Limits
    ) -> None:
        self._facts = facts
        self._retrieval = retrieval
        self._engine = engine
        self._model = model
        self._limits = limits

    def warm(self) -> None:
        """Pays what the commune's first question would pay."""
        signpost("bonjour")
        self._facts.handoff(datetime.now())
        self._retrieval.search("bonjour", date.today(), 1)

    async def climb(self, question: Question) -> AsyncGenerator[Event]:
        """The events of one answer; the last is Done. Leaving the iterator cancels the engine's work."""
        answering = Answering(question, self._model, self._facts.index_version())
        if answer := await asyncio.to_thread(self._computed, question, answering):
            for event in _whole(answer):
                yield event
            return
        yield Status("searching")
        found = await asyncio.to_thread(self._search, question)
        if found.relevance < self._limits.relevance:
            for event in _whole(self._declined(question, answering)):
                yield event
            return
        yield Status("writing")
        async with aclosing(self._written(question, found, answering)) as events:
            async for event in events:
                yield event

    def _computed(self, question: Question, answering: Answering) -> Answer | None:
        if danger := signpost(question.text):
            return answering.answer(Kind.SIGNPOSTED, danger.text)
        with metrics.stage("facts"):
            found = self._facts.hours(question)
        if found is None:
            return None
        if found.other_commune:
            return answering.answer(Kind.DECLINED, found.text, handoff=self._facts.handoff(question.at))
        return answering.answer(Kind.HOURS, found.text, found.cited)

    def _search(self, question: Question) -> Found:
        with metrics.stage("retrieval"):
            return self._retrieval.search(question.text, question.at.date(), _SEARCHED)

    async def _written(self, question: Question, found: Found, answering: Answering) -> AsyncGenerator[Event]:
        passages = canonical(within_budget(found.passages, self._limits.context_tokens))
        left = self._limits.deadline.seconds - answering.seconds()
        draft = Draft(self._engine, passages, question.text, left)
        streamed = False
        try:
            async with aclosing(draft.text()) as pieces:
                async for piece in pieces:
                    answering.text_shown()
                    streamed = True
                    yield Text(piece)
        except (NotAnswered, TimeoutError, Fault) as reason:
            for event in _whole(self._instead(reason, question, found, answering), replacing=streamed):
                yield event
            return
        answer = answering.answer(Kind.GENERATED, draft.checked.text, draft.checked.cited)
        yield Sources(answer.citations)
        yield Done(answer)

    def _instead(self, reason: Exception, question: Question, found: Found, answering: Answering) -> Answer:
        """What is said when nothing could be written: the passage, that nobody knows, or the fault itself."""
        if isinstance(reason, NotAnswered):
            metrics.guard_interventions.inc()
        if found.relevance >= self._limits.quoting:
            return _quoted(found.passages[0], answering)
        if isinstance(reason, Fault):
            raise reason
        why = "too_slow" if isinstance(reason, TimeoutError) else "nothing_found"
        return self._declined(question, answering, why)

    def _declined(self, question: Question, answering: Answering, why: str = "nothing_found") -> Answer:
        text = wording(question.language)["declined"][why]
        return answering.answer(Kind.DECLINED, text, handoff=self._facts.handoff(question.at))


def _quoted(passage: StoredPassage, answering: Answering) -> Answer:
    text = wording()["quoted"]["passage"].format(title=passage.title, passage=passage.text)
    return answering.answer(Kind.QUOTED, text, [passage])


def _whole(answer: Answer, replacing: bool = False) -> list[Event]:
    shown = Replace(answer.text) if replacing else Text(answer.text)
    return [shown, Sources(answer.citations), Done(answer)]
