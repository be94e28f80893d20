"""Folders on the disk for the readings of one pool. What a killed process left behind is removed."""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import tempfile
import time
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.sandbox.wire import Garbled
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.document import Reading
    from ingest.readers.source import Source

_PREFIX = "parvis-reading-"
_SUFFIX_LETTERS = 10
_UNLOCKED_SECONDS = 60  # between a folder's making and its locking there is far less
INSIDE, GIVEN = "in", "out"


class Scratch:
    """One folder under `parent`, locked while this process lives."""

    def __init__(self, parent: Path) -> None:
        parent.mkdir(parents=True, exist_ok=True)
        _sweep(parent)
        self.folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
        self._lock = _locked(self.folder)
        self._numbers = count()

    def new(self) -> Path:
        """A folder of its own."""
        folder = self.folder / str(next(self._numbers))
        folder.mkdir()
        return folder

    def close(self) -> None:
        removed(self.folder)
        if self._lock is not None:
            os.close(self._lock)


def laid_in(source: Source, folder: Path) -> str:
    """Make the folder ready for a reading: a copy of the file in `in`, an empty `out`. The copy's name.

    A copy, because a process that holds a file open may open it again for writing. Raises Fault.
    """
    (folder / INSIDE).mkdir(parents=True)
    (folder / GIVEN).mkdir()
    suffix = source.suffix if source.suffix[1:].isascii() and source.suffix[1:].isalnum() else ""
    name = f"document{suffix[:_SUFFIX_LETTERS]}"
    descriptor = _opened(source.path)
    with open(descriptor, "rb") as original, open(folder / INSIDE / name, "wb") as copy:  # noqa: PTH123
        shutil.copyfileobj(original, copy, 1 << 20)
    return name


def taken_out(reading: Reading, folder: Path, scratch: Scratch) -> Path | None:
    """Move what the reading attaches out of its jail's reach; None without any. Raises Garbled."""
    if not reading.attachments:
        return None
    for attachment in reading.attachments:
        if attachment.kept in ("", ".", "..") or "/" in attachment.kept or "\0" in attachment.kept:
            raise Garbled
        with suppress(OSError):
            if stat.S_ISREG((folder / GIVEN / attachment.kept).lstat().st_mode):
                continue
        raise Garbled
    return (folder / GIVEN).rename(scratch.new())


def removed(folder: Path) -> None:
    """Delete whatever is there, also what its maker made hard to delete; a link is never followed."""

    def unlocked(function: Callable[..., Any], path: str, _error: object) -> None:
        with suppress(OSError):
            Path(path).parent.chmod(0o700)
            function(path)

    if folder.is_symlink() or not folder.is_dir():
        folder.unlink(missing_ok=True)
        return
    with suppress(RecursionError):
        shutil.rmtree(folder, onerror=unlocked)


def _opened(path: Path) -> int:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise Fault(
            key="document.unreadable", sentence="Le fichier ne peut pas être lu sur le disque."
        ) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Fault(key="document.not_a_file", sentence="Ce n'est pas un fichier ordinaire.")
    return descriptor


def _locked(folder: Path) -> int | None:
    """An open descriptor whose lock dies with the process; None when another process has it."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def _sweep(parent: Path) -> None:
    for folder in parent.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            fresh = time.time() - folder.lstat().st_mtime < _UNLOCKED_SECONDS
            lock = None if fresh else _locked(folder)
            if lock is not None:
                removed(folder)
                os.close(lock)
