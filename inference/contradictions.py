"""Sources that differ, met while answering: kept for the agents behind the answer. Knows no question.

An answer only leaves a note: one thread of the process writes what has gathered, so that a store that is busy
makes no citizen wait and fails no answer. What could not be written is tried again with the next.
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING, Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from ingest.contradictions import Met, record
from ops import metrics

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Engine

    from inference.question import Kind
    from ingest.shelf import StoredPassage

KEEPING: Final = ThreadPoolExecutor(1, thread_name_prefix="keeping")
_log = structlog.get_logger("contradictions")


class Contradictions:
    """Those of the commune `slug`; any number of threads may bring one."""

    def __init__(self, store: Engine, slug: str) -> None:
        self._store = store
        self._slug = slug
        self._lock = Lock()
        self._waiting: Counter[Met] = Counter()
        self._due = False

    def met(self, kind: Kind, pairs: Iterable[tuple[StoredPassage, StoredPassage]]) -> None:
        """An answer of that kind told these pairs of sources; it is kept later."""
        metrics.contradictions.labels(kind.value).inc()
        with self._lock:
            self._waiting.update(
                {Met.of(kind.value, one.passage_id, other.passage_id) for one, other in pairs}
            )
            begin, self._due = not self._due, True
        if begin:
            KEEPING.submit(self._keep)

    def _keep(self) -> None:
        with self._lock:
            taken, self._waiting, self._due = self._waiting, Counter(), False
        try:
            record(self._store, self._slug, taken, datetime.now(UTC).replace(tzinfo=None))
        except SQLAlchemyError as error:
            _log.warning("not kept yet", error=type(error).__name__)
            with self._lock:
                self._waiting.update(taken)
