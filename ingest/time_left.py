"""How long a piece of work will still take, from what it has done so far. Knows no file and no passage."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_SURE_SECONDS = 2.0  # before that, a start-up would be taken for the pace


class TimeLeft:
    """Each part of the work has a weight, and is done to some share. Begins when it is made."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._started = clock, clock()
        self._weights: dict[str, float] = {}
        self._shares: dict[str, float] = {}
        self._whole = self._done = 0.0

    def expect(self, part: str, weight: float) -> None:
        self._weights[part] = weight
        self._whole += weight

    def reached(self, part: str, share: float) -> None:
        """share: of the part, from 0 to 1. A part that nobody expected counts for nothing."""
        self._done += self._weights.get(part, 0.0) * (share - self._shares.get(part, 0.0))
        self._shares[part] = share

    @property
    def seconds(self) -> float | None:
        """None while nothing can be told yet."""
        taken = self._clock() - self._started
        if taken < _SURE_SECONDS or self._done <= 0:
            return None
        return round(taken * max(0.0, self._whole - self._done) / self._done, 1)
