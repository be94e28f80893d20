"""What the reading of one file came to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from ingest.document import Reading
    from ingest.readers.source import Source
    from ops.fault import Fault


@dataclass(frozen=True, slots=True)
class Read:
    """reading is None when it was refused, `fault` says why then.

    folder: where the attachments of the reading are, None without any. They are taken out of it before the
    next result is asked for: then it is deleted.
    """

    media_type: str = ""
    reading: Reading | None = None
    fault: Fault | None = None
    seconds: float = 0.0
    folder: Path | None = None


class ReadAll(Protocol):
    """How the pipeline has its files read: in this machine's own jails, or on many machines."""

    def __call__(
        self,
        sources: Sequence[Source],
        workers: int,
        limit_seconds: float,
        *,
        report: Callable[[int, int, int], None] = ...,
        scratch: Path | None = ...,
    ) -> Iterator[tuple[int, Read]]: ...
