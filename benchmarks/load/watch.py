"""What the appliance and its machine did during a run, looked at once a second."""

from __future__ import annotations

import threading
import time
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Self

import psutil

if TYPE_CHECKING:
    from benchmarks.load.target import Metrics, Target

_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Look:
    """second: of the run, once aligned. queued, running: requests of the engine. busy: of all cores, in %."""

    second: float
    queued: float
    running: float
    busy_percent: float
    memory_gib: float


class Watch:
    """Looks from a thread of its own while its `with` lasts, at this machine, wherever the target is."""

    def __init__(self, target: Target) -> None:
        self._target, self._ended = target, threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.looks: list[Look] = []
        self.before: Metrics = {}
        self.after: Metrics = {}

    def __enter__(self) -> Self:
        self.before = self._target.metrics()
        psutil.cpu_percent()
        self._started = time.time()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()
        self.after = self._target.metrics()

    def align(self, began: float) -> None:
        """Lets the looks' seconds count from the run's own second 0, at `time.time()` began."""
        shift = began - self._started
        self.looks = [replace(look, second=round(look.second - shift, 2)) for look in self.looks]

    def grown(self, prefix: str) -> dict[str, float]:
        """How much each counter named so grew; what did not grow is left out."""
        grown = {
            name.removeprefix(prefix).strip("/"): value - self.before.get(name, 0.0)
            for name, value in self.after.items()
            if name.startswith(prefix)
        }
        return {name: value for name, value in grown.items() if value > 0}

    def stages(self) -> dict[str, float]:
        """The mean seconds of each stage of an answer during the run."""
        sums, counts = self.grown("parvis_stage_seconds_sum"), self.grown("parvis_stage_seconds_count")
        return {name: sums.get(name, 0.0) / count for name, count in counts.items()}

    def plain(self) -> list[dict[str, Any]]:
        return [asdict(look) for look in self.looks]

    def _run(self) -> None:
        while not self._ended.wait(_SECONDS):
            told = self._target.metrics()
            self.looks.append(
                Look(
                    second=round(time.time() - self._started, 2),
                    queued=told.get("parvis_engine_queued_requests", 0.0),
                    running=told.get("parvis_engine_running_requests", 0.0),
                    busy_percent=psutil.cpu_percent(),
                    memory_gib=round(psutil.virtual_memory().used / 2**30, 2),
                )
            )
