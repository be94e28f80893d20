"""Whether a rate piles up: a system that only just keeps up for a minute does not keep up for an hour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

MOST_PILED: Final = 0.02
_SETTLED: Final = 1 / 3  # of a run: the first third fills an empty system


def in_flight(due: Mapping[int, int], ended: Mapping[int, int], seconds: float) -> NDArray[np.float64]:
    """How many questions were due and not over at the end of each second; shape (seconds,)."""
    length = max(1, int(seconds))
    rows = [np.zeros(length) for _ in range(2)]
    for row, counts in zip(rows, (due, ended), strict=True):
        for second, count in counts.items():
            if second < length:
                row[second] += count
    return np.cumsum(rows[0] - rows[1])


def piled_share(due: Mapping[int, int], ended: Mapping[int, int], seconds: float) -> float:
    """Which share of the arriving questions stays behind, by the slope of those in flight; 0 for none."""
    waiting = in_flight(due, ended, seconds)
    settled = waiting[int(len(waiting) * _SETTLED) :]
    arriving = sum(due.values()) / max(seconds, 1.0)
    if len(settled) < 3 or not arriving:
        return 0.0
    slope = float(np.polyfit(np.arange(len(settled)), settled, 1)[0])
    return max(0.0, slope / arriving)
