"""Whether a rate piles up: a system that only just keeps up for a minute does not keep up for an hour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

MOST_PILED: Final = 0.02
FILLING: Final = 1 / 5  # of a run: it fills an empty system
# Both chosen by simulation (tests/benchmarks/load/test_backlog.py): fewer than one healthy run in twenty is
# refused. A deviation is that of two independent moments, which moments near each other stay below.
_BEYOND_DEVIATIONS: Final = 1.5


def in_flight(due: Mapping[int, int], ended: Mapping[int, int], seconds: float) -> NDArray[np.float64]:
    """How many questions were due and not over at the end of each second; shape (seconds,)."""
    length = max(1, int(seconds))
    rows = [np.zeros(length) for _ in range(2)]
    for row, counts in zip(rows, (due, ended), strict=True):
        for second, count in counts.items():
            if second < length:
                row[second] += count
    return np.cumsum(rows[0] - rows[1])


def piled_share(
    due: Mapping[int, int], ended: Mapping[int, int], seconds: float, burstiness: float = 1.0
) -> float:
    """Which share of the arriving questions stays behind; 0 where chance alone lets so many stand there.

    By the slope of those in flight. Where a server keeps up, their variance is their mean, as Poisson's law
    has it, whatever its answers take. burstiness: that of the law of arrivals.
    """
    waiting = in_flight(due, ended, seconds)
    settled = waiting[int(len(waiting) * FILLING) :]
    arrived = sum(due.values()) / max(seconds, 1.0) * len(settled)
    if len(settled) < 3 or not arrived:
        return 0.0
    rise = len(settled) * float(np.polyfit(np.arange(len(settled)), settled, 1)[0])
    deviation = (2 * burstiness * max(float(settled.mean()), 1.0)) ** 0.5
    return rise / arrived if rise > _BEYOND_DEVIATIONS * deviation else 0.0
