"""What adding a document costs when the index is full, beside an empty one. No server needed."""

from __future__ import annotations

import random
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.card import announce
from benchmarks.figure import Figure, Goal, of_median
from benchmarks.reading import sample_texts
from inference.embedding.encoder import PassageEncoder
from ingest.index import Index, IndexRow, open_chroma

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_HELD = 100_000
_BATCH = 5_000
_DOCUMENT = 60  # passages of an ordinary act or notice
_ADDITIONS = 15
_PASSAGE_WORDS = 110
_DIMENSIONS = 384
_WORDS = [f"mot{number}" for number in range(20_000)]


@dataclass(frozen=True, slots=True)
class _Taken:
    """Seconds of one addition: whole, with its vectors; writing: the lexical and the dense index alone."""

    whole: float
    writing: float


def figures(folder: Path) -> list[Figure]:
    """Adds and removes one document, on an empty index and on one of 100,000 passages, in turn.

    The whole addition has its vectors to compute; what the two indexes alone take is told beside it.
    """
    announce(f"Ajout d'un document à {_HELD} passages")
    draw = random.Random(1)  # noqa: S311 - a fixed mixture of words, no secret
    full, empty = _index(folder / "full"), _index(folder / "empty")
    for start in range(0, _HELD, _BATCH):
        _add(full, _rows(draw, f"plein{start}", _BATCH))
    texts, encoder = _texts(), PassageEncoder()
    try:
        turns = [
            tuple(
                _addition(index, encoder, texts, _rows(draw, f"ajout{place}", _DOCUMENT))
                for index in (full, empty)
            )
            for place in range(_ADDITIONS + 1)
        ]
    finally:
        encoder.close()
    return list(_compared(turns[1:]))  # the first one makes the files


def _compared(turns: Sequence[Sequence[_Taken]]) -> Iterator[Figure]:
    """turns: on the full index, then on the empty one."""
    title = f"Ajout d'un document, {_HELD} passages ÷ index vide"
    whole = [filled.whole / alone.whole for filled, alone in turns]
    yield of_median(
        "addition_when_full", title, whole, "×", Goal(1.2), f"{_DOCUMENT} passages, vecteurs compris"
    )
    writing = [filled.writing / alone.writing for filled, alone in turns]
    filled, alone = (statistics.median(turn[place].writing for turn in turns) for place in (0, 1))
    note = f"{filled:.3f} s contre {alone:.3f} s".replace(".", ",")
    yield of_median("writing_when_full", "… index seuls", writing, "×", None, note)


def _texts() -> list[str]:
    """The passages of one ordinary document, of the sample commune's own words."""
    words = " ".join(sample_texts()).split()
    starts = ((place * _PASSAGE_WORDS) % (len(words) - _PASSAGE_WORDS) for place in range(_DOCUMENT))
    return [" ".join(words[start : start + _PASSAGE_WORDS]) for start in starts]


def _index(folder: Path) -> Index:
    return Index(folder / "lexical", open_chroma(folder / "chroma"), "mesure")


def _addition(index: Index, encoder: PassageEncoder, texts: Sequence[str], rows: list[IndexRow]) -> _Taken:
    """What was added is removed again."""
    started = time.perf_counter()
    encoder.passages(texts)
    embedded = time.perf_counter()
    _add(index, rows)
    ended = time.perf_counter()
    index.remove([row.passage_id for row in rows])
    return _Taken(ended - started, ended - embedded)


def _add(index: Index, rows: list[IndexRow]) -> None:
    index.add(rows)
    index.add_vectors([row.passage_id for row in rows], _vectors(len(rows)))


def _rows(draw: random.Random, name: str, count: int) -> list[IndexRow]:
    return [
        IndexRow(
            f"{name}.{place}",
            " ".join(draw.choices(_WORDS, k=8)),
            " ".join(draw.choices(_WORDS, k=_PASSAGE_WORDS)),
        )
        for place in range(count)
    ]


def _vectors(count: int) -> NDArray[np.float32]:
    rows = np.random.default_rng(count).normal(size=(count, _DIMENSIONS)).astype(np.float32)
    unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit
