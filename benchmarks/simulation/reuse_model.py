"""Which answers are found again: the same words in the same commune, their documents unchanged since.

Wordings are drawn by Zipf's law, each commune's apart. The documents of an answer change as a Poisson
process: an answer of `seconds` ago still holds with probability exp(−edits × seconds). Before the simulation
begins, each commune has asked as in its mean year: an answer is then found as often as a question of its
wording, rather than an edit, came last. Knows no engine.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Self

from benchmarks.simulation.gateway import Question

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator

    from benchmarks.simulation.given import Assumptions, Reuse

_DAY: Final = 86_400.0


@dataclass(frozen=True)
class Memory:
    """The answers that an installation keeps. communes: each with answers of its own, once a gateway.

    lookups: of one of them, a second, on the mean of the year; only those that may be found again.
    """

    law: Reuse
    communes: int
    lookups: float

    @classmethod
    def of(cls, given: Assumptions, communes: float, inhabitants: float, gateways: int = 1) -> Self:
        """communes: one at least. inhabitants: of each. gateways: each keeps only what it answered itself."""
        searched = given.rungs.searched + given.rungs.written
        lookups = given.demand.mean_per_second(inhabitants) * searched * given.reuse.repeated
        return cls(given.reuse, max(1, round(communes)) * gateways, lookups / gateways)

    def share(self) -> float:
        """Of the look-ups that may be found again, those that are, on the mean of the year."""
        return sum(share * self._holds(share) for share in self._shares)

    def remembering(
        self, asked: Iterable[tuple[float, Question]], chance: random.Random
    ) -> Iterator[tuple[float, Question]]:
        """The same questions after the same gaps; those whose answer is found again ask no engine."""
        now, last = 0.0, dict[tuple[int, int], float]()
        for gap, question in asked:
            now += gap
            if question.rung == "computed" or chance.random() >= self.law.repeated:
                yield gap, question
                continue
            key = chance.randrange(self.communes), self._wording(chance)
            since = now - last[key] if key in last else None
            found = chance.random() < self._holds(self._shares[key[1]], since)
            last[key] = now
            yield gap, Question("kept") if found else question

    @cached_property
    def _shares(self) -> list[float]:
        """Of each wording, in its commune; 1 in sum."""
        weights = [rank**-self.law.zipf for rank in range(1, self.law.wordings + 1)]
        return [weight / sum(weights) for weight in weights]

    @cached_property
    def _summed(self) -> list[float]:
        return list(itertools.accumulate(self._shares))

    def _wording(self, chance: random.Random) -> int:
        return chance.choices(range(self.law.wordings), cum_weights=self._summed)[0]

    def _holds(self, share: float, since: float | None = None) -> float:
        """How likely an answer to a wording of this share is there. since: seconds, where it is known."""
        edits = self.law.edits_per_day / _DAY
        if since is not None:
            return math.exp(-edits * since)
        asked = self.lookups * share
        return asked / (asked + edits) if asked else 0.0
