"""The whole path of a document: claim → read → cut → embed → index → record."""

from __future__ import annotations

import os
import threading
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ingest.claim import claim_files
from ingest.communes import Communes
from ingest.intake import Intake, Progress
from ingest.readers.source import Source
from ingest.sandbox import read_all
from ingest.shelving import Embedder, Shelving
from ops.disk import told_when_full
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from chromadb.api import ClientAPI
    from sqlalchemy import Engine

    from ingest.claim import Claim
    from ingest.communes import Commune
    from ingest.document import Outcome
    from ingest.sandbox import Read

__all__ = ["Embedder", "Pipeline", "Progress"]
READ_SECONDS = 60.0
PARIS = ZoneInfo("Europe/Paris")


class Pipeline:
    """Takes documents in for any commune. One a process: it owns the embedded indexes."""

    def __init__(
        self,
        engine: Engine,
        chroma: ClientAPI,
        home: Path,
        embedder: Embedder,
        workers: int = os.cpu_count() or 1,
        read_seconds: float = READ_SECONDS,
    ) -> None:
        self._engine, self._chroma, self._home, self._embedder = engine, chroma, Path(home), embedder
        self._workers, self._read_seconds = workers, read_seconds
        self._communes = Communes(engine)
        self._lock = threading.Lock()

    def ingest(self, paths: Sequence[Path], slug: str, report: Callable[[Progress], None]) -> list[Outcome]:
        """Take in files and folders: one outcome a file, in order. Raises Fault (commune, full disk)."""
        commune = self._commune(slug)
        with self._lock, told_when_full():
            shelving = self._shelving(slug)
            claims = claim_files(paths, shelving.originals)
            outcomes = Intake(shelving, self._reading_for(commune), report).take(claims)
            shelving.drop_originals()
        return outcomes

    def forget(self, document_id: str, slug: str | None = None) -> None:
        """Remove a document; one with the same bytes under another name takes over its text first."""
        for commune in self._communes.list() if slug is None else [self._commune(slug)]:
            with self._lock, told_when_full():
                shelving = self._shelving(commune.slug)
                if shelving.ledger.row(document_id):
                    Intake(shelving, self._reading_for(commune), lambda _progress: None).bequeath(document_id)
                    shelving.withdraw(document_id)
                    return
        raise Fault(key="document.unknown", sentence="Aucun document ne porte cet identifiant.")

    def recover(self) -> None:
        """At start: finish or undo what a kill left half-done, and rebuild what an index lost."""
        for commune in self._communes.list():
            with self._lock, told_when_full():
                shelving = self._shelving(commune.slug)
                shelving.sweep()
                shelving.drop_originals()
                shelving.mend()

    def _reading_for(self, commune: Commune) -> Callable[[Sequence[Claim]], Iterator[tuple[Claim, Read]]]:
        def read(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Read]]:
            today = datetime.now(PARIS).date()
            sources = [Source(claim.stored, claim.file, commune.insee, today) for claim in claims]
            for place, result in read_all(sources, self._workers, self._read_seconds):
                yield claims[place], result

        return read

    def _shelving(self, slug: str) -> Shelving:
        return Shelving(self._engine, self._chroma, self._home, slug, self._embedder)

    def _commune(self, slug: str) -> Commune:
        commune = self._communes.get(slug)
        if commune is None:
            raise Fault(
                key="commune.unknown",
                sentence=f"La commune « {slug} » n'existe pas.",
                remedy="Créez-la avec « parvis commune add ».",
            )
        return commune
