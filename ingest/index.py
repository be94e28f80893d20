"""One commune's two derived indexes: dense (Chroma) and lexical (tantivy). Knows no table and no file.

Both can be rebuilt from the store; a hit counts only when its passage is live there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import chromadb
import tantivy
from chromadb.config import Settings

from ingest.folding import STOPWORDS, searchable

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from chromadb.api import ClientAPI
    from numpy.typing import NDArray

BATCH = 1000
HEADING_BOOST = 1.5
WRITER_BYTES = 32_000_000


@dataclass(frozen=True, slots=True)
class Hit:
    """score: cosine similarity (nearest) or BM25 (matching); the higher the better."""

    passage_id: str
    score: float


@dataclass(frozen=True, slots=True)
class IndexRow:
    """What is searched of one passage. headings: title and headings, a field of its own."""

    passage_id: str
    headings: str
    text: str


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
    """`folder` holds the lexical index of this commune only."""

    def __init__(self, folder: Path, chroma: ClientAPI, slug: str) -> None:
        self._dense = chroma.get_or_create_collection(
            f"commune-{slug}-passages",
            configuration={"hnsw": {"space": "cosine"}},
            embedding_function=None,
        )
        self._schema = _schema()
        self._analyzer = _analyzer()
        folder.mkdir(parents=True, exist_ok=True)
        self._lexical = tantivy.Index(self._schema, path=str(folder))
        self._lexical.register_tokenizer("french", self._analyzer)
        self._tidy = False

    def add(self, rows: Sequence[IndexRow]) -> None:
        """Add or replace rows of the lexical index."""
        self._write([row.passage_id for row in rows], rows)

    def add_vectors(self, passage_ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Add or replace rows of the dense index. vectors: (n, d), L2-normalised, one a passage."""
        for start in range(0, len(passage_ids), BATCH):
            ids = list(passage_ids[start : start + BATCH])
            self._dense.upsert(ids, embeddings=vectors[start : start + BATCH])

    def remove(self, passage_ids: Sequence[str]) -> None:
        for start in range(0, len(passage_ids), BATCH):
            self._dense.delete(ids=list(passage_ids[start : start + BATCH]))
        self._write(passage_ids, ())

    def nearest(self, vector: NDArray[np.float32], k: int) -> list[Hit]:
        """The `k` passages whose vectors are the most like `vector`, best first."""
        found = self._dense.query(query_embeddings=[vector.tolist()], n_results=k, include=["distances"])
        distances = (found["distances"] or [[]])[0]
        return [Hit(name, 1.0 - distance) for name, distance in zip(found["ids"][0], distances, strict=True)]

    def matching(self, text: str, k: int) -> list[Hit]:
        """The `k` passages that share the rarest words with `text`, best first; never parsed as a query."""
        words = list(dict.fromkeys(self._analyzer.analyze(searchable(text))))
        if not words:
            return []
        self._lexical.reload()
        searcher = self._lexical.searcher()
        found = searcher.search(self._any_of(words), limit=k, count=False).hits
        return [Hit(searcher.doc(address)["id"][0], float(score)) for score, address in found]

    def words(self, text: str) -> set[str]:
        """The words of `text` as the lexical index knows them: folded, stemmed, without stop words."""
        return set(self._analyzer.analyze(searchable(text)))

    def weights(self, text: str) -> dict[str, float]:
        """How telling each word of `text` is in this commune: its inverse document frequency, in nats."""
        self._lexical.reload()
        searcher = self._lexical.searcher()
        total = searcher.num_docs
        seen = {word: searcher.doc_freq("text", word) for word in self.words(text)}
        return {word: math.log(1 + (total - count + 0.5) / (count + 0.5)) for word, count in seen.items()}

    def held(self) -> Held:
        """What is in each index, to compare with what is live."""
        self._lexical.reload()
        searcher = self._lexical.searcher()
        found = searcher.search(tantivy.Query.all_query(), limit=max(1, searcher.num_docs)).hits
        lexical = {searcher.doc(address)["id"][0] for _, address in found}
        return Held(dense=frozenset(self._dense.get(include=[])["ids"]), lexical=frozenset(lexical))

    def _write(self, gone: Sequence[str], rows: Sequence[IndexRow]) -> None:
        writer = self._lexical.writer(heap_size=WRITER_BYTES, num_threads=1)
        if not self._tidy:  # a killed commit leaves files whose names the next one would take again
            writer.garbage_collect_files()
            self._tidy = True
        for passage_id in gone:
            writer.delete_documents_by_term("id", passage_id)
        for row in rows:
            headings, text = searchable(row.headings), searchable(row.text)
            writer.add_document(tantivy.Document(id=row.passage_id, headings=headings, text=text))
        writer.commit()
        writer.wait_merging_threads()

    def _any_of(self, words: Sequence[str]) -> Any:  # noqa: ANN401 - tantivy has no types
        query = tantivy.Query
        clauses = []
        for word in words:
            heading = query.boost_query(query.term_query(self._schema, "headings", word), HEADING_BOOST)
            clauses += [heading, query.term_query(self._schema, "text", word)]
        return query.boolean_query([(tantivy.Occur.Should, clause) for clause in clauses])


def _schema() -> Any:  # noqa: ANN401 - tantivy has no types
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("headings", tokenizer_name="french")
    builder.add_text_field("text", tokenizer_name="french")
    return builder.build()


def _analyzer() -> Any:  # noqa: ANN401 - tantivy has no types
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(60))
        .filter(tantivy.Filter.custom_stopword(STOPWORDS))
        .filter(tantivy.Filter.stemmer("french"))
        .build()
    )
