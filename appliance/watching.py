"""What is looked at for `/metrics` rather than counted as it happens: documents, memory, disk, GPUs."""

from __future__ import annotations

import math
import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import structlog

from appliance.version import version
from inference.question import Kind
from ingest.document import State
from ingest.waiting import Waiting, standing
from ops import machine, metrics
from ops.process import Daemon

if TYPE_CHECKING:
    from collections.abc import Callable

    from appliance.assembly import Assembly
    from ingest.inbox import Inbox

LOOK_SECONDS: Final = 10.0  # anyone may ask for /metrics: asking often must not cost more
_log = structlog.get_logger("watching")


class Watching:
    """Looks at one appliance, at most every `LOOK_SECONDS`. Any thread may ask it to."""

    def __init__(self, assembly: Assembly, inbox: Inbox, seconds: float = LOOK_SECONDS) -> None:
        self._assembly, self._inbox, self._seconds = assembly, inbox, seconds
        self._lock = threading.Lock()
        self._looked = -math.inf
        run = assembly.settings.run_folder
        self._parts = [Daemon("gateway", run), Daemon("engine", run)]
        _begin_at_zero()
        profile = assembly.profile
        metrics.build.labels(version(), profile.name).set(1)
        elsewhere = bool(assembly.settings.inference.engine_address)
        metrics.gpus_expected.set(0 if elsewhere else math.ceil(profile.replica.gpus * profile.replicas))

    def look(self) -> None:
        """Writes what is seen into the metrics. What cannot be seen is told there, and never raised."""
        with self._lock:
            if time.monotonic() - self._looked < self._seconds:
                return
            self._look_at("documents", self._documents)
            self._look_at("machine", self._machine)
            self._look_at("gpus", machine.tell_gpus)
            self._looked = time.monotonic()

    def _look_at(self, name: str, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001 - one thing that cannot be seen must not hide the others
            _log.warning("not seen", look=name, error=type(error).__name__)
            metrics.look_ok.labels(name).set(0)
        else:
            metrics.look_ok.labels(name).set(1)

    def _documents(self) -> None:
        seen = standing(self._assembly.store, datetime.now(UTC).replace(tzinfo=None))
        metrics.communes.set(seen.communes)
        metrics.communes_empty.set(seen.empty)
        metrics.stalest_seconds.set(seen.stalest_seconds)
        for state, count in seen.states.items():
            metrics.documents.labels(state.value).set(count)
        _tell("retry", seen.retry)
        _tell("vectors", seen.vectors)
        _tell("drop", Waiting(*self._inbox.waiting(time.time())))

    def _machine(self) -> None:
        machine.tell_memory_and_disk(self._assembly.settings.home)
        for part in self._parts:
            metrics.memory.labels(part.name).set(part.resident_bytes())


def _tell(step: str, waiting: Waiting) -> None:
    metrics.ingest_pending.labels(step).set(waiting.count)
    metrics.ingest_lag_seconds.labels(step).set(waiting.seconds)


def _begin_at_zero() -> None:
    """Every series that alerts divide by is there from the start: a first event is then seen as a rise."""
    for kind in Kind:
        metrics.answers.labels(kind.value)
        metrics.answer_seconds.labels(kind.value)
        metrics.first_text_seconds.labels(kind.value)
    for state in State:
        metrics.ingested.labels(state.value)
    for reason in ("failed", "left_in_time", "left_late"):
        metrics.unanswered.labels(reason)
    for reason in ("unsupported", "too_slow", "engine.overloaded", "engine.unavailable", "engine.broken"):
        metrics.unwritten.labels(reason)
    for verdict in ("copied", "supported", "refused"):
        metrics.guard_sentences.labels(verdict)
    for result in ("exact", "semantic", "miss"):
        metrics.cache_lookups.labels(result)
    metrics.questions_refused.labels("gateway.unexpected")
