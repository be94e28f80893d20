"""When documents change within one run, and what became of each change. Knows no appliance."""

from __future__ import annotations

import random
import threading
import time
from typing import TYPE_CHECKING, Self

from benchmarks.shown import out
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def moments(per_minute: float, seconds: float, seed: int) -> list[float]:
    """The seconds of a run at which something changes, in order.

    One in the first half of each of so many equal parts: however short the run, the first change comes in
    its first half, and what follows meets it.
    """
    count = max(1, round(per_minute * seconds / 60)) if per_minute else 0
    own = random.Random(seed)  # noqa: S311 - a draw, not a secret
    return [(part + own.random() / 2) * seconds / count for part in range(count)]


class Changes:
    """Made from a thread of its own, from the moment the run is told to begin until the `with` ends.

    planned: how many fall into the run. done, failed: of them; the others did not come to their turn, where
    each takes longer than the time between two.
    """

    def __init__(
        self, per_minute: float = 0.0, seed: int = 1, change: Callable[[], None] = lambda: None
    ) -> None:
        self._per_minute, self._seed, self._change = per_minute, seed, change
        self._ended, self._thread = threading.Event(), threading.Thread()
        self.planned = self.done = self.failed = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    def begin(self, at: float, seconds: float) -> None:
        """at: the run's second 0, as `time.time()` tells it. seconds: how long the run lasts."""
        due = [at + moment for moment in moments(self._per_minute, seconds, self._seed)]
        self.planned = len(due)
        self._thread = threading.Thread(target=self._run, args=(due,), daemon=True)
        self._thread.start()

    def plain(self) -> dict[str, int]:
        return {"planned": self.planned, "done": self.done, "failed": self.failed}

    def _run(self, due: Sequence[float]) -> None:
        for moment in due:
            if self._ended.wait(max(0.0, moment - time.time())):
                return
            self._once()

    def _once(self) -> None:
        try:
            self._change()
        except Fault as fault:
            self.failed += 1
            out.print(f"[yellow]document non remis :[/] {fault}")
        else:
            self.done += 1
