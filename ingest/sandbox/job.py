"""One file being read in one jail: what it says, what it takes, what it comes to."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.sandbox import faults, usage
from ingest.sandbox.message import Arriving
from ingest.sandbox.patience import Patience
from ingest.sandbox.read import Read
from ingest.sandbox.scratch import laid_in, taken_out
from ingest.sandbox.wire import TOLD, Frames, Garbled, Request, pages_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ingest.readers.source import Source
    from ingest.sandbox.batch import Batch
    from ingest.sandbox.jail import Jail
    from ingest.sandbox.scratch import Scratch
    from ops.fault import Fault

_PIECE = 1 << 20
_NAME_LETTERS = 1000
_FAMILY_EVERY = 5  # looks; looking at every process of the machine costs milliseconds


@dataclass(slots=True)
class Job:
    """Begun when made. place: in the batch. folder: its own, in the jail's scratch. Raises Fault, OSError."""

    jail: Jail
    batch: Batch
    place: int
    folder: Path
    source: Source
    data: socket.socket = field(init=False)
    patience: Patience = field(init=False)
    _frames: Frames = field(init=False)
    _message: Arriving = field(init=False)
    _looks: int = 0
    _family: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        limits, source = self.batch.limits, self.source
        file = laid_in(source, self.folder)
        name = source.name[-_NAME_LETTERS:]
        request = Request(self.folder.name, file, name, source.insee, source.today.isoformat(), limits)
        self.data, inner = socket.socketpair()
        with inner:
            self.jail.send(request.packed(), inner)
        self.data.setblocking(False)
        self.patience, self._frames = Patience(limits), Frames(limits.message_bytes)
        self._message = Arriving(limits.message_bytes)

    def hear(self) -> Iterator[tuple[int, int]]:
        """What it tells of its progress, from what has arrived. Raises Garbled."""
        for piece in self._pieces():
            for kind, payload in self._frames.fed(piece):
                if kind != TOLD:
                    self._message.add(kind, payload)
                elif self.patience.heard(*(told := pages_of(payload))):
                    yield told

    def excess(self) -> Fault | None:
        """What it takes too much of, if anything. Called a few times a second."""
        limits = self.batch.limits
        self._looks += 1
        if self._looks % _FAMILY_EVERY == 1:
            self._look_around()
            if usage.disk_bytes(self.jail.scratch) > limits.scratch_bytes:
                return faults.too_much_room()
        if len(self._family) > limits.processes:
            return faults.too_much_memory()
        if usage.memory_bytes(self._family, limits.memory_bytes) > limits.memory_bytes:
            return faults.too_much_memory()
        return faults.too_slow() if self.patience.is_out else None

    def result(self, status: int, scratch: Scratch) -> Read:
        """What it came to, now that its processes are gone. scratch: where its attachments may stay."""
        if status or not self._message.is_whole:
            return Read(fault=faults.of_status(status), seconds=self.patience.seconds)
        try:
            read = self._message.read(self.patience.seconds)
            folder = taken_out(read.reading, self.folder, scratch) if read.reading else None
        except Garbled:
            return Read(fault=faults.crashed(), seconds=self.patience.seconds)
        return Read(read.media_type, read.reading, read.fault, read.seconds, folder)

    def _look_around(self) -> None:
        """Who is in the jail now, and how long they waited for a processor since the last look."""
        waited = {pid: usage.waited_seconds(pid) for pid in usage.family(self.jail.pid)}
        self.patience.forgive(max(waited[pid] - self._family.get(pid, waited[pid]) for pid in waited))
        self._family = waited

    def _pieces(self) -> Iterator[bytes]:
        while True:
            try:
                piece = self.data.recv(_PIECE)
            except BlockingIOError:
                return
            except OSError:
                piece = b""
            if not piece:
                return
            yield piece
