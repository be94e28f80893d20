"""The sources of one call, what is still to read of them, and what was read and is not taken yet."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ingest.readers.source import Source
    from ingest.sandbox.limits import Limits
    from ingest.sandbox.read import Read

_AHEAD = 2  # results a worker may have waiting: reading goes on while the caller works, within bounds


@dataclass(slots=True)
class Batch:
    """Filled by the pool's thread, emptied by the caller's."""

    sources: Sequence[Source]
    workers: int
    limits: Limits
    dropped: bool = False
    _untaken: int = 0
    _waiting: deque[tuple[int, Source]] = field(init=False)
    _told: SimpleQueue[tuple[int, Read | tuple[int, int] | BaseException]] = field(
        default_factory=SimpleQueue
    )
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._waiting = deque(enumerate(self.sources))

    def next(self) -> tuple[int, Source] | None:
        """What to read next; None while the caller has enough, or when nothing is left."""
        with self._lock:
            if self.dropped or not self._waiting or self._untaken >= _AHEAD * self.workers:
                return None
            self._untaken += 1
            return self._waiting.popleft()

    def tell(self, job: int, what: Read | tuple[int, int] | BaseException) -> None:
        self._told.put((job, what))

    def taken(self) -> None:
        with self._lock:
            self._untaken -= 1

    def reads(self, report: Callable[[int, int, int], None]) -> Iterator[tuple[int, Read]]:
        """As many as there are sources. Raises what made the pool give up."""
        for _ in self.sources:
            job, what = self._told.get()
            while isinstance(what, tuple):
                report(job, *what)
                job, what = self._told.get()
            if isinstance(what, BaseException):
                raise what
            yield job, what
