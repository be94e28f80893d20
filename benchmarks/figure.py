"""One measured figure beside its goal. Measures nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from benchmarks.shown import decimal
from benchmarks.statistics import median, wilson

if TYPE_CHECKING:
    from collections.abc import Sequence

Better = Literal["", "higher", "lower"]


@dataclass(frozen=True, slots=True)
class Goal:
    """Where a figure should be. at_most: the limit is above; otherwise below."""

    limit: float
    at_most: bool = True

    def met(self, value: float) -> bool:
        return value <= self.limit if self.at_most else value >= self.limit


@dataclass(frozen=True, slots=True)
class Figure:
    """low, high: the interval of a median; None where the figure is a percentile or one reading.

    name: stable, for programs. title: for people. count: measures it rests on. note: what was left out.
    better: which way is the better one where no goal says so; empty where none is.
    """

    name: str
    title: str
    value: float
    unit: str
    count: int
    goal: Goal | None = None
    low: float | None = None
    high: float | None = None
    note: str = ""
    better: Better = ""

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        told: dict[str, Any] = {"value": _rounded(self.value), "unit": self.unit, "count": self.count}
        if self.low is not None and self.high is not None:
            told |= {"low": _rounded(self.low), "high": _rounded(self.high)}
        if self.better:
            told["better"] = self.better
        if self.goal:
            sign = "<=" if self.goal.at_most else ">="
            told |= {"goal": f"{sign} {self.goal.limit:g}", "met": self.goal.met(self.value)}
        return told | ({"note": self.note} if self.note else {})

    def cells(self) -> tuple[str, str, str, str, str]:
        """Title, value, interval, goal, and whether it is met."""
        interval = (
            "" if self.low is None or self.high is None else f"{_short(self.low)} – {_short(self.high)}"
        )
        if self.goal is None:
            return self.title, self._told(self.value), interval, "", ""
        goal = f"{'≤' if self.goal.at_most else '≥'} {self._told(self.goal.limit)}"
        met = "[green]atteint[/]" if self.goal.met(self.value) else "[red]manqué[/]"
        return self.title, self._told(self.value), interval, goal, met

    def _told(self, value: float) -> str:
        return f"{_short(value)} {self.unit}".rstrip()


def of_median(
    name: str, title: str, values: Sequence[float], unit: str, goal: Goal | None = None, note: str = ""
) -> Figure:
    """The median of repeated measures, with its interval."""
    found = median(values)
    return Figure(name, title, found.value, unit, found.count, goal, found.low, found.high, note)


def of_share(
    name: str,
    title: str,
    hits: int,
    count: int,
    goal: Goal | None = None,
    note: str = "",
    better: Better = "",
) -> Figure:
    """A share in %, with its interval; count: one at least."""
    low, high = wilson(hits, count)
    told = f"{hits} sur {count}" + (f", {note}" if note else "")
    return Figure(name, title, 100 * hits / count, "%", count, goal, 100 * low, 100 * high, told, better)


def _rounded(value: float) -> float:
    return float(f"{value:.4g}")


def _short(value: float) -> str:
    if value >= 100 or value == int(value):
        return decimal(value, 0)
    return decimal(value, 3 if value < 1 else 2).rstrip("0").rstrip(",")
