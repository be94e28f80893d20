"""The `generated` rung: the engine asked when it can be in time, each sentence checked before it is shown."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from inference.amendments import outdated
from inference.engine import overloaded
from inference.events import Text
from inference.extracts import extracts
from inference.guard import Verdict
from inference.prompt import canonical
from inference.seconding import seconds
from inference.writing import Draft
from ops import metrics

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from inference.admission import Admission
    from inference.answering import Answering
    from inference.engine import Engine
    from inference.question import Question
    from inference.quoting import Quotation
    from inference.retrieval import Found
    from ingest.lexical import Lexical


@dataclass(frozen=True, slots=True)
class Writer:
    """What an answer is written with. lexical: the words of a text as indexed. name: the commune's.

    languages: those that the model may write. seconded: whether only what a quotation says too is shown.
    """

    engine: Engine
    admission: Admission
    lexical: Lexical
    name: str
    context_tokens: int
    languages: tuple[str, ...] = ("fr",)
    seconded: bool = False

    def draft(self, question: Question, found: Found, left: float, quote: Quotation | None) -> Draft:
        """An answer to be written within `left` seconds from what of the passages is nearest to the question.

        quote: what would be quoted instead, and seconds what is written.
        """
        weights, day = self.lexical.weights, question.at.date()
        read = extracts(question.text, found.passages, self.context_tokens, weights, day, found.terms)
        return Draft(
            self.engine,
            canonical(read),
            question.text,
            left,
            whole=found.passages,
            weights=weights,
            terms=found.terms,
            admitted=partial(self._admits, question, found, quote),
            day=day,
            language=question.language,
            plain=question.plain,
            known=self.name,
        )

    def _admits(self, question: Question, found: Found, quote: Quotation | None, text: str) -> bool:
        """Whether a checked text may be shown. What a later act changes is quoted with the change instead."""
        if outdated(text, found.amending):
            return False
        return not self.seconded or seconds(quote, question.text, text)

    async def write(self, draft: Draft, left: float, answering: Answering) -> AsyncGenerator[Text]:
        """What may be shown, as it comes. Raises NotAnswered, TimeoutError, Fault."""
        beside = self.engine.present
        if not self.admission.allows(beside, left):
            raise overloaded()
        try:
            with self.admission.observing(beside), answering.stage("writing"):
                async with aclosing(draft.text()) as pieces:
                    async for piece in pieces:
                        answering.text_shown()
                        yield Text(piece)
        finally:
            _told(draft, answering)


def _told(draft: Draft, answering: Answering) -> None:
    """What the guard did, for whoever measures."""
    answering.prompted(draft.prompt_tokens)
    for decision in draft.decisions:
        answering.decided(f"{decision.verdict.value} {decision.why} | {decision.sentence}".strip())
        metrics.guard_sentences.labels(decision.verdict.value).inc()
    if any(decision.verdict is Verdict.REFUSED for decision in draft.decisions):
        metrics.guard_interventions.inc()
