"""The whole path of a question, top to bottom: the cheapest rung that is certain answers.

| rung | kind | from |
|---|---|---|
| signposted | `signposted` | words of somebody in danger: the emergency services, before anything else |
| talk | `declined` | a courtesy, or an opinion that is asked for, and nothing else |
| computed | `hours`, `calendar`, `zone`, `contact` | the tables of the commune |
| private | `declined` | somebody's private life or own file: never searched for |
| validated | `validated` | what an agent answered, while its sources stand |
| kept | `cached` | an earlier answer, while the same passages would carry it |
| floor | `declined` | nothing in force is about the question |
| conflict | `quoted` | two sources in force differ: both are told |
| certain | `quoted` | one sentence of the documents answers by itself |
| written | `generated` | passages → prompt → engine, every sentence checked against its passage |
| instead | `quoted`, `declined` | writing is unsupported, too slow or impossible |
"""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from inference.answering import Answering
from inference.computed import computed
from inference.conflict import conflicting
from inference.events import Done, Replace, Sources, Status, Text
from inference.facts.phrases import Tongue
from inference.lanes import COMPUTING, SEARCHING
from inference.language import FRENCH
from inference.private import private
from inference.question import Answer, Kind, Question
from inference.replies import again, declined, quoted
from inference.reuse.inflight import InFlight
from inference.signposts import signpost
from inference.smalltalk import small_talk, talked_of
from inference.writing import NotAnswered
from ops import metrics
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from inference.conversation import Conversations
    from inference.events import Event
    from inference.facts.days import Calendar
    from inference.facts.desk import FactsDesk
    from inference.library import Library, Search
    from inference.pace import Deadline
    from inference.quoting import Quotation
    from inference.reuse.cache import Reuse
    from inference.reuse.kept import Asked
    from inference.validated_answers.rung import Validated
    from inference.written import Writer


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer may cost, and from where on what is found counts.

    deadline: from arrival to the last word. relevance: below, nothing found is about the question. quoting:
    confidence from which a quotation answers when nothing can be written; certain: from which none need be;
    asking: from which it is worth asking the model.
    """

    deadline: Deadline
    relevance: float
    quoting: float
    certain: float
    asking: float = 0.0


@dataclass(frozen=True, slots=True)
class Rungs:
    """What the ladder of one commune stands on."""

    calendar: Calendar
    conversations: Conversations
    facts: FactsDesk
    validated: Validated
    reuse: Reuse
    library: Library
    writer: Writer


class Ladder:
    """Answers the questions put to one commune. model: its name, told where it wrote."""

    def __init__(self, rungs: Rungs, model: str, limits: Limits) -> None:
        self._rungs = rungs
        self._model = model
        self._limits = limits
        self._flights: InFlight[Event] = InFlight()

    async def climb(self, question: Question) -> AsyncGenerator[Event]:
        """The events of one answer; the last is Done. Leaving the iterator cancels the engine's work."""
        answering = Answering(question, self._model)
        asked = await COMPUTING.run(self._at_once, question, answering)
        if isinstance(asked, Answer):
            for event in _whole(asked):
                yield event
            return
        flight = self._flights.join(asked.flight, lambda: self._searched(asked, answering))
        async with aclosing(flight) as events:
            async for event in events:
                yield _own(event, answering)

    def warm(self) -> None:
        """Pays what the commune's first question would pay."""
        question = Question("Bonjour, où est la mairie ?", "", datetime.now())
        answering = Answering(question, "")
        self._at_once(question, answering)
        search = self._rungs.library.search(question, answering)
        self._rungs.library.quotation(search, answering)

    def _at_once(self, question: Question, answering: Answering) -> Answer | Asked:
        """What the rungs that search nothing answer, else the question as it may be reused.

        A cry or a courtesy is heard in what was just written, and no later question is made whole with it.
        """
        rungs = self._rungs
        stamp = rungs.reuse.stamp(question)
        answering.index_version = stamp.index_version
        if danger := signpost(question.text, language=question.language, plain=question.plain):
            return answering.answer(Kind.SIGNPOSTED, danger.text)
        if answer := small_talk(question, answering):
            return answer
        earlier = tuple(text for text in question.earlier if not signpost(text) and not talked_of(text))
        question = rungs.conversations.resolved(replace(question, earlier=earlier), rungs.calendar)
        if answer := computed(question, rungs.facts, answering):
            return answer
        if subject := private(question.text):
            return declined(question, rungs.facts, answering, subject)
        with answering.stage("reuse"):
            asked = rungs.reuse.asked(question, stamp)
            if given := rungs.validated.find(asked):
                return answering.answer(Kind.VALIDATED, given.answer.answer, given.cited)
            kept = rungs.reuse.exact(asked)
        return again(kept, answering) if kept else asked

    async def _searched(self, asked: Asked, answering: Answering) -> AsyncGenerator[Event]:
        """The rungs that read documents."""
        yield Status("searching")
        search = await SEARCHING.run(self._rungs.library.search, asked.question, answering)
        answer, quote = await SEARCHING.run(self._from_documents, asked, search, answering)
        if answer:
            for event in _whole(answer):
                yield event
            return
        yield Status("writing")
        async with aclosing(self._written(asked, search, quote, answering)) as events:
            async for event in events:
                yield event

    def _from_documents(
        self, asked: Asked, search: Search, answering: Answering
    ) -> tuple[Answer | None, Quotation | None]:
        """What is answered without a model, or the best quotation for what it writes."""
        question, found = asked.question, search.found
        if kept := self._rungs.reuse.semantic(asked, found):
            return again(kept, answering), None
        if not self._rungs.library.is_about(search):
            return declined(question, self._rungs.facts, answering, found=found), None
        quote = self._rungs.library.quotation(search, answering)
        nearest = quote.excerpt if quote and search.sought.language != FRENCH else ""
        if conflict := conflicting(search.sought.text, found.passages, Tongue.of(question), nearest):
            self._rungs.facts.contradictions.met(Kind.QUOTED, [conflict.passages])
            return answering.answer(Kind.QUOTED, conflict.text, conflict.passages, conflict=True), None
        confidence = quote.confidence if quote else 0.0
        if quote and confidence >= self._limits.certain:
            answer = quoted(quote, question, answering)
            self._rungs.reuse.keep(asked, found, answer, quote.cited)
            return answer, quote
        if confidence < self._limits.asking or question.language not in self._rungs.writer.languages:
            return self._unwritten(asked, search, quote, answering), quote
        return None, quote

    async def _written(
        self, asked: Asked, search: Search, quote: Quotation | None, answering: Answering
    ) -> AsyncGenerator[Event]:
        left = self._limits.deadline.seconds - answering.seconds()
        draft = self._rungs.writer.draft(asked.question, search.found, left, quote)
        streamed = cut = False
        try:
            async with aclosing(self._rungs.writer.write(draft, left, answering)) as pieces:
                async for piece in pieces:
                    streamed = True
                    yield piece
            checked = draft.checked
        except (NotAnswered, TimeoutError, Fault) as reason:
            metrics.unwritten.labels(_why(reason)).inc()
            if not streamed or self._quotable(asked, quote):
                instead = self._unwritten(asked, search, quote, answering, reason)
                for event in _whole(instead, replacing=streamed):
                    yield event
                return
            checked, cut = draft.shown(), True  # what stands is worth more than nothing
        answer = answering.answer(Kind.GENERATED, checked.text, checked.cited)
        self._rungs.reuse.keep(asked, search.found, answer, checked.cited, doubtful=cut)
        yield Sources(answer.citations)
        yield Done(answer)

    def _unwritten(
        self,
        asked: Asked,
        search: Search,
        quote: Quotation | None,
        answering: Answering,
        reason: Exception | None = None,
    ) -> Answer:
        """What is said where nothing is written: the passage, that nobody knows, or the fault itself.

        reason: why the engine, though asked, wrote nothing.
        """
        if quote is not None and self._quotable(asked, quote):
            return quoted(quote, asked.question, answering)
        if isinstance(reason, Fault):
            raise reason
        why = "too_slow" if isinstance(reason, TimeoutError) else "nothing_found"
        return declined(asked.question, self._rungs.facts, answering, why, search.found)

    def _quotable(self, asked: Asked, quote: Quotation | None) -> bool:
        """Whether a quotation answers by itself."""
        foreign = asked.question.language != FRENCH  # few words in common: how sure it is cannot be told
        return quote is not None and (foreign or quote.confidence >= self._limits.quoting)


def _own(event: Event, answering: Answering) -> Event:
    """The event as this citizen's own: they may have joined an answer already under way."""
    if isinstance(event, Text | Replace):
        answering.text_shown()
    return Done(answering.timed(event.answer)) if isinstance(event, Done) else event


def _why(reason: Exception) -> str:
    """Why nothing was written, in a word that may be counted."""
    if isinstance(reason, Fault):
        return reason.key
    return "too_slow" if isinstance(reason, TimeoutError) else "unsupported"


def _whole(answer: Answer, replacing: bool = False) -> list[Event]:
    shown = Replace(answer.text) if replacing else Text(answer.text)
    return [shown, Sources(answer.citations), Done(answer)]
