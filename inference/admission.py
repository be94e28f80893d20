"""Whether a question may still be written in time: learnt from the answers before it. Knows no question.

An answer that begins while `n` others are written takes about what the last ones took that began so; beside
more than that, longer as the engine's pace foretells. What was learnt is forgotten after half a minute: the
engine is tried again by itself.
"""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from inference.pace import Pace

REMEMBERED_SECONDS: Final = 30.0
_NEWEST_WEIGHS: Final = 0.3


@dataclass(frozen=True, slots=True)
class _Learnt:
    """seconds: mean of the answers, the newest counting most. at: monotonic time of the last one."""

    seconds: float
    at: float


class Admission:
    """One engine's admissions; any thread may ask.

    pace: of the engine, once it was timed; without it, what is not known is hoped for.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.pace: Pace | None = None
        self._clock = clock
        self._lock = threading.Lock()
        self._learnt: dict[int, _Learnt] = {}

    def allows(self, present: int, seconds: float) -> bool:
        """Whether an answer begun beside `present` others is expected within `seconds`.

        Alone it always is: there is nobody to wait for, and nothing else would ever be learnt again.
        """
        return present == 0 or self.expected(present) <= seconds

    def expected(self, present: int) -> float:
        """Seconds that an answer begun beside `present` others takes; 0 when nothing is known."""
        with self._lock:
            recent = {n: self._learnt[n].seconds for n in self._learnt if n <= present and self._fresh(n)}
        if not recent:
            return self.pace.beside(present) if self.pace else 0.0
        nearest = max(recent)
        return max(*recent.values(), recent[nearest] * self._longer(nearest, present))

    @contextmanager
    def observing(self, present: int) -> Iterator[None]:
        """Learns how long the answer written within takes, when it is whole or has had all its time.

        Nothing is learnt where it ends early, because the citizen left or the model knew nothing: under load
        such short ones would promise to the next what no whole answer keeps.
        """
        started = self._clock()
        try:
            yield
        except TimeoutError:
            self.observed(present, self._clock() - started)
            raise
        self.observed(present, self._clock() - started)

    def observed(self, present: int, seconds: float) -> None:
        """An answer begun beside `present` others took `seconds`, or was given up after them."""
        with self._lock:
            known = self._learnt.get(present)
            if known and self._fresh(present):
                seconds = known.seconds + _NEWEST_WEIGHS * (seconds - known.seconds)
            self._learnt[present] = _Learnt(seconds, self._clock())

    def _fresh(self, present: int) -> bool:
        return self._clock() - self._learnt[present].at < REMEMBERED_SECONDS

    def _longer(self, fewer: int, present: int) -> float:
        """How many times as long an answer takes beside `present` others as beside `fewer`."""
        return self.pace.beside(present) / self.pace.beside(fewer) if self.pace else 1.0
