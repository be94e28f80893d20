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

    None for too_much when no rate was refused: `held` is then a lower bound. late: the lowest rate in between
    that the generator itself was too late for; None when there is none. In the rates that were asked.
    """

    held: float
    too_much: float | None
    late: float | None = None


def highest(measure: Callable[[float], Measured], start: float, search: Search) -> Found:
    """Doubles, or halves, from `start` until one rate holds and one does not, then closes in between them.

    Rates are closed in by their geometric mean: 5 % is 5 % at any rate. A void rate ends the search: it says
    nothing of the appliance, and what lies just below it would only find the generator's own limit. Then both
    ends are asked once more; one that says otherwise moves the search by a step.
    """
    said: dict[float, bool | None] = {}
    held, above, rate = 0.0, None, start
    for _ in range(search.most_steps):
        said[rate] = _holds(measure(rate), search)
        held, above = (rate, above) if said[rate] else (held, rate)
        if above and _ends(held, above, said, search):
            break
        rate = _next(held, above)
    if held and above:
        _ask_again(measure, said, (held, above), search)
    return _found(said)


def _holds(point: Measured, search: Search) -> bool | None:
    """None when it is void: it says nothing of the rate."""
    return None if point.void else not search.verdict(point)


def _ends(held: float, above: float, said: dict[float, bool | None], search: Search) -> bool:
    """Whether there is nothing left to close in on."""
    if not held:
        return above <= search.least
    return said[above] is None or above / held <= search.narrow


def _ask_again(
    measure: Callable[[float], Measured],
    said: dict[float, bool | None],
    ends: tuple[float, float],
    search: Search,
) -> None:
    """Writes into `said` what the ends say now, and the rate beyond an end that changed its mind."""
    held, above = ends
    again = {rate for rate in ends if said[rate] is None}
    for _ in range(search.most_again):
        rate = next((one for one in (held, above) if one not in again), None)
        if rate is None:
            return
        again.add(rate)
        holds = _holds(measure(rate), search)
        if holds is None:
            said.setdefault(rate, None)  # a known rate stays what it was
            continue
        said[rate] = holds
        if rate == held and not holds:
            held, above = held / search.narrow, held
        elif rate == above and holds:
            held, above = above, above * search.narrow


def _found(said: dict[float, bool | None]) -> Found:
    """The highest rate that holds below the lowest that does not, by what each said last."""
    too_much = min((rate for rate, holds in said.items() if holds is False), default=None)
    below = {rate: holds for rate, holds in said.items() if rate < (too_much or inf)}
    held = max((rate for rate, holds in below.items() if holds), default=0.0)
    late = min((rate for rate, holds in below.items() if holds is None and rate > held), default=None)
    return Found(held, too_much, late)


def _next(held: float, above: float | None) -> float:
    if above is None:
        return held * _GROWS
    return float((held * above) ** 0.5) if held else above / _GROWS
