"""How well a passage answers what is asked, out of what both indexes and its own words say. No I/O."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from inference.retrieval.asked import EVERYDAY
from inference.retrieval.zones import place
from ingest.folding import fold
from ingest.lexical import stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from inference.retrieval.asked import Asked
    from inference.retrieval.tidy import Whole
    from ingest.lexical import Hit
    from ingest.shelf import StoredPassage

_RANK_CONSTANT: Final = 10  # reciprocal rank fusion (Cormack, Clarke, Buettcher, 2009)
_RANKS, _WORDS, _EXACT = 1.0, 1.0, 0.4  # what ranks, words in common and exact numbers are worth
_ASIDE, _CRUMB = 0.5, 0.3  # what boilerplate and a handful of words lose
_CRUMB_WORDS: Final = 8
_ZONES: Final = (3.0, 1.5, 0.0)  # the zone's own rules, its family's, general ones


@dataclass(frozen=True, slots=True)
class Read:
    """A passage with its words. text: those of its text. above: those of its title and headings."""

    passage: StoredPassage
    text: frozenset[str]
    above: frozenset[str]

    def says(self, zones: Sequence[str]) -> bool:
        """Whether it names one of these zones."""
        return not self.text.union(self.above).isdisjoint(zone.casefold() for zone in zones)


def fused(*rankings: Sequence[Hit]) -> dict[str, float]:
    """Each hit's share of the best that all rankings could give it, 0 to 1."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, hit in enumerate(ranking):
            part = _RANK_CONSTANT / (_RANK_CONSTANT + rank) / len(rankings)
            scores[hit.passage_id] = scores.get(hit.passage_id, 0.0) + part
    return scores


class Ranking:
    """The order of passages for one question. ranks: of `fused`. zones: that the question is about."""

    def __init__(self, asked: Asked, ranks: Mapping[str, float], zones: Sequence[str] = ()) -> None:
        self._asked = asked
        self._ranks = ranks
        self._zones = zones
        self._of_zones = _zone_words().union(*map(stems, zones))

    def of(self, passages: Iterable[StoredPassage]) -> list[Read]:
        """Best first; of those that are worth the same, always in the same order."""
        read = (self._read(passage) for passage in passages)
        return sorted(read, key=lambda told: (-self.score(told), told.passage.passage_id))

    def again(self, joined: Sequence[Whole]) -> list[StoredPassage]:
        """Best first, now that some were joined with their neighbours: each ranks as its best part did."""
        ranks = {one.passage.passage_id: max(map(self._rank, one.parts)) for one in joined}
        whole = Ranking(self._asked, ranks, self._zones)
        return [told.passage for told in whole.of(one.passage for one in joined)]

    def share(self, told: Read) -> float:
        """The share of the asked words, by weight, that it holds."""
        return self._asked.share(told.text, told.above)

    def coverage(self, ranked: Sequence[Read]) -> float:
        """The best share of the asked words that one passage holds."""
        return max((self.share(told) for told in ranked), default=0.0)

    def score(self, told: Read) -> float:
        """The higher the better."""
        value = _RANKS * self._rank(told.passage.passage_id) + _WORDS * self.share(told)
        exact = (term for term in self._asked.terms if term.exact)
        value += _EXACT * sum(term.found_in(told.text | told.above) for term in exact)
        if self._zones and self._is_about(told):
            where = place(told.passage, self._zones)
            value += _ZONES[where] if where is not None else 0.0
        if len(told.text) < _CRUMB_WORDS:
            value -= _CRUMB
        return value - (_ASIDE if self._stands_aside(told.passage) else 0.0)

    def _is_about(self, told: Read) -> bool:
        """Whether it holds any asked word besides the zone: its rules on trees say nothing of hens."""
        words = told.text | told.above
        return any(term.found_in(words) for term in self._asked.terms if term.word not in self._of_zones)

    def _rank(self, passage_id: str) -> float:
        return self._ranks.get(passage_id, 0.0)

    def _read(self, passage: StoredPassage) -> Read:
        return Read(
            passage, frozenset(stems(passage.text)), frozenset(stems(f"{passage.title} {passage.label}"))
        )

    def _stands_aside(self, passage: StoredPassage) -> bool:
        """Whether it stands under a heading that answers nobody, and was not asked for."""
        aside = any(fold(heading) in _aside() for heading in passage.headings)
        return aside and not any(term.word in _asks() for term in self._asked.terms)


@cache
def _aside() -> frozenset[str]:
    return frozenset(fold(heading) for heading in EVERYDAY["aside"]["headings"])


@cache
def _zone_words() -> frozenset[str]:
    return frozenset(stems("zone zones secteur secteurs"))


@cache
def _asks() -> frozenset[str]:
    return frozenset(stem for word in EVERYDAY["aside"]["asks"] for stem in stems(word))
