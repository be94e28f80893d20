"""The documents of one commune as the ladder asks them: what they hold on a question, what to quote of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from inference.quoting import quotation

if TYPE_CHECKING:
    from collections.abc import Callable

    from inference.answering import Answering
    from inference.facts.desk import FactsDesk
    from inference.question import Question
    from inference.quoting import Quotation
    from inference.retrieval import Found, Retrieval

_SEARCHED: Final = 12


@dataclass(frozen=True, slots=True)
class Library:
    """weights: the words of a text as they are indexed, each with how telling it is here."""

    facts: FactsDesk
    retrieval: Retrieval
    weights: Callable[[str], dict[str, float]]

    def find(self, question: Question) -> Found:
        """What is in force on the question's day; an address brings the rules of its zone."""
        zones = self.facts.zones_meant(question)
        return self.retrieval.search(question.text, question.at.date(), _SEARCHED, zones)

    def search(self, question: Question, answering: Answering) -> Found:
        """The same, timed and kept for whoever measures."""
        with answering.stage("retrieval"):
            found = self.find(question)
        answering.considered(found.passages)
        answering.note("relevance", round(found.relevance, 3))
        return found

    def quotation(self, question: Question, found: Found, answering: Answering) -> Quotation | None:
        """The best words of what was found; None when they share nothing with the question."""
        with answering.stage("quoting"):
            quote = quotation(question.text, found.passages, self.weights, question.at.date())
        answering.note("confidence", round(quote.confidence, 3) if quote else 0)
        return quote
