"""The whole path of a document: claim → read → recognise → cut → index → record, then its vectors."""

from __future__ import annotations

import os
import threading
from collections import Counter
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ingest.claim import claim_files
from ingest.communes import Communes
from ingest.intake import Intake, Progress
from ingest.ledger import Ledger
from ingest.readers.source import Source
from ingest.sandbox import faults, read_all
from ingest.shelving import Shelving
from ingest.vectors import complete
from ops import metrics
from ops.disk import told_when_full
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from chromadb.api import ClientAPI
    from sqlalchemy import Engine

    from ingest.claim import Claim
    from ingest.communes import Commune
    from ingest.document import Outcome
    from ingest.sandbox import Read, ReadAll
    from ingest.vectors import Embedder

__all__ = ["Pipeline", "Progress"]
READ_SECONDS = 20.0
PARIS = ZoneInfo("Europe/Paris")


def _silent(_progress: Progress) -> None:
    """Nobody watches."""


class Pipeline:
    """Takes documents in for any commune. One a process: it owns the embedded indexes.

    courtesy: called before each piece of heavy work; it may wait while somebody is being answered.
    reading: where files are read.
    """

    def __init__(
        self,
        engine: Engine,
        chroma: ClientAPI,
        home: Path,
        embedder: Embedder,
        workers: int = os.cpu_count() or 1,
        read_seconds: float = READ_SECONDS,
        courtesy: Callable[[], None] = lambda: None,
        reading: ReadAll = read_all,
    ) -> None:
        self._engine, self._chroma, self._home, self._embedder = engine, chroma, Path(home), embedder
        self._workers, self._read_seconds, self._courtesy = workers, read_seconds, courtesy
        self._read_all = reading
        self._communes = Communes(engine)
        self._lock, self._embedding, self._stopping = threading.Lock(), threading.Lock(), threading.Event()
        self._handing, self._counting = Counter[str](), threading.Lock()

    def stop(self) -> None:
        """Make running work end soon, with a Fault; what is left is taken up at the next start."""
        self._stopping.set()

    def ingest(
        self, paths: Sequence[Path], slug: str, report: Callable[[Progress], None] = _silent
    ) -> list[Outcome]:
        """Take in files and folders: one outcome a file, in order. Raises Fault (commune, full disk)."""
        commune = self._communes.require(slug)
        with self._watched(slug):
            with self._lock, told_when_full():
                shelving = self._shelving(slug)
                outcomes = self._intake(commune, report).take(claim_files(paths, shelving.originals))
                shelving.drop_originals()
            _count(outcomes)
            self._complete(commune, report)
        return outcomes

    def forget(self, document_id: str, slug: str | None = None) -> None:
        """Remove a document and what came out of it; one with the same bytes takes over its text first."""
        communes = self._communes.list() if slug is None else [self._communes.require(slug)]
        with self._lock, told_when_full():
            owners = (c for c in communes if Ledger(self._engine, c.slug).row(document_id))
            commune = next(owners, None)
            if commune is None:
                raise Fault(key="document.unknown", sentence="Aucun document ne porte cet identifiant.")
            self._intake(commune).withdraw(document_id)
        self._complete(commune)

    def recover(self) -> None:
        """At start: finish or undo what a kill left half-done, and rebuild what an index lost."""
        for commune in self._communes.list():
            with self._lock, told_when_full():
                shelving = self._shelving(commune.slug)
                shelving.sweep()
                shelving.drop_originals()
                shelving.mend()

    def resume(self, now: datetime) -> list[Outcome]:
        """Read again what is due by `now`, and embed what has no vectors yet."""
        outcomes: list[Outcome] = []
        for commune in self._communes.list():
            ledger = Ledger(self._engine, commune.slug)
            if ledger.due(now):  # no index is opened where there is nothing to do
                with self._lock, told_when_full():
                    claim_again = self._shelving(commune.slug).claim_again
                    outcomes += self._intake(commune).take([claim_again(row) for row in ledger.due(now)])
            if not self._handing[commune.slug] and ledger.without_vectors():
                self._complete(commune)
        _count(outcomes)
        return outcomes

    @contextmanager
    def _watched(self, slug: str) -> Iterator[None]:
        """Who hands documents over sees their vectors made: `resume` leaves them to it meanwhile."""
        with self._counting:
            self._handing[slug] += 1
        try:
            yield
        finally:
            with self._counting:
                self._handing[slug] -= 1

    def _intake(self, commune: Commune, report: Callable[[Progress], None] = _silent) -> Intake:
        def read(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Read]]:
            self._give_way()
            today = datetime.now(PARIS).date()
            sources = [Source(claim.stored, claim.file, commune.insee, today) for claim in claims]

            def tell(place: int, done: int, pages: int) -> None:
                intake.tell_reading(claims[place], done, pages)

            for place, result in self._read_all(sources, self._workers, self._read_seconds, report=tell):
                yield claims[place], result
                self._give_way()

        intake = Intake(self._shelving(commune.slug), read, report)
        return intake

    def _complete(self, commune: Commune, report: Callable[[Progress], None] = _silent) -> None:
        """Embed what is live without vectors, between answers."""

        def tell(file: str, done: int, total: int, seconds_left: float | None) -> None:
            report(Progress(file, "embed", 0, 0, done, total, seconds_left=seconds_left))
            self._give_way()

        with self._embedding, told_when_full():
            complete(self._shelving(commune.slug), self._embedder, self._lock, tell)

    def _give_way(self) -> None:
        """To who is being answered, and to who stops the appliance. Raises Fault then."""
        if self._stopping.is_set():
            raise faults.stopped()
        self._courtesy()

    def _shelving(self, slug: str) -> Shelving:
        return Shelving(self._engine, self._chroma, self._home, slug)


def _count(outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        metrics.ingested.labels(outcome.state.value).inc()
