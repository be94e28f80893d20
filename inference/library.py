"""The documents of one commune as the ladder asks them: what they hold on a question, what to quote of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from inference.amendments import amended
from inference.glossary import in_french
from inference.introduction import introduced
from inference.language import FRENCH
from inference.quoting import Quotation, nearest_quotation, quotation

if TYPE_CHECKING:
    from datetime import date

    from inference.amendments import Amendments
    from inference.answering import Answering
    from inference.embedding.sentences import Sentences
    from inference.facts.desk import FactsDesk
    from inference.question import Question
    from inference.retrieval import Found, Retrieval
    from ingest.lexical import Lexical

_SEARCHED: Final = 12
# Of questions in eight languages on French documents: answerable 0.84 to 0.89, others 0.71 to 0.80.
_FOREIGN_SIMILARITY: Final = 0.83
_FOREIGN_CONFIDENCE: Final = 0.55  # below, few words in common choose worse than what is meant


@dataclass(frozen=True, slots=True)
class Search:
    """asked: in the citizen’s words. sought: as documents were searched for it, in French where it served.

    day: on which what answers must hold.
    """

    asked: Question
    sought: Question
    day: date
    found: Found


@dataclass(frozen=True, slots=True)
class Library:
    """lexical: the words of a text as they are indexed here, and how telling each one is.

    floor: relevance below which nothing found is about a question. sentences: how near they are to it.
    """

    facts: FactsDesk
    retrieval: Retrieval
    lexical: Lexical
    floor: float
    sentences: Sentences
    amendments: Amendments

    def find(self, question: Question) -> Found:
        """What is in force on the day that is meant; an address brings the rules of its zone."""
        return self._search(question).found

    def is_about(self, search: Search) -> bool:
        """Whether something found is about the question. In other languages there are no words in common."""
        if search.sought.language == FRENCH:
            return search.found.relevance >= self.floor
        return bool(search.found.passages) and search.found.similarity >= _FOREIGN_SIMILARITY

    def search(self, question: Question, answering: Answering) -> Search:
        """The same, timed and kept for whoever measures."""
        with answering.stage("retrieval"):
            search = self._search(question)
        answering.considered(search.found.passages)
        answering.note("relevance", round(search.found.relevance, 3))
        if search.sought is not question:
            answering.note("sought", search.sought.text)
        return search

    def _search(self, question: Question) -> Search:
        """In another language by what is known of it in French; where that finds nothing, as it is."""
        known = None if question.language == FRENCH else in_french(question.text, question.language)
        if known:
            search = self._sought(question, replace(question, text=known, language=FRENCH))
            if self.is_about(search):
                return search
        search = self._sought(question, question)
        told = introduced(question.text)
        if told is None or told.bears_on(search.found.passages, self.lexical.weights):
            return search
        return self._sought(question, replace(question, text=told.question))

    def _sought(self, asked: Question, question: Question) -> Search:
        day = self.facts.day_meant(question)
        found = self.retrieval.search(question.text, day, _SEARCHED, self._zones(asked, question))
        amending = self.amendments.among(found.passages, day)
        return Search(asked, question, day, replace(found, amending=amending))

    def _zones(self, asked: Question, question: Question) -> tuple[str, ...]:
        """Those of the place that is asked about; of the home that was told before, where none is named."""
        zones = self.facts.zones_meant(question)
        if zones or question is asked or self.retrieval.names_zone(question.text):
            return zones
        return self.facts.zones_meant(asked)

    def quotation(self, search: Search, answering: Answering) -> Quotation | None:
        """The best words of what was found; None when they share nothing with the question."""
        question, found = search.sought, search.found
        with answering.stage("quoting"):
            day, weights = search.day, self.lexical.weights
            here = question.commune.replace("-", " ")
            told = question if question.language == search.asked.language else search.asked
            near = partial(self.sentences.near, told.text)
            quote = quotation(question.text, found.passages, weights, day, found.terms, here, near)
            if search.asked.language != FRENCH and (quote is None or quote.confidence < _FOREIGN_CONFIDENCE):
                quote = nearest_quotation(question.text, found.passages, weights, near)
            if quote:
                quote = amended(quote, found.amending)
        answering.note("confidence", round(quote.confidence, 3) if quote else 0)
        return quote
