"""What the appliance and its machine did during a run, looked at once a second.

What could not be seen is unknown, and never a zero.
"""

from __future__ import annotations

import threading
import time
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Self

import psutil

if TYPE_CHECKING:
    from benchmarks.load.target import Metrics, Target

_SECONDS = 1.0
_BEFORE_AND_AFTER = 2  # the two scrapes that are no look
_GIB = 2**30


@dataclass(frozen=True, slots=True)
class Look:
    """second: of the run, once aligned. queued, running: requests of the engine. busy: of all cores, in %.

    busy, memory: of the machine that answers. None: not known then.
    """

    second: float
    queued: float | None
    running: float | None
    busy_percent: float | None
    memory_gib: float | None


class Watch:
    """Looks from a thread of its own while its `with` lasts. failed: how many scrapes of `/metrics` did."""

    def __init__(self, target: Target) -> None:
        self._target, self._ended = target, threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.looks: list[Look] = []
        self.failed = 0
        self.before: Metrics | None = None
        self.after: Metrics | None = None

    def __enter__(self) -> Self:
        self.before = self._scraped()
        psutil.cpu_percent()
        self._started = time.time()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()
        self.after = self._scraped()

    def align(self, began: float) -> None:
        """Lets the looks' seconds count from the run's own second 0, at `time.time()` began."""
        shift = began - self._started
        self.looks = [replace(look, second=round(look.second - shift, 2)) for look in self.looks]

    def grown(self, prefix: str) -> dict[str, float]:
        """How much each counter named so grew; what did not grow is left out.

        Nothing where a first or a last scrape is missing: counters alone tell the appliance's whole life.
        """
        if self.before is None or self.after is None:
            return {}
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

    def scrapes(self) -> dict[str, Any]:
        """How many failed; counters: whether what they grew by during the run is `known` or `unknown`."""
        known = self.before is not None and self.after is not None
        return {
            "count": len(self.looks) + _BEFORE_AND_AFTER,
            "failed": self.failed,
            "counters": "known" if known else "unknown",
        }

    def _run(self) -> None:
        while not self._ended.wait(_SECONDS):
            told = self._scraped() or {}
            busy, memory = _elsewhere(told) if self._target.elsewhere else _here()
            self.looks.append(
                Look(
                    second=round(time.time() - self._started, 2),
                    queued=told.get("parvis_engine_queued_requests"),
                    running=told.get("parvis_engine_running_requests"),
                    busy_percent=busy,
                    memory_gib=memory,
                )
            )

    def _scraped(self) -> Metrics | None:
        told = self._target.metrics()
        self.failed += told is None
        return told


def _here() -> tuple[float, float]:
    """Processors in %, memory in GiB."""
    return psutil.cpu_percent(), round(psutil.virtual_memory().used / _GIB, 2)


def _elsewhere(told: Metrics) -> tuple[None, float | None]:
    """The same as far as the appliance tells it: this machine's own would say nothing of it."""
    size = told.get("parvis_machine_memory_bytes")
    free = told.get("parvis_machine_memory_available_bytes")
    return None, None if size is None or free is None else round((size - free) / _GIB, 2)
