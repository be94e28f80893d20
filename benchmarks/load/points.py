"""One rate after the other, each asked long enough to tell: what a search for the capacity looks at.

Runs of one rate and one length count together. Knows no appliance: `ask` may be a synthetic server.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from benchmarks.load.backlog import FILLING, MOST_PILED, piled_share

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.load.bisect import Search
    from benchmarks.load.plan import Plan
    from benchmarks.load.run import Ran

_ROUGH_SECONDS: Final = 30.0  # while it is not known yet between which rates the capacity lies


@dataclass(frozen=True, slots=True)
class Point:
    """One rate that was tried. runs: all that count together, the last one last. Shares: of all offered.

    per_second: arrivals, as planned. offered_per_second: all that was asked, follow-ups included.
    """

    per_second: float
    runs: tuple[Ran, ...]

    @property
    def ran(self) -> Ran:
        return self.runs[-1]

    @property
    def offered(self) -> int:
        return sum(run.tally.offered for run in self.runs)

    @property
    def offered_per_second(self) -> float:
        asked = sum(run.tally.lag.count for run in self.runs)
        return asked / sum(run.plan.seconds for run in self.runs)

    @property
    def good_share(self) -> float:
        return sum(run.tally.good for run in self.runs) / max(self.offered, 1)

    @property
    def in_time_share(self) -> float:
        return sum(run.tally.in_time for run in self.runs) / max(self.offered, 1)

    @property
    def piled(self) -> float:
        """Of all runs laid over each other: what is chance in one is less so in two."""
        due: Counter[int] = Counter()
        ended: Counter[int] = Counter()
        for run in self.runs:
            due.update(run.tally.due)
            ended.update(run.tally.ended)
        return piled_share(due, ended, self.ran.plan.seconds, self.ran.plan.read_law().burstiness)

    @property
    def void(self) -> bool:
        return self.ran.void

    def plain(self, verdict: str) -> dict[str, Any]:
        told = self.ran.tally.all_whole().plain()
        told.pop("hdr", None)
        shares = {name: getattr(self, name) for name in ("good_share", "in_time_share", "piled", "void")}
        together = f" (sur {len(self.runs)} mesures)" if len(self.runs) > 1 else ""
        return {
            "per_second": round(self.offered_per_second, 3),
            "arrivals_per_second": round(self.per_second, 3),
            "seconds": round(self.ran.plan.seconds, 1),
            **{name: told.get(name, {"value": 0.0}) for name in ("p50", "p95", "p99")},
            **shares,
            "offered": self.offered,
            "held": not verdict,
            "verdict": (verdict or "tient") + together,
        }


class Points:
    """plan: its seconds are the most that one run takes. questions: how many a run should ask at least."""

    def __init__(self, plan: Plan, questions: int, search: Search, ask: Callable[[Plan], Ran]) -> None:
        self._plan, self._questions, self._search, self._ask = plan, questions, search, ask
        self._heard: set[bool] = set()  # whether some rate was refused, and some was not
        self.tried: list[Point] = []

    def at(self, rate: float) -> Point:
        """What the rate gives; once more where it was void or only piled up: a disturbance passes."""
        point = self._once(rate)
        only_piled = point.piled > MOST_PILED and point.good_share >= self._search.wanted
        return self._once(rate) if point.void or only_piled else point

    def last(self, rate: float) -> Point:
        """The last run at this rate that is not void, else the last; where none was, the slowest of all."""
        here = [one for one in self.tried if one.per_second == rate]
        sound = [one for one in here if not one.void]
        return (sound or here or [min(self.tried, key=lambda one: one.per_second)])[-1]

    def _once(self, rate: float) -> Point:
        seconds = self._seconds(rate)
        plan = replace(
            self._plan,
            per_second=rate,
            seconds=seconds,
            warm_up=seconds * FILLING,
            run=f"{self._plan.run}{len(self.tried) + 1:02}",
        )
        before = self._before(rate, seconds)
        point = Point(rate, (*before, self._ask(plan)))
        self.tried.append(point)
        self._heard.add(bool(self._search.verdict(point)))
        return point

    def _seconds(self, rate: float) -> float:
        most = self._plan.seconds
        rough = min(_ROUGH_SECONDS, most)
        return rough if len(self._heard) < 2 else min(most, max(rough, self._questions / rate))

    def _before(self, rate: float, seconds: float) -> tuple[Ran, ...]:
        """The runs of this rate that count with the next one: as long, neither void nor piled up."""
        if not any(point.per_second == rate for point in self.tried):
            return ()
        runs = self.last(rate).runs
        settled = (run for run in runs if not (run.void or run.piled > MOST_PILED))
        return tuple(run for run in settled if run.plan.seconds == seconds)
