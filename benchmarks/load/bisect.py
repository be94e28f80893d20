"""The highest rate that holds, found by asking. Knows no appliance: `measure` may be a synthetic server."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Final, Protocol

from benchmarks.load.backlog import MOST_PILED
from benchmarks.load.figures import WANTED_SHARE

if TYPE_CHECKING:
    from collections.abc import Callable

_NARROW: Final = 1.05
_LEAST: Final = 0.1
_MOST_STEPS: Final = 16
_MOST_AGAIN: Final = 4
_GROWS: Final = 2.0


class Measured(Protocol):
    """What one rate gave. Shares are of all offered questions, 0 to 1."""

    @property
    def good_share(self) -> float: ...

    @property
    def piled(self) -> float: ...

    @property
    def void(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Search:
    """wanted: which share must be good. narrow: the search ends when too much ÷ held is at most this.

    least: a rate at or below which it is not the rate that fails; none slower is tried. most_again: how many
    more are asked, once it is closed in, until both ends have said the same twice.
    """

    wanted: float = WANTED_SHARE
    narrow: float = _NARROW
    least: float = _LEAST
    most_steps: int = _MOST_STEPS
    most_again: int = _MOST_AGAIN

    def verdict(self, point: Measured) -> str:
        """Why this rate does not hold, in French; empty when it holds."""
        if point.void:
            return "nul : générateur en retard"
        if point.piled > MOST_PILED:
            return "refusé : les questions s'accumulent"
        if point.good_share < self.wanted:
            return "refusé : trop peu de réponses justes et à temps"
        return ""


@dataclass(frozen=True, slots=True)
class Found:
    """held: the highest rate that holds; 0 when none does. too_much: the lowest above it that does not.

    None for too_much when every rate that was tried holds. Questions per second.
    """

    held: float
    too_much: float | None


def highest(measure: Callable[[float], Measured], start: float, search: Search) -> Found:
    """Doubles, or halves, from `start` until one rate holds and one does not, then closes in between them.

    Rates are closed in by their geometric mean: 5 % is 5 % at any rate. Then both ends are asked once more;
    one that says otherwise moves the search by a step.
    """
    holds: dict[float, bool] = {}
    held, too_much, rate = 0.0, None, start
    for _ in range(search.most_steps):
        holds[rate] = not search.verdict(measure(rate))
        held, too_much = (rate, too_much) if holds[rate] else (held, rate)
        if too_much and (too_much / held <= search.narrow if held else too_much <= search.least):
            break
        rate = _next(held, too_much)
    if held and too_much:
        _ask_again(measure, holds, (held, too_much), search)
    return _found(holds)


def _ask_again(
    measure: Callable[[float], Measured], holds: dict[float, bool], ends: tuple[float, float], search: Search
) -> None:
    """Writes into `holds` what the ends say now, and the rate beyond an end that changed its mind."""
    held, too_much = ends
    again: set[float] = set()
    for _ in range(search.most_again):
        rate = next((one for one in (held, too_much) if one not in again), None)
        if rate is None:
            return
        again.add(rate)
        point = measure(rate)
        if point.void:
            continue  # it says nothing of the rate, which is what it was
        holds[rate] = not search.verdict(point)
        if rate == held and not holds[rate]:
            held, too_much = held / search.narrow, held
        elif rate == too_much and holds[rate]:
            held, too_much = too_much, too_much * search.narrow


def _found(holds: dict[float, bool]) -> Found:
    """The highest rate that holds below the lowest that does not, by what each said last."""
    refused = [rate for rate, held in holds.items() if not held]
    too_much = min(refused, default=None)
    below = [rate for rate, held in holds.items() if held and rate < (too_much or inf)]
    return Found(max(below, default=0.0), too_much)


def _next(held: float, too_much: float | None) -> float:
    if too_much is None:
        return held * _GROWS
    return float((held * too_much) ** 0.5) if held else too_much / _GROWS
