"""Readers run in child processes: one broken file never stops the others.

A child that passes the time limit is killed, one that crashes is replaced; both are told as a Fault.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import time
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection
    from pathlib import Path

    from ingest.document import Reading
    from ingest.readers.source import Source

MAX_ADDRESS_BYTES = 4 << 30
_FATAL = ("document.too_slow", "document.crashed")
_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Read:
    """What a child gave back. reading is None when it was refused, `fault` says why then.

    folder: where the attachments of the reading are; whoever takes them deletes it.
    """

    media_type: str = ""
    reading: Reading | None = None
    fault: Fault | None = None
    seconds: float = 0.0
    folder: Path | None = None


@dataclass(slots=True)
class _Child:
    """A reading process and what it is at."""

    connection: Connection = field(init=False)
    process: Any = field(init=False)
    job: int | None = None
    started: float = 0.0

    def __post_init__(self) -> None:
        self.connection, end = _SPAWN.Pipe()
        self.process = _SPAWN.Process(target=_serve, args=(end,), daemon=True)
        self.process.start()
        end.close()

    def start(self, job: int, source: Source) -> None:
        self.job, self.started = job, time.monotonic()
        self.connection.send(source)

    def stop(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join()


def read_all(sources: Sequence[Source], workers: int, limit_seconds: float) -> Iterator[tuple[int, Read]]:
    """Read every source; give (its place in `sources`, what became of it) as each one ends."""
    waiting = list(enumerate(sources))[::-1]
    children = [_Child() for _ in range(min(workers, len(waiting)))]
    try:
        while waiting or any(child.job is not None for child in children):
            for child in children:
                if child.job is None and waiting:
                    child.start(*waiting.pop())
            yield from _ended(children, limit_seconds)
    finally:
        for child in children:
            child.stop()


def _ended(children: list[_Child], limit_seconds: float) -> Iterator[tuple[int, Read]]:
    busy = [child for child in children if child.job is not None]
    oldest = min(child.started for child in busy)
    patience = max(0.0, oldest + limit_seconds - time.monotonic())
    wait([child.connection for child in busy], timeout=patience)
    for child in busy:
        seconds = time.monotonic() - child.started
        if not child.connection.poll() and seconds < limit_seconds:
            continue
        job, read = child.job or 0, _received(child, seconds)
        child.job = None
        if read.fault and read.fault.key in _FATAL:
            child.stop()
            children[children.index(child)] = _Child()
        yield job, read


def _received(child: _Child, seconds: float) -> Read:
    if not child.connection.poll():
        return Read(fault=_too_slow(), seconds=seconds)
    try:
        read: Read = child.connection.recv()
    except (EOFError, OSError):
        return Read(fault=_crashed(), seconds=seconds)
    return read


def _serve(connection: Connection) -> None:
    """The life of a child: read what comes, until the parent hangs up."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_ADDRESS_BYTES, MAX_ADDRESS_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)
    while True:
        try:
            source = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(_read(source))


def _read(source: Source) -> Read:
    from ingest.readers.registry import reader_of
    from ingest.recognise import recognised

    started = time.monotonic()
    try:
        reader = reader_of(source)
        reading = recognised(reader.read(source), source)
    except Fault as fault:
        return Read(fault=fault, seconds=time.monotonic() - started)
    except Exception as error:  # noqa: BLE001 - a parser may raise anything; the agent gets one sentence
        return Read(fault=_unreadable(error), seconds=time.monotonic() - started)
    return Read(reader.media_type, reading, seconds=time.monotonic() - started)


def _unreadable(error: Exception) -> Fault:
    if isinstance(error, MemoryError):
        return Fault(
            key="document.too_much_memory", sentence="Le fichier demande trop de mémoire pour être lu."
        )
    return Fault(key="document.broken", sentence="Le fichier est abîmé : il ne peut pas être lu.")


def _too_slow() -> Fault:
    return Fault(
        key="document.too_slow", sentence="La lecture du fichier a été arrêtée : elle durait trop longtemps."
    )


def _crashed() -> Fault:
    return Fault(key="document.crashed", sentence="Le fichier a fait tomber son lecteur : il n'a pas été lu.")
