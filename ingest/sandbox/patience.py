"""How long a reading may still go on."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.sandbox.limits import Limits


@dataclass(slots=True)
class Patience:
    """Counts from its making. Signs that say nothing new are no signs of life."""

    limits: Limits
    clock: Callable[[], float] = time.monotonic
    started: float = field(init=False)
    _heard_at: float = field(init=False)
    _heard: tuple[int, int] = (0, 0)
    _most_pages: int = 0
    _forgiven: float = 0.0

    def __post_init__(self) -> None:
        self.started = self._heard_at = self.clock()

    def heard(self, done: int, pages: int) -> bool:
        """A sign of life came; True when it says something new."""
        if (done, pages) == self._heard:
            return False
        self._heard, self._heard_at = (done, pages), self.clock()
        self._most_pages = max(self._most_pages, min(pages, self.limits.pages))
        return True

    def forgive(self, seconds: float) -> None:
        """Time that the reader could not use."""
        self._heard_at += seconds
        self._forgiven += seconds

    @property
    def seconds(self) -> float:
        """Since the beginning, whatever was forgiven."""
        return self.clock() - self.started

    @property
    def is_out(self) -> bool:
        allowed = self.limits.base_seconds + self.limits.page_seconds * self._most_pages
        silent = self.clock() - self._heard_at
        return silent >= self.limits.silent_seconds or self.seconds - self._forgiven >= allowed
