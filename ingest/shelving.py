"""Documents put on the shelf and taken off it: a kill at any moment leaves the old or the new one whole.

New rows go into the derived indexes first, one transaction makes them live, then the old rows go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.claim import Claim
from ingest.cut import in_full
from ingest.index import Index, IndexRow
from ingest.ledger import Ledger
from ingest.publication import passage_ids
from ingest.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from chromadb.api import ClientAPI
    from numpy.typing import NDArray
    from sqlalchemy import Engine, Row

    from ingest.publication import Publication


class Shelving:
    """The writing side of one commune's shelf."""

    def __init__(self, engine: Engine, chroma: ClientAPI, home: Path, slug: str) -> None:
        self.ledger = Ledger(engine, slug)
        self.originals = home / "originals" / slug
        self._shelf = Shelf(engine, slug)
        self._index = Index(home / "lexical" / slug, chroma, slug)

    def place(self, publication: Publication) -> None:
        """Make a document live in place of what its id had; its vectors follow (`ingest/vectors.py`)."""
        ids, title = publication.passage_ids, publication.reading.title
        rows = [
            _index_row(passage_id, title, passage.locator.headings, passage.text)
            for passage_id, passage in zip(ids, publication.passages, strict=True)
        ]
        self.ledger.begin(publication.document_id, publication.version, len(ids))
        try:
            self._index.add(rows)
            self.ledger.publish(publication)
        finally:
            self.sweep()

    def texts(self, document_id: str) -> list[tuple[str, str]]:
        """What is embedded of a live document: (passage id, the passage behind its title and headings)."""
        return [
            (held.passage_id, in_full(held.title, held.headings, held.text))
            for held in self._shelf.document_passages(document_id)
        ]

    def add_vectors(self, passage_ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """vectors: (n, d), one a passage."""
        self._index.add_vectors(passage_ids, vectors)

    def claim_again(self, row: Row[Any]) -> Claim:
        """The claim of a document whose original is kept."""
        stored = self.originals / row.sha256
        return Claim(
            *(row.source, row.relative, row.file, stored, row.sha256, stored), container=row.container_id
        )

    def withdraw(self, document_id: str) -> None:
        """Take a document off: passages, vectors, facts, original unless another has the same bytes."""
        self.ledger.forget(document_id)
        self.sweep()
        self.drop_originals()

    def sweep(self) -> None:
        """Remove from the indexes what must not stay there."""
        for row in self.ledger.leftovers():
            self._index.remove(passage_ids(row.document_id, row.version, row.passages))
            self.ledger.cleaned(row.document_id, row.version)

    def drop_originals(self) -> None:
        """Delete the copies that no document of this commune refers to."""
        kept = self.ledger.digests()
        for original in self.originals.glob("*") if self.originals.is_dir() else ():
            if original.name not in kept:
                original.unlink(missing_ok=True)

    def mend(self) -> None:
        """Make the lexical index hold exactly what is live, and note whose vectors are missing.

        Both indexes are derived: they can always be made again from the store.
        """
        live = {
            passage.passage_id: passage
            for document in self._shelf.documents()
            for passage in self._shelf.document_passages(document.document_id)
        }
        held = self._index.held()
        self._index.remove(sorted((held.dense | held.lexical) - live.keys()))
        lost = [live[name] for name in sorted(live.keys() - held.lexical)]
        if lost:
            self._index.add([_index_row(p.passage_id, p.title, p.headings, p.text) for p in lost])
        for document_id in {live[name].document_id for name in live.keys() - held.dense}:
            self.ledger.record_vectors(document_id, present=False)


def _index_row(passage_id: str, title: str, headings: Sequence[str], text: str) -> IndexRow:
    return IndexRow(passage_id, " › ".join((title, *headings)), text)
