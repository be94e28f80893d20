"""The documents of one commune as the ladder asks them: what they hold on a question, what to quote of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from inference.language import FRENCH
from inference.quoting import Quotation, quotation

if TYPE_CHECKING:
    from inference.answering import Answering
    from inference.facts.desk import FactsDesk
    from inference.question import Question
    from inference.retrieval import Found, Retrieval
    from ingest.lexical import Lexical
    from ingest.shelf import StoredPassage

_SEARCHED: Final = 12
# Of questions in eight languages on French documents: answerable 0.84 to 0.89, others 0.71 to 0.80.
_FOREIGN_SIMILARITY: Final = 0.83
_FOREIGN_CONFIDENCE: Final = 0.1  # below, the sentence found is no likelier than the passage’s first words
_OPENING_WORDS: Final = 120


@dataclass(frozen=True, slots=True)
class Library:
    """lexical: the words of a text as they are indexed here, and how telling each one is."""

    facts: FactsDesk
    retrieval: Retrieval
    lexical: Lexical

    def find(self, question: Question) -> Found:
        """What is in force on the question's day; an address brings the rules of its zone."""
        zones = self.facts.zones_meant(question)
        return self.retrieval.search(question.text, question.at.date(), _SEARCHED, zones)

    def is_about(self, question: Question, found: Found, floor: float) -> bool:
        """Whether something found is about the question. In other languages there are no words in common."""
        if question.language == FRENCH:
            return found.relevance >= floor
        return bool(found.passages) and found.similarity >= _FOREIGN_SIMILARITY

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
            day, weights = question.at.date(), self.lexical.weights
            quote = quotation(question.text, found.passages, weights, day, terms=found.terms)
            if question.language != FRENCH and (quote is None or quote.confidence < _FOREIGN_CONFIDENCE):
                quote = _opening(found.passages[0])
        answering.note("confidence", round(quote.confidence, 3) if quote else 0)
        return quote


def _opening(passage: StoredPassage) -> Quotation:
    """The first words of the nearest passage, for whoever shares none with it; how sure is not known."""
    words = passage.text.split(" ")
    excerpt = " ".join(words[:_OPENING_WORDS]) + (" […]" if len(words) > _OPENING_WORDS else "")
    return Quotation(excerpt, (passage,), 0.0)
