"""`parvis bench retrieval-scale`: whether a search stays as quick and as right when a commune has far more.

Passages are made up of words as frequent as a language's are, put on a real shelf and in both real indexes;
each question is some of the words of one passage, which must be among the first five. The smallest commune
stays as the control: it is asked the same questions in turn with each larger one. No server, no model.
"""

from __future__ import annotations

import random
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from sqlalchemy import insert

from appliance.settings import read_settings
from benchmarks.card import announce, report
from benchmarks.conditions import conditions
from benchmarks.figure import Figure, Goal
from benchmarks.statistics import percentile
from inference.retrieval import Retrieval
from ingest import tables
from ingest.communes import Communes
from ingest.document import State
from ingest.index import Index, IndexRow, open_chroma
from ingest.shelf import Shelf
from ops.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

_SLUG: Final = "mesure"
_DIMENSIONS: Final = 384
_VOCABULARY: Final = 40_000
_WORDS, _ASKED, _TITLE = 90, 6, 5  # words of a passage, of a question, of a title
_OF_A_DOCUMENT: Final = 50  # passages
_QUESTIONS: Final = 200
_EVERY: Final = 5  # each fifth passage is asked for
_BATCH: Final = 5_000
_DAY: Final = date(2026, 11, 24)


def measure(sizes: Sequence[int], save: Path) -> None:
    """sizes: of the shelf, in passages, growing. Writes the report into `save`."""
    told = {"measure": "retrieval-scale", "repeats": _QUESTIONS, **conditions(read_settings())}
    with tempfile.TemporaryDirectory() as folder:
        control, grown = _Town(Path(folder) / "control"), _Town(Path(folder) / "grown")
        control.grow_to(sizes[0])
        taken = [_taken(control, grown, size) for size in sizes]
    report(told, figures(taken), save)


@dataclass(frozen=True, slots=True)
class Searches:
    """Of all questions in one commune. seconds: of each; right: those whose passage was in the first five."""

    seconds: list[float]
    right: int

    def p95(self) -> float:
        return percentile(self.seconds, 95)

    def recall(self) -> float:
        return self.right / len(self.seconds)


@dataclass(frozen=True, slots=True)
class Taken:
    """One size of the shelf, in passages, and the control that was asked in turn with it."""

    passages: int
    grown: Searches
    control: Searches


def figures(taken: Sequence[Taken]) -> list[Figure]:
    """Each size, then the largest beside the control of the same minutes."""
    found = []
    for one in taken:
        name, count = f"retrieval_{one.passages}", f"{one.passages} passages"
        p50, p95 = (1_000 * percentile(one.grown.seconds, share) for share in (50, 95))
        recall = 100 * one.grown.recall()
        found += [
            Figure(f"{name}_p50_ms", f"Recherche parmi {count}, médiane", p50, "ms", _QUESTIONS),
            Figure(f"{name}_p95_ms", f"Recherche parmi {count}, 95 %", p95, "ms", _QUESTIONS),
            Figure(f"{name}_recall", f"Dans les 5 premiers, {count}", recall, "%", _QUESTIONS),
        ]
    last = taken[-1]
    slower = last.grown.p95() / last.control.p95()
    lost = 100 * (last.control.recall() - last.grown.recall())
    growth = f"de {taken[0].passages} à {last.passages} passages"
    return [
        *found,
        Figure("retrieval_growth", f"95 % plus lent, {growth}", slower, "×", _QUESTIONS, Goal(2)),
        Figure("retrieval_lost", f"Points de rappel perdus, {growth}", lost, "points", _QUESTIONS, Goal(1)),
    ]


