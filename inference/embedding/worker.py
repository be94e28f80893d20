"""Passages are embedded in a process of their own, which computes only when nobody else wants the cores.

The gateway that answers neither grows by the weights nor waits for Python's lock.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from inference.embedding.model import DIMENSIONS
from ops.fault import Fault
from ops.process import rank_session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

    from numpy.typing import NDArray

_AT_ONCE = 256  # passages a message
_SPAWN = multiprocessing.get_context("spawn")
_BROKEN = (EOFError, OSError)
_LAST = 19  # niceness


class PassageWorker:
    """Started at the first call, gone after `idle_seconds` without one, started again when it died."""

    def __init__(self, idle_seconds: float = 60.0) -> None:
        self._idle_seconds = idle_seconds
        self._lock = threading.Lock()
        self._child: _Child | None = None
        self._closed = False

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """n passages → (n, 384), L2-normalised. Raises Fault when the process dies twice, or is closed."""
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        with self._lock:
            for start in range(0, len(texts), _AT_ONCE):
                asked = list(texts[start : start + _AT_ONCE])
                vectors[start : start + len(asked)] = self._answer(asked)
        return vectors

    def close(self) -> None:
        """For good; a call under way ends with a Fault."""
        self._closed = True
        if child := self._child:
            child.process.kill()
        with self._lock:
            self._drop()

    def _answer(self, texts: list[str]) -> NDArray[np.float32]:
        for _ in range(2):
            try:
                reply = self._exchanged(texts)
            except _BROKEN:
                self._drop()
                continue
            if isinstance(reply, str):
                raise RuntimeError(reply)
            return reply
        raise _stopped()

    def _exchanged(self, texts: list[str]) -> NDArray[np.float32] | str:
        if self._child is None and not self._closed:
            self._child = _Child(self._idle_seconds)
        if self._closed or self._child is None:  # looked at again: `close` may not have seen the child
            self._drop()
            raise _stopped()
        self._child.connection.send(texts)
        reply: NDArray[np.float32] | str = self._child.connection.recv()
        return reply

    def _drop(self) -> None:
        if self._child:
            self._child.stop()
        self._child = None


class _Child:
    def __init__(self, idle_seconds: float) -> None:
        self.connection, end = _SPAWN.Pipe()
        self.process: Any = _SPAWN.Process(target=_serve, args=(end, idle_seconds), daemon=True)
        self.process.start()
        end.close()

    def stop(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join()


def _serve(connection: Connection, idle_seconds: float) -> None:
    """The life of the child: embed what comes, until nothing comes any more or the parent hangs up."""
    _give_way()
    from inference.embedding.encoder import PassageEncoder

    encoder = PassageEncoder()
    with suppress(*_BROKEN):
        while connection.poll(idle_seconds):
            texts = connection.recv()
            try:
                reply: NDArray[np.float32] | str = encoder.passages(texts)
            except Exception as error:  # noqa: BLE001 - told to the parent, who raises it
                reply = repr(error)
            connection.send(reply)


def _give_way() -> None:
    """Computes only on cores that would idle: the threads that are there, and those to come.

    The child takes a session of its own, and gives that the last rank as well.
    """
    with suppress(OSError):
        for thread in Path("/proc/self/task").iterdir():
            os.sched_setscheduler(int(thread.name), os.SCHED_IDLE, os.sched_param(0))
        os.setsid()
        rank_session(_LAST)


def _stopped() -> Fault:
    return Fault(
        key="embedding.stopped",
        sentence="Le calcul des vecteurs s'est arrêté.",
        remedy="Il reprend de lui-même ; s'il s'arrête encore, vérifiez la mémoire libre.",
        retryable=True,
    )
