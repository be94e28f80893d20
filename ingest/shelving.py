"""Documents put on the shelf and taken off it: a kill at any moment leaves the old or the new one whole.

New rows go into the derived indexes first, one transaction makes them live, then the old rows go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from ingest.cut import in_full
from ingest.index import Index, IndexRow
from ingest.ledger import Ledger
from ingest.publication import passage_ids
from ingest.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from chromadb.api import ClientAPI
    from numpy.typing import NDArray
    from sqlalchemy import Engine

    from ingest.publication import Publication

EMBED_BATCH = 16


class Embedder(Protocol):
    """Text to vectors."""

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """n texts → (n, d), L2-normalised."""
        ...


class Shelving:
    """The writing side of one commune's shelf."""

    def __init__(self, engine: Engine, chroma: ClientAPI, home: Path, slug: str, embedder: Embedder) -> None:
        self.ledger = Ledger(engine, slug)
        self.originals = home / "originals" / slug
        self._shelf = Shelf(engine, slug)
        self._index = Index(home / "lexical" / slug, chroma, slug)
        self._embedder = embedder

    def place(self, publication: Publication, report: Callable[[int], None]) -> None:
        """Make a document live in place of what its id had. report: given the passages embedded so far."""
        ids, title = publication.passage_ids, publication.reading.title
        rows = [
            IndexRow(passage_id, " › ".join((title, *passage.locator.headings)), passage.text)
            for passage_id, passage in zip(ids, publication.passages, strict=True)
        ]
        vectors = self._embedded([in_full(title, passage) for passage in publication.passages], report)
        self.ledger.begin(publication.document_id, publication.version, len(ids))
        try:
            self._index.add(rows, vectors)
            self.ledger.publish(publication)
        finally:
            self.sweep()

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
        """Make the indexes hold exactly what is live: they can always be rebuilt from the store."""
        live = {
            passage.passage_id: passage
            for document in self._shelf.documents()
            for passage in self._shelf.document_passages(document.document_id)
        }
        held = self._index.held()
        self._index.remove(sorted((held.dense | held.lexical) - live.keys()))
        lost = [live[name] for name in sorted(live.keys() - (held.dense & held.lexical))]
        texts = ["\n".join((passage.title, *passage.headings, passage.text)) for passage in lost]
        rows = [IndexRow(p.passage_id, " › ".join((p.title, *p.headings)), p.text) for p in lost]
        if rows:
            self._index.add(rows, self._embedded(texts, lambda _done: None))

    def _embedded(self, texts: Sequence[str], report: Callable[[int], None]) -> NDArray[np.float32]:
        vectors = []
        for start in range(0, len(texts), EMBED_BATCH):
            report(start)
            vectors.append(self._embedder.passages(texts[start : start + EMBED_BATCH]))
        return np.concatenate(vectors)
