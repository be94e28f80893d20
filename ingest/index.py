"""One commune's two derived indexes: dense (Chroma) and lexical (tantivy). Knows no table and no file.

Both can be rebuilt from the store; a hit counts only when its passage is live there.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import chromadb
from chromadb.config import Settings

from ingest.lexical import Hit, IndexRow, Lexical, stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from chromadb.api import ClientAPI
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from numpy.typing import NDArray

__all__ = ["Held", "Hit", "Index", "IndexRow", "open_chroma"]

BATCH = 1000
# With Chroma's own 16 neighbours and 100 looked at, one nearest passage in thirty is not found, another at
# each start; with these all are, in the same time (5,700 passages, 60 wanted).
_GRAPH: Final[CreateHNSWConfiguration] = {
    "space": "cosine",
    "max_neighbors": 32,
    "ef_construction": 200,
    "ef_search": 300,
}


@dataclass(frozen=True, slots=True)
class Held:
    """The passages that each index holds."""

    dense: frozenset[str]
    lexical: frozenset[str]


def open_chroma(folder: Path | str) -> ClientAPI:
    """Chroma embedded in `folder`, or its server at an `http://host:port` address."""
    settings = Settings(anonymized_telemetry=False)
    if isinstance(folder, str) and folder.startswith(("http://", "https://")):
        scheme, _, address = folder.partition("://")
        host, _, port = address.rstrip("/").partition(":")
        return chromadb.HttpClient(host, int(port or 8000), ssl=scheme == "https", settings=settings)
    Path(folder).mkdir(parents=True, exist_ok=True)
    return chromadb.PersistentClient(str(folder), settings=settings)


class Index:
    """`folder` holds the lexical index of this commune only. lexical: its words, for who weighs them."""

    def __init__(self, folder: Path, chroma: ClientAPI, slug: str) -> None:
        self._dense = chroma.get_or_create_collection(
            f"commune-{slug}-passages",
            configuration={"hnsw": _GRAPH},
            embedding_function=None,
        )
        if (self._dense.configuration_json.get("hnsw") or {}).get("ef_search") != _GRAPH["ef_search"]:
            self._dense.modify(configuration={"hnsw": {"ef_search": _GRAPH["ef_search"]}})
        self.lexical = Lexical(folder)

    def add(self, rows: Sequence[IndexRow]) -> None:
        """Add or replace rows of the lexical index."""
        self.lexical.write([row.passage_id for row in rows], rows)

    def add_vectors(self, passage_ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Add or replace rows of the dense index. vectors: (n, d), L2-normalised, one a passage."""
        for start in range(0, len(passage_ids), BATCH):
            ids = list(passage_ids[start : start + BATCH])
            self._dense.upsert(ids, embeddings=vectors[start : start + BATCH])

    def remove(self, passage_ids: Sequence[str]) -> None:
        for start in range(0, len(passage_ids), BATCH):
            self._dense.delete(ids=list(passage_ids[start : start + BATCH]))
        self.lexical.write(passage_ids, ())

    def nearest(self, vector: NDArray[np.float32], k: int) -> list[Hit]:
        """The `k` passages whose vectors are the most like `vector`, best first."""
        found = self._dense.query(query_embeddings=[vector.tolist()], n_results=k, include=["distances"])
        distances = (found["distances"] or [[]])[0]
        return [Hit(name, 1.0 - distance) for name, distance in zip(found["ids"][0], distances, strict=True)]

    def matching(self, text: str, k: int) -> list[Hit]:
        """The `k` passages that share the rarest words with `text`, best first; never parsed as a query."""
        return self.lexical.matching([{word: 1.0} for word in stems(text)], k)

    def held(self) -> Held:
        """What is in each index, to compare with what is live."""
        return Held(dense=frozenset(self._dense.get(include=[])["ids"]), lexical=self.lexical.ids())
