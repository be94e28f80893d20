"""A commune to ingest into: a real SQLite, Chroma and tantivy, vectors drawn from the text's hash."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from ingest.communes import Communes
from ingest.index import Index, open_chroma
from ingest.pipeline import Pipeline, Progress
from ingest.shelf import Shelf
from ops.store import open_store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ingest.document import Outcome


class HashEmbedder:
    """The same text always has the same direction; two texts are almost orthogonal."""

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.stack([_direction(text) for text in texts])
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def _direction(text: str) -> NDArray[np.float64]:
    seed = int.from_bytes(sha256(text.encode()).digest()[:8], "big")
    return np.random.default_rng(seed).normal(size=32)


class Town:
    """One commune of an appliance whose state is under `home`."""

    def __init__(self, home: Path, slug: str = "valbrume", insee: str = "99001") -> None:
        self.home, self.slug = home, slug
        self.engine = open_store(f"sqlite:///{home}/parvis.db")
        self.communes = Communes(self.engine)
        if self.communes.get(slug) is None:
            self.communes.add(slug, slug.title(), insee)
        self.chroma = open_chroma(home / "chroma")
        self.embedder = HashEmbedder()
        self.pipeline = Pipeline(self.engine, self.chroma, home, self.embedder, workers=2)
        self.shelf = Shelf(self.engine, slug)
        self.progress: list[Progress] = []

    @property
    def index(self) -> Index:
        return Index(self.home / "lexical" / self.slug, self.chroma, self.slug)

    def ingest(self, *paths: Path, slug: str = "") -> list[Outcome]:
        return self.pipeline.ingest(list(paths), slug or self.slug, self.progress.append)

    def texts(self) -> list[str]:
        """What is live, in a fixed order."""
        documents = self.shelf.documents()
        return sorted(p.text for d in documents for p in self.shelf.document_passages(d.document_id))

    def found(self, words: str) -> list[str]:
        """The texts of the live passages that the lexical index gives for `words`."""
        hits = self.index.matching(words, 10)
        live = self.shelf.passages(hit.passage_id for hit in hits)
        return [live[hit.passage_id].text for hit in hits if hit.passage_id in live]

    def assert_indexes_hold_what_is_live(self) -> None:
        documents = self.shelf.documents()
        live = {p.passage_id for d in documents for p in self.shelf.document_passages(d.document_id)}
        held = self.index.held()
        assert held.dense == live
        assert held.lexical == live
