"""One commune's lexical index (tantivy): words folded and stemmed on both sides. Knows no vector."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import tantivy

from ingest.folding import REMEMBERED, STOPWORDS, searchable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

FIELDS = ("headings", "text")
_UNSEEN = 10
HEADING_BOOST = 1.5
WRITER_BYTES = 32_000_000


@dataclass(frozen=True, slots=True)
class IndexRow:
    """What is searched of one passage. headings: title and headings, a field of its own."""

    passage_id: str
    headings: str
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """score: cosine similarity (nearest) or BM25 (matching); the higher the better."""

    passage_id: str
    score: float


def stems(text: str) -> list[str]:
    """The words of `text` as they are indexed, each once, in order: folded, stemmed, no stop word."""
    return list(_stems(text))


@lru_cache(REMEMBERED)
def _stems(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_analyzer().analyze(searchable(text))))


class Lexical:
    """The words of one commune's passages, in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._schema = _schema()
        folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(self._schema, path=str(folder))
        self._index.register_tokenizer("french", _analyzer())
        self._tidy = False

    def rarity(self, words: Iterable[str]) -> dict[str, float]:
        """How telling each word is in this commune: its inverse document frequency, in nats.

        As if `_UNSEEN` other passages held none of them: where there are only a few, a word that all of
        them hold is what they are about, not one that tells nothing.
        """
        searcher = self._searcher()
        total = searcher.num_docs + _UNSEEN
        seen = {word: searcher.doc_freq("text", word) for word in words}
        return {word: math.log(1 + (total - count + 0.5) / (count + 0.5)) for word, count in seen.items()}

    def weights(self, text: str) -> dict[str, float]:
        """The words of a text as they are indexed, each with how telling it is."""
        return self.rarity(stems(text))

    def beginning(self, prefix: str) -> list[str]:
        """The indexed words that begin with `prefix`, the most frequent first."""
        searcher = self._searcher()
        counts: dict[str, int] = {}
        for field in FIELDS:
            for word, count in searcher.terms_with_prefix(field, prefix):
                counts[word] = max(count, counts.get(word, 0))
        return sorted(counts, key=lambda word: (-counts[word], word))

    def knows(self, word: str) -> bool:
        """Whether any passage has it, in its text or above it."""
        return any(self._searcher().doc_freq(field, word) for field in FIELDS)

    def matching(self, groups: Sequence[Mapping[str, float]], k: int) -> list[Hit]:
        """The `k` passages that hold the most telling words, best first.

        groups: the forms of one asked word, each with its weight; only the best form of a group counts.
        """
        if not any(groups):
            return []
        searcher = self._searcher()
        query = self._any([self._best_of(forms) for forms in groups if forms])
        found = searcher.search(query, limit=k, count=False).hits
        return [Hit(searcher.doc(address)["id"][0], float(score)) for score, address in found]

    def ids(self) -> frozenset[str]:
        """The passages it holds."""
        searcher = self._searcher()
        found = searcher.search(tantivy.Query.all_query(), limit=max(1, searcher.num_docs)).hits
        return frozenset(searcher.doc(address)["id"][0] for _, address in found)

    def write(self, gone: Sequence[str], rows: Sequence[IndexRow]) -> None:
        """Take passages out and put rows in, in one commit."""
        writer = self._index.writer(heap_size=WRITER_BYTES, num_threads=1)
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

    def _searcher(self) -> Any:  # noqa: ANN401 - tantivy has no types
        self._index.reload()
        return self._index.searcher()

    def _best_of(self, forms: Mapping[str, float]) -> Any:  # noqa: ANN401 - tantivy has no types
        told = [self._form(word, weight) for word, weight in forms.items()]
        return told[0] if len(told) == 1 else tantivy.Query.disjunction_max_query(told)

    def _form(self, word: str, weight: float) -> Any:  # noqa: ANN401 - tantivy has no types
        query = tantivy.Query
        above = query.boost_query(query.term_query(self._schema, "headings", word), HEADING_BOOST * weight)
        return self._any([above, query.boost_query(query.term_query(self._schema, "text", word), weight)])

    @staticmethod
    def _any(clauses: Sequence[Any]) -> Any:  # noqa: ANN401 - tantivy has no types
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, clause) for clause in clauses])


def _schema() -> Any:  # noqa: ANN401 - tantivy has no types
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    for field in FIELDS:
        builder.add_text_field(field, tokenizer_name="french")
    return builder.build()


@cache
def _analyzer() -> Any:  # noqa: ANN401 - tantivy has no types
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(60))
        .filter(tantivy.Filter.custom_stopword(STOPWORDS))
        .filter(tantivy.Filter.stemmer("french"))
        .build()
    )
