"""A jail and what is read in it: starting, then free and busy in turn, until it is gone."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ingest.sandbox import faults
from ingest.sandbox.jail import Jail
from ingest.sandbox.job import Job
from ingest.sandbox.read import Read
from ingest.sandbox.scratch import removed
from ingest.sandbox.wire import READY, Garbled
from ops.fault import Fault

if TYPE_CHECKING:
    import socket
    from collections.abc import Sequence
    from pathlib import Path

    from ingest.readers.source import Source
    from ingest.sandbox.batch import Batch
    from ingest.sandbox.scratch import Scratch

_START_SECONDS = 120.0
_LONGEST = 64  # bytes of what a template says


class Cell:
    """Belongs to one thread. Its jail sees one folder of the scratch, and a reading one folder of that."""

    def __init__(self, module: str, code: Sequence[Path], niceness: int, scratch: Scratch) -> None:
        self._scratch, self._readings = scratch, 0
        self.jail = Jail(module, scratch.new(), code, niceness)
        self.jail.control.setblocking(False)
        self.job: Job | None = None
        self._start_by = time.monotonic() + _START_SECONDS
        self.ready = self.gone = False

    @property
    def is_free(self) -> bool:
        return self.ready and self.job is None and not self.gone

    @property
    def sockets(self) -> list[socket.socket]:
        return [self.jail.control, *([self.job.data] if self.job else [])]

    def begin(self, batch: Batch, place: int, source: Source) -> None:
        """Start to read; what cannot even be handed over is told at once."""
        self._readings += 1
        folder = self.jail.scratch / str(self._readings)
        try:
            self.job = Job(self.jail, batch, place, folder, source)
        except Fault as fault:
            removed(folder)
            batch.tell(place, Read(fault=fault))
        except ConnectionError:
            batch.tell(place, Read(fault=faults.crashed()))
            self.stop()
        except OSError as error:
            removed(folder)
            batch.tell(place, error)

    def attend(self) -> None:
        """Hear what came, and end what is over. Raises Fault when the jail does not even start."""
        self._hear()
        said = None if self.gone else self._said()
        if said is None:
            return
        if not self.ready:
            self._open(said)
        elif self.job and len(said) == 1:
            self._hear()
            self._settle(said[0])
        else:
            self._lose(faults.crashed())

    def watch(self) -> None:
        """End what takes too much, or is not wanted any more. Raises Fault when the jail does not start."""
        if not self.ready and time.monotonic() > self._start_by:
            raise self.jail.failure()
        if self.job and (fault := faults.too_slow() if self.job.batch.dropped else self.job.excess()):
            self._lose(fault)

    def stop(self) -> None:
        if self.gone:
            return
        self.gone = True
        if self.job:
            self.job.data.close()
        self.job = None
        self.jail.stop()
        removed(self.jail.scratch)

    def _said(self) -> bytes | None:
        """By the template; empty when it is gone, None when it says nothing."""
        try:
            return self.jail.control.recv(_LONGEST)
        except BlockingIOError:
            return None
        except OSError:
            return b""

    def _open(self, said: bytes) -> None:
        if said != READY:
            raise self.jail.failure()
        self.ready = True
        self.jail.settle()

    def _hear(self) -> None:
        if self.job is None:
            return
        try:
            for told in self.job.hear():
                self.job.batch.tell(self.job.place, told)
        except Garbled:
            self._lose(faults.crashed())

    def _settle(self, status: int) -> None:
        if self.job:
            job, self.job = self.job, None
            job.data.close()
            read = job.result(status, self._scratch)
            for left in self.jail.scratch.iterdir():  # also what was written beside its folder
                removed(left)
            job.batch.tell(job.place, read)

    def _lose(self, fault: Fault) -> None:
        """The reading does not end well, and takes its jail along."""
        job = self.job
        self.stop()
        if job:
            job.batch.tell(job.place, Read(fault=fault, seconds=job.patience.seconds))
