"""The most memory that one reading jail took while something was measured."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import psutil

from ingest.sandbox import usage

if TYPE_CHECKING:
    from types import TracebackType

_EVERY_SECONDS = 0.25


class Peak:
    """Looks several times a second, from its own thread; shared pages are counted once."""

    def __init__(self, every_seconds: float = _EVERY_SECONDS) -> None:
        self._every_seconds = every_seconds
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self.mib = 0.0

    def __enter__(self) -> Peak:
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while True:  # once at least, however short it is
            for child in psutil.Process().children():
                taken = usage.memory_bytes(usage.family(child.pid), 0)
                self.mib = max(self.mib, taken / 2**20)
            if self._over.wait(self._every_seconds):
                return
