"""The process that reads one file, under the kernel's own limits, and is gone after it."""

from __future__ import annotations

import os
import resource
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from ingest.readers.source import Source
from ingest.sandbox import faults
from ingest.sandbox.jail import SCRATCH
from ingest.sandbox.message import in_pieces, packed_refusal
from ingest.sandbox.scratch import GIVEN, INSIDE
from ingest.sandbox.wire import GIVEN as MESSAGE
from ingest.sandbox.wire import frame, told

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from ingest.document import Reading
    from ingest.sandbox.limits import Limits
    from ingest.sandbox.wire import Request

_SIGN_SECONDS = 0.2


def run(read: Callable[[Source], tuple[str, Reading]], request: Request, data: socket.socket) -> NoReturn:
    """Read, send the message, end."""
    try:
        os.setsid()
        source = _source(request, data)
        _limit(request.limits)
        _give(read, source, data)
    except MemoryError:
        os._exit(faults.OUT_OF_MEMORY)
    except BaseException:  # noqa: BLE001 - the pool hears it from the status; nothing may run after
        os._exit(1)
    os._exit(0)


def _give(read: Callable[[Source], tuple[str, Reading]], source: Source, data: socket.socket) -> None:
    try:
        for piece in in_pieces(*read(source)):
            data.sendall(piece)
    except Exception as error:  # noqa: BLE001 - a parser may raise anything; the agent gets one sentence
        data.sendall(frame(MESSAGE, packed_refusal(faults.of_error(error))))


def _source(request: Request, data: socket.socket) -> Source:
    folder = Path(SCRATCH, request.folder)
    os.chdir(folder / GIVEN)
    os.environ.update(TMPDIR=str(folder / GIVEN), HOME=str(folder / GIVEN))
    tempfile.tempdir = None
    return Source(
        path=folder / INSIDE / request.file,
        name=request.name,
        insee=request.insee,
        today=date.fromisoformat(request.today),
        scratch=folder / GIVEN,
        tell=_teller(data),
    )


def _teller(data: socket.socket) -> Callable[[int, int], None]:
    """Tells at most a few times a second."""
    next_at = 0.0

    def tell(done: int, pages: int) -> None:
        nonlocal next_at
        now = time.monotonic()
        if now >= next_at:
            next_at = now + _SIGN_SECONDS
            data.sendall(told(done, pages))

    return tell


def _limit(limits: Limits) -> None:
    for what, most in (
        (resource.RLIMIT_DATA, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, limits.file_bytes),
        (resource.RLIMIT_CPU, limits.processor_seconds),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
