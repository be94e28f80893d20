"""What each arm's answers come to: right, wrong, declined, their seconds, and right answers a second."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.compare.judged import judged
from benchmarks.scoring import Outcome
from benchmarks.statistics import percentile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.arms import Timed
    from benchmarks.compare.judged import Judged
    from benchmarks.compare.turns import Turn


@dataclass(frozen=True, slots=True)
class Row:
    """One arm's answer to one question. number: of the question; origin: `city` or `sample`."""

    number: int
    origin: str
    said: Timed
    judged: Judged


def rows(turns: Sequence[Turn], arm: str, origin: str = "") -> list[Row]:
    """This arm's answers, in the order asked; of one origin, or of both."""
    return [
        Row(number, turn.asked.origin, turn.said[arm], judged(turn.asked.question, turn.said[arm]))
        for number, turn in enumerate(turns)
        if arm in turn.said and origin in ("", turn.asked.origin)
    ]


def in_time(told: Sequence[Row], deadline_seconds: float) -> int:
    """Right answers that ended within the deadline."""
    return sum(row.judged.right and row.said.seconds <= deadline_seconds for row in told)


def asking_seconds(told: Sequence[Row]) -> float:
    """How long whoever asked one after the other has waited in all."""
    return sum(row.said.seconds for row in told)


def goodput(told: Sequence[Row], deadline_seconds: float) -> float:
    """Right answers in time, for each second of waiting."""
    return in_time(told, deadline_seconds) / max(asking_seconds(told), 1e-9)


def summary(told: Sequence[Row], deadlines: Sequence[float]) -> dict[str, Any]:
    """All of one arm, as JSON; seconds as numbers. told: one row at least. deadlines: in seconds."""
    outcomes = Counter(row.judged.outcome for row in told)
    firsts = [row.said.first_text_seconds for row in told]
    wholes = [row.said.seconds for row in told]
    return {
        "asked": len(told),
        **{outcome.value: outcomes[outcome] for outcome in Outcome},
        "sourced": sum(row.judged.sourced for row in told),
        "first": _spread(firsts),
        "whole": _spread(wholes),
        "goodput": {f"{deadline:g}": round(goodput(told, deadline), 4) for deadline in deadlines},
        "in_time": {f"{deadline:g}": in_time(told, deadline) for deadline in deadlines},
        "kinds": dict(Counter(row.said.kind for row in told)),
    }


def _spread(seconds: Sequence[float]) -> dict[str, float]:
    told = {"p50": percentile(seconds, 50), "p95": percentile(seconds, 95), "max": max(seconds)}
    return {name: round(value, 4) for name, value in told.items()}
