"""The `quoted` rung: the sentences or rows of the passages that answer, word for word. Asks no model.

A row keeps its headers; a neighbouring row, or a cell of another column, is left out when the question tells
them apart.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inference.evidence.carriers import carriers
from inference.evidence.matching import Asked
from inference.quoting.choice import choose
from inference.quoting.excerpt import excerpt
from inference.wording import wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from inference.evidence.matching import Match
    from inference.evidence.words import Weights
    from inference.retrieval.asked import Term
    from ingest.shelf import StoredPassage

_READ_PASSAGES = 6
_LOGIT, _PER_COVERAGE, _FOR_KIND = -3.3, 3.2, 1.9


@dataclass(frozen=True, slots=True)
class Quotation:
    """excerpt: verbatim, gaps shown. cited: its passages, the first the most useful.

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
) -> Quotation | None:
    """What of `passages` (best first) answers, None when nothing of them shares a word with the question.

    weights: the words of a text as they are indexed, each with how telling it is. day: the day asked about.
    terms: the question's words as retrieval read them, mended and with their like.
    """
    asked = Asked(question_text, weights, day, terms)
    units = carriers(passages[:_READ_PASSAGES])
    ranked = asked.ranked(units)
    if not ranked or ranked[0].coverage == 0:
        return None
    chosen = choose(asked, ranked, units)
    cited = {unit.passage.passage_id: unit.passage for unit in chosen}
    told = excerpt(asked, chosen)
    whole = not told.rstrip().endswith(":")  # what introduces nothing says half of a rule
    return Quotation(told, tuple(cited.values()), _confidence(asked, ranked[0]) if whole else 0.0)


def _confidence(asked: Asked, best: Match) -> float:
    """How often such a quotation answers: a logistic fitted on 80 questions over five communes' documents."""
    tells_it = best.typed and bool(asked.expects)
    logit = _LOGIT + _PER_COVERAGE * best.coverage + _FOR_KIND * tells_it
    return 1 / (1 + math.exp(-logit))
