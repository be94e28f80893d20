"""What an answer costs when it was given before, in the same words or others, against writing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from benchmarks.figure import Figure, Goal, of_median
from benchmarks.statistics import percentile
from inference.question import Kind
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.arms import WholePath
    from benchmarks.scoring import Question

_HITS: Final = 20


@dataclass(frozen=True, slots=True)
class Reused:
    """Seconds of each answer of one pass. others: paraphrases that were not answered from memory."""

    written: tuple[float, ...]
    exact: tuple[float, ...]
    semantic: tuple[float, ...]
    others: int


def passed(whole: WholePath, topics: Sequence[Sequence[Question]]) -> Reused:
    """Each topic written, then asked again in its own words and in others, of a gateway without memory."""
    written: list[float] = []
    exact: list[float] = []
    semantic: list[float] = []
    others = 0
    for first, *paraphrases in topics:
        seconds, kind = whole.json_seconds(first)
        if kind != Kind.GENERATED:
            continue
        written.append(seconds)
        again = [whole.json_seconds(first) for _ in range(_HITS)]
        exact += [seconds for seconds, kind in again if kind == Kind.CACHED]
        told = [whole.json_seconds(paraphrase) for paraphrase in paraphrases]
        semantic += [seconds for seconds, kind in told if kind == Kind.CACHED]
        others += sum(kind != Kind.CACHED for _, kind in told)
    return Reused(tuple(written), tuple(exact), tuple(semantic), others)


def figures(passes: Sequence[Reused]) -> list[Figure]:
    """Raises Fault when nothing was written or nothing was reused."""
    if not all(one.written and one.exact for one in passes):
        raise Fault(key="bench.nothing_reused", sentence="Aucune réponse de la mesure n'a été réemployée.")
    exact = [percentile(one.exact, 99) / percentile(one.written, 50) for one in passes]
    near = [percentile(one.semantic, 99) / percentile(one.written, 50) for one in passes if one.semantic]
    hits, others = sum(len(one.semantic) for one in passes), sum(one.others for one in passes)
    note = f"{hits} réponses réemployées sur {hits + others} questions redites"
    title = "Réemploi, mêmes mots, p99 ÷ rédigée, p50"
    told = [of_median("exact_hit", title, exact, "×", Goal(0.01))]
    if near:
        title = "Réemploi, autres mots, p99 ÷ rédigée, p50"
        told.append(of_median("semantic_hit", title, near, "×", Goal(1 / 30), note))
    return told
