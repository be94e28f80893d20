"""What adding a document costs when the index is full, beside an empty one. No server needed."""

from __future__ import annotations

import random
import statistics
import time
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.card import announce
from benchmarks.figure import Figure, Goal, of_median
from ingest.index import Index, IndexRow, open_chroma

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

_HELD = 100_000
_BATCH = 5_000
_DOCUMENT = 60  # passages of an ordinary act or notice
_ADDITIONS = 15
_DIMENSIONS = 384
_WORDS = [f"mot{number}" for number in range(20_000)]


def figures(folder: Path) -> list[Figure]:
    """Adds and removes one document, on an empty index and on one of 100,000 passages, in turn."""
    announce(f"Ajout d'un document à {_HELD} passages")
    draw = random.Random(1)  # noqa: S311 - a fixed mixture of words, no secret
    full, empty = _index(folder / "full"), _index(folder / "empty")
    for start in range(0, _HELD, _BATCH):
        _add(full, _rows(draw, f"plein{start}", _BATCH))
    pairs = [(_addition(full, draw, place), _addition(empty, draw, place)) for place in range(_ADDITIONS + 1)]
    measured = pairs[1:]  # the first one makes the files
    alone = statistics.median(seconds for _, seconds in measured)
    note = f"{alone:.3f} s sur un index vide".replace(".", ",")
    title = f"Ajout d'un document, {_HELD} passages ÷ index vide"
    ratios = [filled / seconds for filled, seconds in measured]
    return [of_median("addition_when_full", title, ratios, "×", Goal(1.2), note)]


def _index(folder: Path) -> Index:
    return Index(folder / "lexical", open_chroma(folder / "chroma"), "mesure")


def _addition(index: Index, draw: random.Random, place: int) -> float:
    """Seconds that it takes; what was added is removed again."""
    rows = _rows(draw, f"ajout{place}", _DOCUMENT)
    started = time.perf_counter()
    _add(index, rows)
    seconds = time.perf_counter() - started
    index.remove([row.passage_id for row in rows])
    return seconds


def _add(index: Index, rows: list[IndexRow]) -> None:
    index.add(rows)
    index.add_vectors([row.passage_id for row in rows], _vectors(len(rows)))


def _rows(draw: random.Random, name: str, count: int) -> list[IndexRow]:
    return [
        IndexRow(
            f"{name}.{place}", " ".join(draw.choices(_WORDS, k=8)), " ".join(draw.choices(_WORDS, k=110))
        )
        for place in range(count)
    ]


def _vectors(count: int) -> NDArray[np.float32]:
    rows = np.random.default_rng(count).normal(size=(count, _DIMENSIONS)).astype(np.float32)
    unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit
