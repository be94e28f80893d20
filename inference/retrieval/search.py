"""The whole search: both indexes asked, what they give judged, put in order, tidied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from inference.retrieval.asked import asked
from inference.retrieval.found import Found
from inference.retrieval.ranking import fused, read, score
from inference.retrieval.tidy import joined, places_around, told_once

if TYPE_CHECKING:
    from datetime import date

    from inference.embedding import Embedding
    from ingest.index import Index
    from ingest.shelf import Shelf

_CANDIDATES: Final = 60


class Retrieval:
    """Search in one commune."""

    def __init__(self, shelf: Shelf, index: Index, embedding: Embedding) -> None:
        self._shelf = shelf
        self._index = index
        self._embedding = embedding

    def search(self, text: str, day: date, limit: int) -> Found:
        """The passages in force on `day` that best answer `text`, best first."""
        question = asked(text, self._index.lexical)
        dense = self._index.nearest(self._embedding.query(question.text), _CANDIDATES)
        lexical = self._index.lexical.matching([term.forms for term in question.terms], _CANDIDATES)
        stored = self._shelf.passages({hit.passage_id for hit in (*dense, *lexical)})
        in_force = {name: read(p) for name, p in stored.items() if p.validity.holds_on(day)}
        ranks = fused(dense, lexical)
        ranked = sorted(in_force.values(), key=lambda told: score(question, told, ranks), reverse=True)
        kept = told_once(ranked)[:limit]
        similarity = max((hit.score for hit in dense if hit.passage_id in in_force), default=0.0)
        coverage = max((question.share(told.text, told.above) for told in kept), default=0.0)
        passages = [told.passage for told in kept]
        whole = joined(passages, self._shelf.at(places_around(passages)))
        return Found(tuple(whole), similarity, coverage)
