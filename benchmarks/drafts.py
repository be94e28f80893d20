"""How fast the engine writes with n-gram drafts, against without, when it writes the same text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.figure import Figure, Goal, of_median
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.arms import RawEngine, Timed
    from benchmarks.overhead import Written


def timed(raw: RawEngine, asked: Sequence[Written], repeats: int) -> list[list[Timed]]:
    """By prompt, its answers; the first one of each is not counted, so that its prefix is read already."""
    for one in asked:
        raw.ask(one.prompt, "drafts")
    turns = [[raw.ask(one.prompt, "drafts") for one in asked] for _ in range(repeats)]
    return [list(answers) for answers in zip(*turns, strict=True)]


def compared(drafted: Sequence[Sequence[Timed]], plain: Sequence[Sequence[Timed]]) -> list[Figure]:
    """Only prompts that gave the same text both ways. Raises Fault without any."""
    ratios = [
        _decode_seconds(slow) / _decode_seconds(fast)
        for fasts, slows in zip(drafted, plain, strict=True)
        for fast, slow in zip(fasts, slows, strict=True)
        if fast.text == slow.text and _decode_seconds(fast) > 0
    ]
    if not ratios:
        raise Fault(key="bench.nothing_equal", sentence="Aucune paire n'a écrit le même texte.")
    asked = sum(len(answers) for answers in drafted)
    note = f"{len(ratios)} paires au même texte sur {asked}, préfixe lu, deux démarrages du moteur"
    title = "Écriture avec brouillons ÷ sans"
    return [of_median("drafts_speedup", title, ratios, "×", Goal(2, at_most=False), note)]


def _decode_seconds(answer: Timed) -> float:
    """From the first text to the last."""
    return answer.seconds - answer.first_text_seconds
