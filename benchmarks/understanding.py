"""`parvis bench understanding`: how soon it is known what a question asks, before anything is searched.

Language, dangers, courtesies, days, streets, services, zones, private matters, an earlier answer: all of it
in code. No server and no engine needed: the sample commune, in this process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appliance.settings import read_settings
from benchmarks import mix
from benchmarks.card import announce, report
from benchmarks.conditions import conditions
from benchmarks.figure import Figure, Goal
from benchmarks.regress import MOMENT, sample
from benchmarks.statistics import percentile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.asking import Asked

_WARMING: Final = 20
_SEARCHED: Final = "retrieval"


def measure(save: Path) -> None:
    """Takes the figures and writes the report into `save`."""
    told = {"measure": "understanding", "repeats": 1, **conditions(read_settings())}
    announce("La commune d’exemple")
    with sample() as (asker, slug):
        answers = [asker.ask(question) for question in mix.shuffled(mix.topics(slug, MOMENT), seed=1)]
    report(told, figures(answers[_WARMING:]), save)


def figures(answers: Sequence[Asked]) -> list[Figure]:
    """Milliseconds from a question's arrival to the beginning of the search, of those that searched."""
    took = [1000 * start for answer in answers if (start := searched_after(answer)) is not None]
    title, note = "Question comprise", f"{len(took)} questions qui vont aux documents"
    return [
        Figure(
            "understood_p50_ms",
            f"{title}, médiane",
            percentile(took, 50),
            "ms",
            len(took),
            Goal(5),
            note=note,
        ),
        Figure("understood_p95_ms", f"{title}, 95 %", percentile(took, 95), "ms", len(took)),
    ]


def searched_after(answer: Asked) -> float | None:
    """Seconds before anything was searched; None where nothing was."""
    stages = answer.answer.get("trace", {}).get("stages", ())
    return next((stage["start_seconds"] for stage in stages if stage["name"] == _SEARCHED), None)
