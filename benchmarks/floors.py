"""From which relevance on what is found counts: refusals beside the questions that the documents answer.

The floor is chosen on one half of the questions and shown on the other. Searches nothing itself.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.table import Table

from benchmarks.shown import decimal
from benchmarks.statistics import percentile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.retrieval import Looked

_WRONGLY_DECLINED: Final = 0.08  # at most, of what the documents answer
_PERCENTILES: Final = (5, 25, 50, 75, 95)


@dataclass(frozen=True, slots=True)
class Floor:
    """relevance: the highest that keeps wrong refusals to 8 % on one half; the shares are the other's."""

    relevance: float
    declined_when_must: float
    declined_when_must_not: float
    refusals: tuple[float, ...]
    answerable: tuple[float, ...]


def floor(looked: Sequence[Looked]) -> Floor | None:
    """None without refusals and answerable questions in both halves."""
    halves = [[one for one in looked if _half(one) == half] for half in (0, 1)]
    must, must_not = zip(*(_relevances(half) for half in halves), strict=True)
    if not all((*must, *must_not)):
        return None
    bar = percentile(must_not[0], 100 * _WRONGLY_DECLINED)
    return Floor(
        round(bar, 4),
        _below(must[1], bar),
        _below(must_not[1], bar),
        _spread([*must[0], *must[1]]),
        _spread([*must_not[0], *must_not[1]]),
    )


def table(found: Floor) -> Table:
    shown = Table("pertinence", *(f"{p} %" for p in _PERCENTILES), box=None)
    shown.add_row("à décliner", *(decimal(value, 3) for value in found.refusals))
    shown.add_row("à répondre", *(decimal(value, 3) for value in found.answerable))
    return shown


def sentence(found: Floor) -> str:
    """The floor and what it does on the half that did not choose it."""
    must, must_not = (
        decimal(100 * share) for share in (found.declined_when_must, found.declined_when_must_not)
    )
    return f"plancher {decimal(found.relevance, 3)} : décline {must} % quand il le faut, {must_not} % à tort"


def _half(one: Looked) -> int:
    return zlib.crc32(one.question.id.encode()) % 2


def _relevances(half: Sequence[Looked]) -> tuple[list[float], list[float]]:
    refusals = [one.found.relevance for one in half if one.question.decline]
    answerable = [one.found.relevance for one in half if not one.question.decline and one.told]
    return refusals, answerable


def _below(values: Sequence[float], bar: float) -> float:
    return round(sum(value < bar for value in values) / len(values), 4)


def _spread(values: Sequence[float]) -> tuple[float, ...]:
    return tuple(round(percentile(values, p), 4) for p in _PERCENTILES)
