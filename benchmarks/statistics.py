"""Percentiles, medians and shares with their intervals. Knows nothing of what was measured."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_CONFIDENCE = 0.95
DEVIATIONS = statistics.NormalDist().inv_cdf((1 + _CONFIDENCE) / 2)


@dataclass(frozen=True, slots=True)
class Median:
    """A median and the interval that holds the true one; confidence: with which probability, 0 to 1."""

    value: float
    low: float
    high: float
    confidence: float
    count: int


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that `percent` % of the values do not exceed (nearest rank). One value at least."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(percent / 100 * len(ranked)) - 1)]


def median(values: Sequence[float]) -> Median:
    """The median, between two measured values chosen by the sign test: nothing is assumed of their law.

    The narrowest interval of at least 95 %; fewer than six values give all they span, and less confidence.
    """
    ranked, count = sorted(values), len(values)
    outside = 0
    while outside + 1 < (count + 1) // 2 and _held(count, outside + 1) >= _CONFIDENCE:
        outside += 1
    return Median(
        value=statistics.median(ranked),
        low=ranked[outside],
        high=ranked[count - 1 - outside],
        confidence=_held(count, outside),
        count=count,
    )


def wilson(hits: int, count: int) -> tuple[float, float]:
    """The true share, 0 to 1, lies between these at 95 % when `hits` of `count` were seen (Wilson, 1927)."""
    share, z = hits / count, DEVIATIONS
    centre = share + z * z / (2 * count)
    reach = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    scale = 1 + z * z / count
    return max(0.0, (centre - reach) / scale), min(1.0, (centre + reach) / scale)


def _held(count: int, outside: int) -> float:
    """The probability that the true median lies between the values left when `outside` go at each end."""
    beyond = sum(math.comb(count, rank) for rank in range(outside + 1))
    return 1.0 - 2.0 * beyond / float(2**count)
