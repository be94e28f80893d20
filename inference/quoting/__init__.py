"""The `quoted` rung: the sentences or rows of the passages that answer, word for word. Asks no model.

A row keeps its headers; a neighbouring row, or a cell of another column, is left out when the question tells
them apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from inference.evidence.carriers import carriers
from inference.evidence.matching import Asked
from inference.quoting.choice import choose
from inference.quoting.excerpt import excerpt
from inference.quoting.meaning import nearest, nearest_first
from inference.quoting.newest import newest_first
from inference.quoting.parts import completed
from inference.quoting.signs import signs
from inference.quoting.sources import sources
from inference.wording import wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from inference.evidence.words import Weights
    from inference.quoting.meaning import Near
    from inference.retrieval.asked import Term
    from ingest.shelf import StoredPassage

_READ_PASSAGES = 6


@dataclass(frozen=True, slots=True)
class Quotation:
    """excerpt: verbatim, gaps shown. cited: its passages, the first the most useful, then others that agree.

    confidence: 0..1, how often a quotation like this one answers the question.
    """

    excerpt: str
    cited: tuple[StoredPassage, ...]
    confidence: float

    @property
    def passage(self) -> StoredPassage:
        """The one that answers."""
        return self.cited[0]

    @property
    def text(self) -> str:
        """As a citizen reads it, in French."""
        return self.told()

    def told(self, language: str = "fr", plain: bool = False) -> str:
        """As a citizen reads it: the sentence around it in `language`, the quotation as it is."""
        frame: str = wording(language, plain)["quoted"]["passage"]
        return frame.format(title=self.passage.title, passage=self.excerpt)


def quotation(
    question_text: str,
    passages: Sequence[StoredPassage],
    weights: Weights,
    day: date | None = None,
    terms: Sequence[Term] = (),
    here: str = "",
    near: Near | None = None,
) -> Quotation | None:
    """What of `passages` (best first) answers, None when nothing of them shares a word with the question.

    weights: the words of a text as they are indexed, each with how telling it is. day: the day asked about.
    terms: the question's words as retrieval read them, mended and with their like. here: the town's name.
    near: how near texts are to the question in meaning; without it words alone choose.
    """
    every = carriers(passages)
    units = [unit for unit in every if unit.rank < _READ_PASSAGES]
    asked = Asked.among(question_text, every, weights, day, terms, here)
    ranked = asked.ranked(units)
    if not ranked or ranked[0].coverage == 0:
        return None
    if near:
        ranked = nearest_first(ranked, near)
    ranked = newest_first(asked, ranked)
    chosen = completed(asked, choose(asked, ranked, units), passages)
    if asked.bracket and asked.bracket.untold(chosen):
        chosen = [*chosen, asked.bracket.told]  # « T2 » alone says nothing to whoever asks
    told = excerpt(asked, chosen)
    whole = not told.rstrip().endswith(":")  # what introduces nothing says half of a rule
    confidence = signs(asked, ranked, chosen, told).confidence if whole else 0.0
    return Quotation(told, sources(asked, told, chosen, passages[:_READ_PASSAGES]), confidence)


def nearest_quotation(
    question_text: str, passages: Sequence[StoredPassage], weights: Weights, near: Near
) -> Quotation | None:
    """What of `passages` is nearest in meaning to a question in another language; how sure is not known."""
    asked, units = Asked(question_text, weights), carriers(passages[:_READ_PASSAGES])
    chosen = nearest(units, near, asked.answers)
    if not chosen:
        return None
    cited = tuple({unit.passage.passage_id: unit.passage for unit in chosen}.values())
    return Quotation(excerpt(asked, chosen), cited, 0.0)
