"""A pool whose jails run what `misbehaving` does in the place of readers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.readers.source import Source
from ingest.sandbox.limits import Limits
from ingest.sandbox.pool import Pool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.sandbox.read import Read

TESTS = Path(__file__).parents[1]
QUICK = Limits(silent_seconds=2)


class Cage:
    """Files under `folder`, one a deed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.scratch = folder / "scratch"
        self.pool = Pool(self.scratch, "tests.ingest.misbehaving", [TESTS])

    def source(self, deed: str) -> Source:
        path = self._folder / f"{len(list(self._folder.iterdir()))}.txt"
        path.write_text(deed)
        return Source(path, path.name, "99001", date(2026, 11, 22))

    def each(self, *deeds: str, limits: Limits = QUICK, workers: int = 1) -> Iterator[tuple[int, Read]]:
        return self.pool.read([self.source(deed) for deed in deeds], workers, limits)

    def reads(self, *deeds: str, limits: Limits = QUICK, workers: int = 1) -> list[Read]:
        """In the order of the deeds."""
        return [read for _, read in sorted(self.each(*deeds, limits=limits, workers=workers), key=_place)]

    def said(self, deed: str, limits: Limits = QUICK) -> str:
        """The text of the one element, or the sentence of the fault."""
        (read,) = self.reads(deed, limits=limits)
        return read.reading.elements[0].text if read.reading else str(read.fault)


def _place(numbered: tuple[int, Read]) -> int:
    return numbered[0]
