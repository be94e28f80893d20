"""What Parvis adds to its engine: the whole path against the engine alone, on the same final prompt.

Both arms are cold (a new prefix cache each time) and take turns, so that the machine's moods
fall on both. Only pairs that wrote the same text are compared.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.figure import Goal, of_median
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.arms import RawEngine, Timed, WholePath
    from benchmarks.figure import Figure
    from benchmarks.scoring import Question

_QUESTIONS = 4
_GENERATED = "generated"
_ASKED = "\nQuestion : "


@dataclass(frozen=True, slots=True)
class Written:
    """A question that the engine answers, and the final prompt that the ladder made of it."""

    question: Question
    prompt: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """The same prompt through both arms, one after the other."""

    whole: Timed
    raw: Timed

    @property
    def comparable(self) -> bool:
        return self.whole.kind == _GENERATED and self.whole.bare == self.raw.bare


def written(whole: WholePath, questions: Sequence[Question], prompts: Path) -> list[Written]:
    """The first questions that are written at one go, each with its prompt. Raises Fault without any.

    Of one that was written twice, because the first text was refused, the engine alone would be given half.
    """
    found: list[Written] = []
    for question in questions:
        before = _lines(prompts)
        kind = whole.ask(question).kind
        new = _lines(prompts)[len(before) :]
        if kind == _GENERATED and len(new) == 1:
            found.append(Written(question, json.loads(new[0])))
        if len(found) == _QUESTIONS:
            break
    if not found:
        raise Fault(key="bench.nothing_written", sentence="Aucune question de la mesure n'est rédigée.")
    return found


def pairs(whole: WholePath, raw: RawEngine, asked: Sequence[Written], repeats: int) -> list[Pair]:
    """Each arm is first every other time."""
    found = []
    for repeat in range(repeats):
        for place, one in enumerate(asked):
            if (repeat + place) % 2:
                alone = raw.ask(one.prompt)
                found.append(Pair(whole.ask(one.question), alone))
            else:
                through = whole.ask(one.question)
                found.append(Pair(through, raw.ask(one.prompt)))
    return found


def compared(measured: Sequence[Pair], most: float = 1.10) -> list[Figure]:
    """The ratios, with both arms beside them. most: what the whole path may take, in times the engine's."""
    kept = [pair for pair in measured if pair.comparable]
    if not kept:
        raise Fault(key="bench.nothing_equal", sentence="Aucune paire n'a écrit le même texte.")
    note = f"{len(kept)} paires au même texte sur {len(measured)}"
    totals = [pair.whole.seconds / pair.raw.seconds for pair in kept]
    firsts = [pair.whole.first_text_seconds / pair.raw.first_text_seconds for pair in kept]
    return [
        of_median("whole_over_raw", "Chemin entier ÷ moteur seul", totals, "×", Goal(most), note),
        of_median("whole_over_raw_first_text", "… premier texte", firsts, "×", Goal(1.15), note),
        of_median("whole_seconds", "Chemin entier, à froid", [pair.whole.seconds for pair in kept], "s"),
        of_median("raw_seconds", "Moteur seul, à froid", [pair.raw.seconds for pair in kept], "s"),
        of_median(
            "whole_first_text_seconds",
            "Chemin entier, premier texte",
            [pair.whole.first_text_seconds for pair in kept],
            "s",
        ),
        of_median(
            "raw_first_text_seconds",
            "Moteur seul, premier texte",
            [pair.raw.first_text_seconds for pair in kept],
            "s",
        ),
    ]


def prefix_reuse(raw: RawEngine, asked: Sequence[Written], repeats: int) -> list[Figure]:
    """First text when another question finds the same passages in the cache, against a cold one."""
    ratios: list[float] = []
    cold, warm = [], []
    for _ in range(repeats):
        for place, one in enumerate(asked):
            salt = uuid.uuid4().hex
            first = raw.ask(one.prompt, salt).first_text_seconds
            other = asked[(place + 1) % len(asked)].question.question if len(asked) > 1 else "Et sinon ?"
            again = raw.ask(with_question(one.prompt, other), salt).first_text_seconds
            cold.append(first)
            warm.append(again)
            ratios.append(again / first)
    return [
        of_median("prefix_first_text", "Premier texte, préfixe en cache ÷ à froid", ratios, "×", Goal(0.25)),
        of_median("prefix_cached_seconds", "… préfixe en cache", warm, "s"),
        of_median("prefix_cold_seconds", "… à froid", cold, "s"),
    ]


def with_question(prompt: dict[str, Any], question: str) -> dict[str, Any]:
    """The same passages, another question at the end."""
    *before, last = prompt["messages"]
    passages = last["content"].rpartition(_ASKED)[0]
    return {**prompt, "messages": [*before, {**last, "content": f"{passages}{_ASKED}{question}"}]}


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
