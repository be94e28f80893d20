"""Reads many files at once, each in a jail, and gives back what each one came to.

One thread a pool starts the jails, watches them and listens; they stay a while for the next call.
"""

from __future__ import annotations

import atexit
import os
import select
import socket
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.sandbox import faults
from ingest.sandbox.batch import Batch
from ingest.sandbox.cell import Cell
from ingest.sandbox.limits import Limits
from ingest.sandbox.scratch import Scratch, removed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ingest.readers.source import Source
    from ingest.sandbox.read import Read

READING = "ingest.sandbox.reading"
NICENESS = 19  # who asks a question never waits for who reads a document
_LOOK_SECONDS = 0.2
_IDLE_SECONDS = 30.0


def _silent(_place: int, _done: int, _pages: int) -> None:
    """Nobody watches."""


def read_all(
    sources: Sequence[Source],
    workers: int,
    limit_seconds: float = Limits().silent_seconds,
    *,
    report: Callable[[int, int, int], None] = _silent,
    scratch: Path | None = None,
) -> Iterator[tuple[int, Read]]:
    """Read every source; give (its place in `sources`, what became of it) as each one ends.

    limit_seconds: without a sign of life. report: called between results with (place, pages done, pages).
    scratch: where temporary files may be, on a disk that has room. Raises Fault where nothing can be jailed.
    """
    pool = _shared(scratch or Path(tempfile.gettempdir()))
    return pool.read(sources, workers, replace(Limits(), silent_seconds=limit_seconds), report)


class Pool:
    """module: what the jails run, `warm` and `read`. code: where it is imported from, beside our own code."""

    def __init__(self, scratch: Path, module: str = READING, code: Sequence[Path] = ()) -> None:
        self._parent, self._module, self._code = scratch, module, code
        self._lock = threading.Lock()
        self._batches: list[Batch] = []
        self._cells: list[Cell] = []
        self._thread: threading.Thread | None = None
        self._closing = False
        self._bell, self._ring = socket.socketpair()
        self._bell.setblocking(False)
        self._ring.setblocking(False)
        atexit.register(self.close)

    def read(
        self,
        sources: Sequence[Source],
        workers: int,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        report: Callable[[int, int, int], None] = _silent,
    ) -> Iterator[tuple[int, Read]]:
        """As `read_all`. One call may be made while another one's results are drawn."""
        batch = Batch(sources, workers, limits)
        self._take(batch)
        try:
            for place, read in batch.reads(report):
                yield place, read
                if read.folder:
                    removed(read.folder)
                batch.taken()
                self._wake()
        finally:
            self._drop(batch)

    def close(self) -> None:
        """End every jail; a later call starts them again."""
        with self._lock:
            thread, self._closing = self._thread, True
        self._wake()
        if thread:
            thread.join()
        self._closing = False

    def _take(self, batch: Batch) -> None:
        with self._lock:
            self._batches.append(batch)
            if self._thread is None:
                self._start()
        self._wake()

    def _start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="reading", daemon=True)
        self._thread.start()

    def _drop(self, batch: Batch) -> None:
        batch.dropped = True
        with self._lock:
            if batch in self._batches:
                self._batches.remove(batch)
        self._wake()

    def _wake(self) -> None:
        with suppress(BlockingIOError):
            self._ring.send(b"!")

    def _run(self) -> None:
        """The thread's life: until it has been idle for long, or nothing can be jailed."""
        error: BaseException | None = None
        try:
            scratch = Scratch(self._parent)
            try:
                self._attend(scratch)
            finally:
                for cell in self._cells:
                    cell.stop()
                self._cells.clear()
                scratch.close()
        except BaseException as caught:  # noqa: BLE001 - whoever waits for results has to hear of it
            error = caught
        self._end(error)

    def _end(self, error: BaseException | None) -> None:
        with self._lock:
            self._thread = None
            if self._batches and error is None and not self._closing:  # one came at the last moment
                self._start()
                return
            left, self._batches = self._batches, []
        for batch in left:
            batch.tell(0, error or faults.stopped())

    def _attend(self, scratch: Scratch) -> None:
        idle_at = look_at = time.monotonic()
        while not self._closing:
            self._assign(scratch)
            busy = any(not cell.is_free for cell in self._cells)
            self._listen(_LOOK_SECONDS if busy else _IDLE_SECONDS)
            now = time.monotonic()
            if busy and now >= look_at:
                look_at = now + _LOOK_SECONDS
                for cell in self._cells:
                    cell.watch()
            self._cells[:] = [cell for cell in self._cells if not cell.gone]
            if busy or self._batches:
                idle_at = now + _IDLE_SECONDS
            elif now >= idle_at:
                return

    def _listen(self, seconds: float) -> None:
        owners = {inner.fileno(): cell for cell in self._cells for inner in cell.sockets}
        listening = select.poll()  # unlike select, whatever the number of files that the process has open
        for descriptor in (self._bell.fileno(), *owners):
            listening.register(descriptor, select.POLLIN)
        ready = [descriptor for descriptor, _ in listening.poll(seconds * 1000)]
        with suppress(BlockingIOError):
            while self._bell.recv(4096):
                pass
        for cell in self._cells:
            if any(owners.get(descriptor) is cell for descriptor in ready):
                cell.attend()

    def _assign(self, scratch: Scratch) -> None:
        """Give free jails something to read; the latest call first, for an earlier one may wait for it."""
        with self._lock:
            batches = self._batches[::-1]
        for batch in batches:
            self._grow(batch, scratch)
            for cell in self._cells:
                if cell.is_free and (job := batch.next()):
                    cell.begin(batch, *job)

    def _grow(self, batch: Batch, scratch: Scratch) -> None:
        wanted = min(batch.workers, len(batch.sources))
        while len(self._cells) < wanted:
            self._cells.append(Cell(self._module, self._code, NICENESS, scratch))


@cache
def _shared(scratch: Path) -> Pool:
    return Pool(scratch)


os.register_at_fork(after_in_child=_shared.cache_clear)  # threads do not follow into a fork
