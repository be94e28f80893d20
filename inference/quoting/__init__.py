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
from inference.figures import stated
from inference.quoting.choice import choose
from inference.quoting.excerpt import excerpt
from inference.wording import wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from inference.evidence.matching import Match
    from inference.evidence.words import Weights
    from ingest.shelf import StoredPassage

_READ_PASSAGES = 6


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

    def told(self, language: str = "fr") -> str:
        """As a citizen reads it: the sentence around it in `language`, the quotation as it is."""
        frame: str = wording(language)["quoted"]["passage"]
        return frame.format(title=self.passage.title, passage=self.excerpt)


def quotation(
    question_text: str,
    passages: Sequence[StoredPassage],
    weights: Weights,
    day: date | None = None,
) -> Quotation | None:
    """What of `passages` (best first) answers, None when nothing of them shares a word with the question.

    weights: the words of a text as they are indexed, each with how telling it is. day: the day asked about.
    """
    asked = Asked(question_text, weights, day)
    units = carriers(passages[:_READ_PASSAGES])
    ranked = asked.ranked(units)
    if not ranked or ranked[0].coverage == 0:
        return None
    chosen = choose(asked, ranked, units)
    cited = {unit.passage.passage_id: unit.passage for unit in chosen}
    return Quotation(excerpt(asked, chosen), tuple(cited.values()), _confidence(asked, ranked))


def _confidence(asked: Asked, ranked: Sequence[Match]) -> float:
    """A logistic of what is measured; the weights were fitted on questions of several communes."""
    best = ranked[0]
    told = stated(best.carrier.text)
    rival = next((m for m in ranked[1:] if stated(m.carrier.text) - told and m.typed), None)
    margin = best.score - rival.score if rival else 0.5
    logit = -4.0 + 3.0 * best.coverage + 2.0 * best.own + 2.0 * min(margin, 0.3)
    logit += 1.0 if best.typed and asked.expects else -0.5
    return 1 / (1 + math.exp(-logit))
