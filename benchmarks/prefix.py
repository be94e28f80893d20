"""How much of all prompts the engine computes: the rest it finds in its prefix cache."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.figure import Figure, Goal
from inference.question import Kind
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.arms import WholePath
    from benchmarks.scoring import Question

_TOKENS: Final = 'parvis_engine_tokens_total{{direction="{}"}}'


def computed(whole: WholePath, questions: Sequence[Question]) -> Figure:
    """Computed ÷ total tokens of the prompts that these questions cost, by the engine's own count.

    Raises Fault when no prompt was sent.
    """
    before = _read(whole)
    kinds = [whole.json_seconds(question)[1] for question in questions]
    total, cached = (now - was for now, was in zip(_read(whole), before, strict=True))
    if not total:
        raise Fault(key="bench.nothing_written", sentence="Aucune question de la mesure n'est rédigée.")
    written = kinds.count(Kind.GENERATED)
    note = f"{total:.0f} jetons, {written} réponses rédigées sur {len(kinds)} questions"
    title = "Invites : jetons calculés ÷ tous"
    return Figure("computed_tokens", title, (total - cached) / total, "", written, Goal(0.4), note=note)


def _read(whole: WholePath) -> tuple[float, float]:
    return whole.gauge(_TOKENS.format("prompt")), whole.gauge(_TOKENS.format("cached"))
