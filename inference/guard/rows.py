"""Whether a right figure is said of the right thing: what answers the question is what has the figure."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from inference.evidence.carriers import carriers, siblings
from inference.evidence.expected import IN_FIGURES, tells
from inference.evidence.matching import Asked
from inference.evidence.ranges import SIDES, measured
from inference.evidence.words import plain_weights
from inference.figures import stated, supported
from inference.guard.polarity import negated

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from inference.evidence.carriers import Carrier
    from inference.evidence.matching import Match
    from inference.evidence.words import Weights
    from inference.retrieval.asked import Term
    from ingest.shelf import StoredPassage


# How much better than the carrier of a figure another one may answer before the figure is of the wrong row.
_MARGIN, _SIBLING_MARGIN = 0.1, 0.02
_FLOOR, _UNRELATED = 0.4, 0.2


class Rows:
    """The carriers of some passages, as one question ranks them."""

    def __init__(
        self,
        passages: Sequence[StoredPassage],
        question: str,
        weights: Weights = plain_weights,
        day: date | None = None,
        terms: Sequence[Term] = (),
    ) -> None:
        self.asked = Asked(question, weights, day, terms)
        self.units = carriers(passages)
        self._figures = {
            _key(unit): supported(f"{unit.heading}\n{unit.lead}\n{unit.text}") for unit in self.units
        }

    @cached_property
    def ranked(self) -> list[Match]:
        """Best first."""
        return self.asked.ranked(self.units, best_first=False)

    @cached_property
    def best(self) -> Match | None:
        """The carrier that answers best, by the question's own words."""
        return self.ranked[0] if self.ranked else None

    @property
    def related(self) -> bool:
        """Whether the question shares words with the passages: else it may be of another language."""
        return self.best is not None and self.best.coverage >= _UNRELATED

    def misplaced(self, sentence: str, told: set[str]) -> str:
        """Why a figure `told` by `sentence` is said of the wrong thing; empty when none is."""
        if not self.related:
            return ""
        units = measured(sentence)
        for figure in sorted(told - self.asked.figures):
            holding = [m for m in self.ranked if self._holds(m.carrier, figure, units.get(figure, ""))]
            if why := self._doubt(holding, figure, told):
                return f"{why}: {figure}"
        return ""

    def beside(self, unit: Carrier | None) -> bool:
        """Whether what `unit` carries is about something else than the question."""
        match = self._matches.get(_key(unit)) if unit and self.asked.words.weight else None
        return match is not None and (match.coverage < _UNRELATED or self._weak(match.score))

    def answered(self, text: str) -> bool:
        """Whether a whole answer tells something for each part that asks for figures, or denies it."""
        if negated(text):
            return True
        several = len(self.asked.parts) > 1

        def told(kind: str) -> bool:
            """Of several parts a count must name what is counted: the day of a date would do else."""
            return self.asked.tells(text, kind) if several else tells(text, kind, self.asked.figures)

        parts = [part.kinds for part in self.asked.parts] if several else [self.asked.expects]
        wanted = (part for part in parts if any(kind in IN_FIGURES for kind in part))
        return all(any(told(kind) for kind in part) for part in wanted)

    def answering(self, unit: Carrier) -> Carrier:
        """The carrier that answers best; `unit` where the question tells none apart."""
        return self.best.carrier if self.best and self.related else unit

    def score(self, unit: Carrier) -> float:
        """How well a carrier answers the question."""
        return self._matches[_key(unit)].score

    @cached_property
    def _matches(self) -> dict[tuple[int, int], Match]:
        return {_key(match.carrier): match for match in self.ranked}

    def _holds(self, unit: Carrier, figure: str, measure: str) -> bool:
        """Whether a carrier has the figure, and not of another unit: 120 m² is no 120 €."""
        if figure not in self._figures[_key(unit)]:
            return False
        units = measured(f"{unit.lead}\n{unit.text}")
        own = units.get(figure, "")
        if measure in SIDES and measure in units.values():
            return own == measure
        return not (measure and own) or measure == own

    def _doubt(self, holding: Sequence[Match], figure: str, told: set[str]) -> str:
        """Why a figure that `holding` have, best first, does not answer; empty when it does.

        told: all the figures of its sentence.
        """
        if not holding:
            return "" if self._titled(figure) else "of another unit"
        best = holding[0]
        tied = [match for match in holding if match.score >= best.score - _MARGIN]
        if not best.sure:
            return "of another date"
        if best.fits < 0:
            return "for another quantity"
        own = best.own > 0 or not any(match.own > 0 for match in self.ranked if match.typed)
        if self._weak(best.score) or not own or not any(match.typed for match in tied):
            return "beside the question"
        if self._beaten(best, figure):
            return f"of another row, « {best.carrier.text[:60]} »"
        if all(self._other_column(match.carrier, figure, told) for match in tied):
            return "of another column"
        return ""

    def _weak(self, score: float) -> bool:
        """Whether a carrier hardly answers, and another does better."""
        return score < _FLOOR and self.best is not None and score < self.best.score - _SIBLING_MARGIN

    def _titled(self, figure: str) -> bool:
        """Whether a title or a place in a document has it."""
        return any(figure in supported(f"{unit.passage.title} {unit.passage.label}") for unit in self.units)

    def _beaten(self, match: Match, figure: str) -> bool:
        """Whether a carrier that tells another figure of what is asked answers much better."""
        part = self._part_told(match)
        for rival in self.ranked:
            if part and not any(self.asked.tells(rival.carrier.text, kind) for kind in part):
                continue
            alike = siblings(rival.carrier, match.carrier)
            others = rival.typed and stated(rival.carrier.text) - self.asked.figures - {figure}
            if others and rival.score > match.score + (_SIBLING_MARGIN if alike else _MARGIN):
                return True
            if alike and rival.own > match.own + _MARGIN:
                return True
        return False

    def _part_told(self, match: Match) -> list[str]:
        """The kinds of a question in several parts that a carrier tells; a rival tells one of them too."""
        if len(self.asked.parts) < 2:
            return []
        return [kind for kind in self.asked.expects if self.asked.tells(match.carrier.text, kind)]

    def _other_column(self, unit: Carrier, figure: str, told: set[str]) -> bool:
        """Whether the question is about another cell of the row, that the sentence does not tell too."""
        cell = self.asked.cell(unit) if unit.row else None
        own = set[str]() if cell is None else stated(cell)
        if not own or own <= told:
            return False
        return figure not in supported(f"{cell} {unit.cells[0]}")


def _key(unit: Carrier) -> tuple[int, int]:
    return unit.rank, unit.place
