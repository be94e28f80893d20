"""What the reading of one file may take."""

from __future__ import annotations

from dataclasses import dataclass

_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """memory_bytes: of the reader and all it starts together, shared pages counted once.

    silent_seconds: without a new sign of life. base_seconds, page_seconds: in all, by the pages told, of
    which `pages` count at most. Time spent waiting for a processor does not count.
    file_bytes, scratch_bytes: one temporary file, all of them. message_bytes: what is given back.
    """

    memory_bytes: int = 512 * _MIB
    silent_seconds: float = 20.0
    base_seconds: float = 60.0
    page_seconds: float = 20.0
    pages: int = 20_000
    processor_seconds: int = 6 * 3600
    file_bytes: int = 512 * _MIB
    scratch_bytes: int = 2048 * _MIB
    open_files: int = 512
    processes: int = 64
    message_bytes: int = 200 * _MIB
