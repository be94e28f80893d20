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


class Inbox:
    """The drop folders under `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: dict[Path, Look] = {}
        self._taken: dict[Path, Look] = {}

    def ready(self, slugs: Iterable[str]) -> Iterator[tuple[str, list[Path]]]:
        """For each commune, its folder's files that changed and then stayed as they are since the last call.

        The folders are made where they are missing. What is given counts as taken.
        """
        for slug in slugs:
            folder = self._folder / slug
            folder.mkdir(parents=True, exist_ok=True)
            looks = dict(_looks(folder))
            still = [path for path, look in looks.items() if self._seen.get(path) == look]
            self._seen |= looks
            fresh = [path for path in still if self._taken.get(path) != looks[path]]
            self._taken |= {path: looks[path] for path in fresh}
            if fresh:
                yield slug, fresh


def _looks(folder: Path) -> Iterator[tuple[Path, Look]]:
    """Every file with its size and the time of its last change, in nanoseconds."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = folder.__class__(parent, name)
            try:
                status = path.lstat()
            except OSError:
                continue  # gone between the two
            yield path, (status.st_size, status.st_mtime_ns)
