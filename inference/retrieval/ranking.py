"""How well a passage answers what is asked, out of what both indexes and its own words say. No I/O."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from inference.retrieval.asked import EVERYDAY
from ingest.folding import fold
from ingest.lexical import stems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from inference.retrieval.asked import Asked
    from ingest.lexical import Hit
    from ingest.shelf import StoredPassage

_RANK_CONSTANT: Final = 10  # reciprocal rank fusion (Cormack, Clarke, Buettcher, 2009)
_RANKS, _WORDS, _EXACT = 1.0, 1.0, 0.4  # what ranks, words in common and exact numbers are worth
_ASIDE, _CRUMB = 0.5, 0.3  # what boilerplate and a handful of words lose
_CRUMB_WORDS: Final = 8
_ABOVE: Final = 0.7


@dataclass(frozen=True, slots=True)
class Read:
    """A passage with its words. text: those of its text. above: those of its title and headings."""

    passage: StoredPassage
    text: frozenset[str]
    above: frozenset[str]


def read(passage: StoredPassage) -> Read:
    above = f"{passage.title} {passage.label}"
    return Read(passage, frozenset(stems(passage.text)), frozenset(stems(above)))


def fused(*rankings: Sequence[Hit]) -> dict[str, float]:
    """Each hit's share of the best that all rankings could give it, 0 to 1."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, hit in enumerate(ranking):
            part = _RANK_CONSTANT / (_RANK_CONSTANT + rank) / len(rankings)
            scores[hit.passage_id] = scores.get(hit.passage_id, 0.0) + part
    return scores


def score(asked: Asked, told: Read, ranks: Mapping[str, float]) -> float:
    """The higher the better."""
    value = _RANKS * ranks.get(told.passage.passage_id, 0.0) + _WORDS * asked.share(told.text, told.above)
    exact = [term for term in asked.terms if term.exact]
    value += _EXACT * sum(term.found_in(told.text | told.above) for term in exact)
    if len(told.text) < _CRUMB_WORDS:
        value -= _CRUMB
    return value - (_ASIDE if stands_aside(asked, told.passage) else 0.0)


def stands_aside(asked: Asked, passage: StoredPassage) -> bool:
    """Whether it stands under a heading that answers nobody, and was not asked for."""
    told = {fold(heading) for heading in passage.headings}
    if not told & {fold(heading) for heading in EVERYDAY["aside"]["headings"]}:
        return False
    return not any(term.word in _asks() for term in asked.terms)


def _asks() -> frozenset[str]:
    return frozenset(stem for word in EVERYDAY["aside"]["asks"] for stem in stems(word))
