"""What a reader is given, and what a reader is."""

from __future__ import annotations

import gzip
import io
import tempfile
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from ingest.document import Reading

HEAD_BYTES = 4096
_TOLD_REMARKS = 2
_NAME_LETTERS = 80
UNREADABLE = (OSError, EOFError, zlib.error)
_GZIP = b"\x1f\x8b"


def _silent(_done: int, _pages: int) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read. name: as the agent named it, data only. insee: the commune's code. today: its date.

    scratch: a folder that this reading alone may write in; what it attaches is left there.
    tell: called with (pages done, pages) after each page: progress, and a sign of life.
    """

    path: Path
    name: str
    insee: str
    today: date
    scratch: Path = field(default_factory=lambda: Path(tempfile.gettempdir()))
    tell: Callable[[int, int], None] = _silent

    def head(self) -> bytes:
        with self.path.open("rb") as file:
            return file.read(HEAD_BYTES)

    @property
    def suffix(self) -> str:
        """The extension in lower case, with its dot; empty when there is none."""
        _, dot, suffix = self.name.rpartition(".")
        return f".{suffix.lower()}" if dot else ""


@dataclass(frozen=True, slots=True)
class Reader:
    """One format. recognises: looks at the content, never raises. read: raises Fault when it refuses."""

    media_type: str
    recognises: Callable[[Source], bool]
    read: Callable[[Source], Reading]


def refusal(key: str, sentence: str, remedy: str = "") -> Fault:
    """A reader's refusal, in one French sentence."""
    return Fault(key=f"document.{key}", sentence=sentence, remedy=remedy)


def some_of(remarks: Sequence[str]) -> str:
    """The first remarks on what is left out, and how much more is: a refusal is read by a person."""
    more = len(remarks) - _TOLD_REMARKS
    rest = [] if more <= 0 else [f"{more} de plus sont écartés." if more > 1 else "Un de plus est écarté."]
    return " ".join([*remarks[:_TOLD_REMARKS], *rest])


def named(name: str) -> str:
    """A name out of a file as a sentence may hold it: printable, not too long."""
    shown = "".join(letter if letter.isprintable() else "�" for letter in name)
    return shown if len(shown) <= _NAME_LETTERS else f"{shown[:_NAME_LETTERS]}…"


def unpacked(source: Source) -> IO[bytes]:
    """The bytes of the file, out of its gzip when it is in one. They may raise UNREADABLE."""
    packed = source.head().startswith(_GZIP)
    return io.BufferedReader(gzip.open(source.path)) if packed else source.path.open("rb")


def zip_names(source: Source) -> frozenset[str]:
    """The names in a zip container; empty when it is none."""
    if not source.head().startswith(b"PK\x03\x04"):
        return frozenset()
    try:
        with zipfile.ZipFile(source.path) as container:
            return frozenset(container.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return frozenset()
