"""When questions arrive: drawn ahead, so that a slow answer never holds the next question back.

One law for all: gaps of a unit process (exponential, or Gamma for bursts) laid over a rate that changes in
steps. Knows no question and no clock: seconds from the start of a run.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

LAWS: Final = Path(__file__).with_name("laws.toml")
_DRAWN_AT_ONCE: Final = 4096


@dataclass(frozen=True, slots=True)
class Law:
    """steps: (where it begins as a share of the run, its rate ÷ the mean rate), the first at 0.

    burstiness: the variance of the gaps ÷ that of a Poisson process; 1 is Poisson, 4 comes in bunches.
    crisis: from which share to which share of the run a crisis lasts; both 0 without one.
    """

    name: str
    steps: tuple[tuple[float, float], ...] = ((0.0, 1.0),)
    burstiness: float = 1.0
    crisis: tuple[float, float] = (0.0, 0.0)

    @property
    def steady(self) -> bool:
        """Whether the rate stays the same: where it does not, what is in flight grows and falls with it."""
        return len(self.steps) == 1

    def peak(self) -> float:
        """The highest rate ÷ the mean rate."""
        return max(rate for _, rate in self.steps)


def law(name: str) -> Law:
    """One of `laws.toml`. Raises Fault that names them all."""
    known: dict[str, Any] = tomllib.loads(LAWS.read_text(encoding="utf-8"))
    if name not in known:
        raise Fault(
            key="bench.law_unknown",
            sentence=f"La loi d'arrivée « {name} » est inconnue.",
            remedy=f"Choisissez parmi {', '.join(known)}.",
        )
    told = known[name]
    relative = told.get("hours") or told.get("steps") or [1.0]
    return Law(name, _steps(relative), told.get("burstiness", 1.0), tuple(told.get("crisis", (0.0, 0.0))))


def arrivals(wanted: Law, per_second: float, seconds: float, seed: int) -> NDArray[np.float64]:
    """The moments of all arrivals, sorted; shape (n,), in [0, seconds). per_second: the mean rate.

    The same seed draws the same unit process whatever the rate: two rates differ in nothing else.
    """
    edges = np.array([start for start, _ in wanted.steps] + [1.0]) * seconds
    rates = np.array([rate for _, rate in wanted.steps]) * per_second
    expected = np.concatenate(([0.0], np.cumsum(rates * np.diff(edges))))
    moments = np.interp(_unit(wanted.burstiness, float(expected[-1]), seed), expected, edges)
    return moments[moments < seconds]


def _unit(burstiness: float, until: float, seed: int) -> NDArray[np.float64]:
    """Arrivals at a mean rate of 1, before `until`."""
    random = np.random.default_rng(seed)
    drawn: list[NDArray[np.float64]] = []
    last = 0.0
    while last < until:
        gaps = random.gamma(1.0 / burstiness, burstiness, size=_DRAWN_AT_ONCE)
        drawn.append(last + np.cumsum(gaps))
        last = float(drawn[-1][-1])
    moments = np.concatenate(drawn) if drawn else np.empty(0)
    return moments[moments < until]


def _steps(relative: Sequence[float]) -> tuple[tuple[float, float], ...]:
    """Equal parts of the run, their mean made 1."""
    mean = sum(relative) / len(relative)
    return tuple((place / len(relative), rate / mean) for place, rate in enumerate(relative))
