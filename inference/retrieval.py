"""Hybrid search in one commune: dense and lexical, fused by rank, in force on the day asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from inference.embedding import Embedding
    from ingest.index import Hit, Index
    from ingest.shelf import Shelf, StoredPassage

_CANDIDATES = 40
_COVERAGE_WEIGHT = 0.1
_RANK_CONSTANT = 60  # reciprocal rank fusion (Cormack, Clarke, Buettcher, 2009)


@dataclass(frozen=True, slots=True)
class Found:
    """passages: best first. similarity: best cosine. coverage: share of the asked words found together."""

    passages: tuple[StoredPassage, ...]
    similarity: float
    coverage: float

    @property
    def relevance(self) -> float:
        """How sure it is that something found is about the question, on the scale of cosines.

        The embedding model puts everything between 0.75 and 0.93; words in common tell apart
        what it cannot.
        """
        return self.similarity + _COVERAGE_WEIGHT * self.coverage if self.passages else 0.0


class Retrieval:
    """Search in one commune."""

    def __init__(self, shelf: Shelf, index: Index, embedding: Embedding) -> None:
        self._shelf = shelf
        self._index = index
        self._embedding = embedding

    def search(self, text: str, day: date, limit: int) -> Found:
        """The passages in force on `day` that best answer `text`, best first."""
        dense = self._index.nearest(self._embedding.query(text), _CANDIDATES)
        lexical = self._index.matching(text, _CANDIDATES)
        stored = self._shelf.passages({hit.passage_id for hit in (*dense, *lexical)})
        in_force = {name: passage for name, passage in stored.items() if passage.validity.holds_on(day)}
        ranked = [in_force[name] for name in _fuse(dense, lexical) if name in in_force][:limit]
        similarity = max((hit.score for hit in dense if hit.passage_id in in_force), default=0.0)
        return Found(tuple(ranked), similarity, self._coverage(text, ranked))

    def _coverage(self, text: str, passages: Sequence[StoredPassage]) -> float:
        """The best share of the question's weighty words that one passage holds."""
        asked = self._index.weights(text)
        total = sum(asked.values())
        if not total:
            return 0.0
        shares = (
            sum(asked[word] for word in self._index.words(f"{p.title} {p.label} {p.text}") & asked.keys())
            / total
            for p in passages
        )
        return max(shares, default=0.0)


def _fuse(*rankings: Sequence[Hit]) -> list[str]:
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, hit in enumerate(ranking, start=1):
            scores[hit.passage_id] = scores.get(hit.passage_id, 0.0) + 1 / (_RANK_CONSTANT + rank)
    return sorted(scores, key=lambda name: scores[name], reverse=True)
