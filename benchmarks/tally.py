"""Judged answers, counted: by type, by commune, by pair, and in seconds by kind. Asks nobody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.figures import unsupported
from benchmarks.scoring import Outcome, score
from benchmarks.statistics import percentile, wilson

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.asking import Asked
    from benchmarks.scoring import Question, Verdict


@dataclass(frozen=True, slots=True)
class Result:
    """One question, its answer and what it is worth. unsupported: its figures that no source shows."""

    question: Question
    asked: Asked
    verdict: Verdict
    unsupported: tuple[str, ...]


def judge(question: Question, asked: Asked) -> Result:
    verdict = score(question, asked.answer)
    fault = verdict.outcome is Outcome.FAULT
    return Result(question, asked, verdict, () if fault else unsupported(question, asked.answer))


def summed(results: Sequence[Result]) -> dict[str, Any]:
    """Counts by type, by commune and in all, pairs won, seconds by kind: what goes to JSON."""
    return {
        "total": _counted(results),
        "by_type": _grouped(results, lambda result: result.question.type),
        "by_commune": _grouped(results, lambda result: result.question.commune),
        "pairs": _pairs(results),
        "seconds_by_kind": _seconds_by_kind(results),
    }


def _grouped(results: Sequence[Result], key: Callable[[Result], str]) -> dict[str, dict[str, Any]]:
    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(key(result), []).append(result)
    return {name: _counted(groups[name]) for name in sorted(groups)}


def _counted(results: Sequence[Result]) -> dict[str, Any]:
    """right_interval: between which shares, 0 to 1, right answers lie at 95 %."""
    outcomes = Counter(result.verdict.outcome for result in results)
    low, high = wilson(outcomes[Outcome.RIGHT], len(results)) if results else (0.0, 1.0)
    return {
        "asked": len(results),
        **{outcome.value: outcomes[outcome] for outcome in Outcome},
        "unsupported_figures": sum(len(result.unsupported) for result in results),
        "right_interval": [round(low, 3), round(high, 3)],
    }


def _pairs(results: Sequence[Result]) -> dict[str, int]:
    """Near-misses: a pair is won when all of its questions are answered right."""
    groups: dict[str, list[bool]] = {}
    for result in results:
        if result.question.pair:
            groups.setdefault(result.question.pair, []).append(result.verdict.outcome is Outcome.RIGHT)
    whole = [group for group in groups.values() if len(group) > 1]
    return {"asked": len(whole), "won": sum(all(group) for group in whole)}


def _seconds_by_kind(results: Sequence[Result]) -> dict[str, dict[str, float]]:
    spent: dict[str, list[Asked]] = {}
    for result in results:
        if result.verdict.outcome is not Outcome.FAULT:
            spent.setdefault(result.asked.answer["kind"], []).append(result.asked)
    return {kind: _seconds(asked) for kind, asked in sorted(spent.items())}


def _seconds(asked: Sequence[Asked]) -> dict[str, float]:
    walls = [one.wall_seconds for one in asked]
    firsts = [float(one.answer.get("first_text_seconds") or 0.0) for one in asked]
    return {
        "answers": len(asked),
        "seconds_p50": round(percentile(walls, 50), 3),
        "seconds_p95": round(percentile(walls, 95), 3),
        "first_text_seconds_p50": round(percentile(firsts, 50), 3),
        "first_text_seconds_p95": round(percentile(firsts, 95), 3),
    }
