"""The whole search: both indexes asked, what they give judged, put in order, tidied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from inference.retrieval.asked import asked
from inference.retrieval.found import Found
from inference.retrieval.ranking import Ranking, fused
from inference.retrieval.tidy import joined, places_around, told_once
from inference.retrieval.zones import has_rules, named_zones, place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from inference.embedding import Embedding
    from inference.retrieval.asked import Asked
    from inference.retrieval.ranking import Read
    from inference.retrieval.reranking import Reranker
    from ingest.index import Hit, Index
    from ingest.shelf import Shelf, StoredPassage

_CANDIDATES: Final = 60
_JUDGED: Final = 24  # joined with their neighbours, then judged again as a whole
_REPEALED: Final = 3
# Share of the asked words that must be found in what is told for want of better: what ended, and what is
# said about a zone that has no rules here. Any word in common is no sign that it speaks of the same.
_SAME_MATTER: Final = 0.6


class Retrieval:
    """Search in one commune. reranker: judges the first passages again, where the hardware has one."""

    def __init__(
        self, shelf: Shelf, index: Index, embedding: Embedding, reranker: Reranker | None = None
    ) -> None:
        self._shelf = shelf
        self._index = index
        self._embedding = embedding
        self._reranker = reranker
        self._zones: tuple[int, frozenset[str]] = (-1, frozenset())

    def search(self, text: str, day: date, limit: int, zones: tuple[str, ...] = ()) -> Found:
        """The passages in force on `day` that best answer `text`, best first.

        zones: where the question is about; those that it names itself when not given. Their rules come
        first and no other zone's are told; a zone that no document knows finds nothing.
        """
        known = self._zone_names()
        about = zones or named_zones(text, known)
        question = asked(text, self._index.lexical)
        dense, lexical = self._hits(question)
        ranking = Ranking(question, fused(dense, lexical), about)
        found = self._allowed({hit.passage_id for hit in (*dense, *lexical)}, about)
        ranked = ranking.of(passage for passage in found if passage.validity.holds_on(day))
        if about and not has_rules(about, known):
            ranked = [told for told in ranked if told.says(about) and ranking.share(told) >= _SAME_MATTER]
        similar = {hit.passage_id: hit.score for hit in dense}
        return Found(
            passages=tuple(self._told(ranking, ranked, text)[:limit]),
            similarity=max((similar.get(told.passage.passage_id, 0.0) for told in ranked), default=0.0),
            coverage=ranking.coverage(ranked[:limit]),
            repealed=_ended(ranking, ranked, found, day),
            terms=question.terms,
        )

    def names_zone(self, text: str) -> bool:
        """Whether a question names a zone that documents know."""
        return bool(named_zones(text, self._zone_names()))

    def _hits(self, question: Asked) -> tuple[list[Hit], list[Hit]]:
        dense = self._index.nearest(self._embedding.query(question.text), _CANDIDATES)
        return dense, self._index.lexical.matching([term.forms for term in question.terms], _CANDIDATES)

    def _allowed(self, ids: set[str], zones: tuple[str, ...]) -> list[StoredPassage]:
        """What was hit and is live, without the rules of other zones."""
        stored = self._shelf.passages(ids).values()
        return [passage for passage in stored if not zones or place(passage, zones) is not None]

    def _told(self, ranking: Ranking, ranked: Sequence[Read], text: str) -> list[StoredPassage]:
        kept = [told.passage for told in told_once(ranked)[:_JUDGED]]
        whole = ranking.again(joined(kept, self._shelf.at(places_around(kept))))
        return list(self._reranker.rerank(text, whole)) if self._reranker else whole

    def _zone_names(self) -> frozenset[str]:
        version = self._shelf.index_version()
        if self._zones[0] != version:
            self._zones = (version, self._shelf.zone_names())
        return self._zones[1]


def _ended(
    ranking: Ranking, ranked: Sequence[Read], found: Sequence[StoredPassage], day: date
) -> tuple[StoredPassage, ...]:
    """What ended before the day, is about the same and answers better than anything in force."""
    bar = max((ranking.share(told) for told in ranked), default=0.0)
    over = [p for p in found if p.validity.in_force_until and p.validity.in_force_until < day]
    kept = (told for told in ranking.of(over) if ranking.share(told) > max(bar, _SAME_MATTER))
    return tuple(told.passage for told in kept)[:_REPEALED]
