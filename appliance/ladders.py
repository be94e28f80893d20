"""The ladder of one commune, put together from what the process owns."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inference.amendments import Amendments
from inference.facts.days import Calendar
from inference.ladder import Ladder, Limits, Rungs
from inference.library import Library
from inference.prompt import messages
from inference.retrieval import Retrieval
from inference.reuse.cache import Reuse
from inference.reuse.freshness import Freshness
from inference.validated_answers.book import AnswerBook
from inference.validated_answers.rung import Validated
from inference.written import Writer
from ingest.register import Register
from ingest.shelf import Shelf

if TYPE_CHECKING:
    from sqlalchemy import Engine as Store

    from inference.admission import Admission
    from inference.conversation import Conversations
    from inference.embedding import Embedding
    from inference.embedding.sentences import Sentences
    from inference.engine import Engine
    from inference.facts.desk import FactsDesk
    from inference.retrieval.reranking import Reranker
    from ingest.communes import Commune
    from ingest.index import Index


@dataclass(frozen=True, slots=True)
class Workshop:
    """What all ladders share. model: its name. context_tokens: of passages. languages: those it may write.

    seconded: whether only what a quotation says too is shown of what it writes. reranker: judges the first
    passages again; None where there is none.
    """

    store: Store
    embedding: Embedding
    sentences: Sentences
    engine: Engine
    admission: Admission
    conversations: Conversations
    model: str
    context_tokens: int
    languages: tuple[str, ...]
    seconded: bool
    limits: Limits
    reranker: Reranker | None = None

    def ladder(self, commune: Commune, facts: FactsDesk, index: Index) -> Ladder:
        """The ladder of one commune."""
        shelf, calendar = Shelf(self.store, commune.slug), Calendar(commune.insee)
        retrieval = Retrieval(shelf, index, self.embedding, self.reranker)
        amendments = Amendments(Register(self.store, commune.slug), shelf)
        library = Library(facts, retrieval, index.lexical, self.limits.relevance, self.sentences, amendments)
        embed, fingerprint = self.embedding.query, self._fingerprint()
        rungs = Rungs(
            calendar=calendar,
            conversations=self.conversations,
            facts=facts,
            validated=Validated(AnswerBook(self.store, commune.slug), shelf, embed, calendar),
            reuse=Reuse(
                Freshness(self.store, commune.slug), library.find, embed, calendar, lambda: fingerprint
            ),
            library=library,
            writer=Writer(
                self.engine,
                self.admission,
                index.lexical,
                commune.name,
                self.context_tokens,
                self.languages,
                self.seconded,
            ),
        )
        return Ladder(rungs, self.model, self.limits)

    def _fingerprint(self) -> str:
        """Changes with the model, what of it is shown, and the words of the prompt."""
        told = f"{self.model}\n{self.context_tokens}\n{self.seconded}\n{messages((), '')}"
        return hashlib.sha256(told.encode()).hexdigest()[:16]