class _Words:
    """A made-up language: few words are frequent, most are rare; each is a direction of the vectors."""

    def __init__(self) -> None:
        draw = random.Random(1)  # noqa: S311 - a fixed vocabulary, no secret
        self.words = ["".join(draw.choices("bcdfglmnprstv", k=7)) for _ in range(_VOCABULARY)]
        self._place = {word: place for place, word in enumerate(self.words)}
        self._weights = [1 / (place + 3) ** 0.9 for place in range(_VOCABULARY)]
        made = np.random.default_rng(1).standard_normal((_VOCABULARY, _DIMENSIONS))
        self._directions = (
            made.astype(np.float32) * np.log1p(np.arange(_VOCABULARY, dtype=np.float32))[:, None]
        )

    def text(self, draw: random.Random, count: int) -> str:
        return " ".join(draw.choices(self.words, self._weights, k=count))

    def query(self, text: str) -> NDArray[np.float32]:
        places = [self._place[word] for word in text.split() if word in self._place]
        vector: NDArray[np.float32] = self._directions[places].sum(axis=0, dtype=np.float32)
        return vector / np.float32(np.linalg.norm(vector))

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([self.query(text) for text in texts])


class _Town:
    """A commune that grows. Asks from its first passages, the same at every size and in every commune."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.store = open_store(f"sqlite:///{folder}/parvis.db")
        Communes(self.store).add(_SLUG, "Mesure", "99001")
        self.index = Index(folder / "lexical", open_chroma(folder / "chroma"), _SLUG)
        self.words, self.size, self._draw = _Words(), 0, random.Random(2)  # noqa: S311
        self.retrieval = Retrieval(Shelf(self.store, _SLUG), self.index, self.words)
        self.questions: list[tuple[str, str]] = []

    def grow_to(self, size: int) -> None:
        while self.size < size:
            rows = list(self._rows(min(_BATCH, size - self.size)))
            self.index.add(rows)
            self.index.add_vectors([r.passage_id for r in rows], self.words.passages([r.text for r in rows]))
            self.size += len(rows)

    def seconds_and_right(self, asked: str, text: str) -> tuple[float, bool]:
        """How long one search took, and whether the passage that was meant is in the first five."""
        started = time.perf_counter()
        found = self.retrieval.search(asked, _DAY, 5)
        took = time.perf_counter() - started
        return took, any(text in passage.text for passage in found.passages)

    def _rows(self, count: int) -> Iterator[IndexRow]:
        for start in range(self.size, self.size + count, _OF_A_DOCUMENT):
            document, title = f"d{start}", self.words.text(self._draw, _TITLE)
            texts = [self.words.text(self._draw, _WORDS) for _ in range(_OF_A_DOCUMENT)]
            self._shelve(document, title, texts)
            for ordinal, text in enumerate(texts):
                yield IndexRow(f"{document}.{ordinal}", title, text)
                if ordinal % _EVERY == 0 and len(self.questions) < _QUESTIONS:
                    asked = " ".join(self._draw.sample(text.split(), _ASKED))
                    self.questions.append((asked, text))

    def _shelve(self, document: str, title: str, texts: Sequence[str]) -> None:
        named = {"id": document, "source": document, "relative": document, "file": document, "title": title}
        row = named | {"commune": _SLUG, "sha256": document, "media_type": "text/plain", "version": 1}
        row |= {"state": State.INDEXED, "pages": 0, "sentence": "", "remarks": [], "seconds": 0.0}
        told = [
            {"id": f"{document}.{n}", "document_id": document, "commune": _SLUG, "ordinal": n, "text": text}
            | {"headings": [], "zones": [], "article": ""}
            for n, text in enumerate(texts)
        ]
        with self.store.begin() as connection:
            connection.execute(insert(tables.documents), row | {"recorded_at": datetime.now(UTC)})
            connection.execute(insert(tables.passages), told)


def _taken(control: _Town, grown: _Town, size: int) -> Taken:
    """Both communes in turn; who is asked first changes with each question."""
    announce(f"{size} passages")
    grown.grow_to(size)
    towns = (control, grown)
    seconds: dict[_Town, list[float]] = {town: [] for town in towns}
    right = dict.fromkeys(towns, 0)
    for town in towns:
        town.seconds_and_right(*town.questions[0])
    for number, (asked, text) in enumerate(grown.questions):
        for town in towns if number % 2 else reversed(towns):
            took, found = town.seconds_and_right(asked, text)
            seconds[town].append(took)
            right[town] += found
    return Taken(size, *(Searches(seconds[town], right[town]) for town in (grown, control)))
