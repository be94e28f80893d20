"""The drop folder: what is put there is taken in by itself. One folder a commune, named by its slug.

A file is ready when two looks find it alike: one that is still being copied is left alone. Files stay
where they are; one that changes is taken in again, one that is deleted is not forgotten.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Look = tuple[int, int]
_BILLION = 1e9


class Inbox:
    """The drop folders under `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: dict[Path, Look] = {}
        self._taken: dict[Path, Look] = {}
        self._in_hand: list[Path] = []

    def ready(self, slugs: Iterable[str]) -> Iterator[tuple[str, list[Path]]]:
        """For each commune, its folder's files that changed and then stayed as they are since the last call.

        The folders are made where they are missing. What is given counts as taken once the next is asked for:
        where taking it in failed, it is given again at the next call.
        """
        for path in self._in_hand:
            self._taken.pop(path, None)
        self._in_hand = []
        for slug in slugs:
            folder = self._folder / slug
            folder.mkdir(parents=True, exist_ok=True)
            looks = dict(_looks(folder))
            still = [path for path, look in looks.items() if self._seen.get(path) == look]
            self._seen |= looks
            fresh = [path for path in still if self._taken.get(path) != looks[path]]
            self._taken |= {path: looks[path] for path in fresh}
            if fresh:
                self._in_hand = fresh
                yield slug, fresh
                self._in_hand = []

    def waiting(self, now: float) -> tuple[int, float]:
        """How many files are not taken in yet, and for how many seconds the first has been there.

        now: seconds since 1970. May be asked from another thread while files are taken in.
        """
        in_hand = set(self._in_hand)
        arrivals = [
            arrived
            for path, look, arrived in _arrivals(self._folder)
            if path in in_hand or self._taken.get(path) != look
        ]
        return len(arrivals), max(0.0, now - min(arrivals, default=now))


def _looks(folder: Path) -> Iterator[tuple[Path, Look]]:
    """Every file with its size and the time of its last change, in nanoseconds."""
    for path, look, _arrived in _arrivals(folder):
        yield path, look


def _arrivals(folder: Path) -> Iterator[tuple[Path, Look, float]]:
    """The same, and since when it is there as it is: a copy keeps the date of its original, not this one."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = folder.__class__(parent, name)
            try:
                status = path.lstat()
            except OSError:
                continue  # gone between the two
            yield path, (status.st_size, status.st_mtime_ns), status.st_ctime_ns / _BILLION
