"""`parvis bench capacity`: the highest rate at which 95 % of what is asked is answered right and in time.

Every rate asks the same questions in the same rhythm, only faster: what differs is the rate. A rate at which
questions pile up is refused even if its answers were still in time.
"""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from benchmarks.conditions import afterwards, conditions
from benchmarks.figure import Figure, of_share
from benchmarks.inhabitants import Meaning, assumptions
from benchmarks.load.backlog import MOST_PILED
from benchmarks.load.bisect import Search, highest
from benchmarks.load.editing import Editing
from benchmarks.load.figures import figures
from benchmarks.load.kept import keep, manifest, show
from benchmarks.load.load import plain, whole
from benchmarks.load.run import at_rest, run
from benchmarks.load.target import target
from benchmarks.shown import decimal, out, seconds

if TYPE_CHECKING:
    from pathlib import Path

    from appliance.settings import Settings
    from benchmarks.load.bisect import Found
    from benchmarks.load.plan import Plan
    from benchmarks.load.run import Ran

_REST_SECONDS: Final = 3.0


@dataclass(frozen=True, slots=True)
class Point:
    """One rate that was tried. Shares are of all offered questions, 0 to 1."""

    per_second: float
    ran: Ran

    @property
    def good_share(self) -> float:
        return self.ran.tally.good / max(self.ran.tally.offered, 1)

    @property
    def in_time_share(self) -> float:
        return self.ran.tally.in_time / max(self.ran.tally.offered, 1)

    @property
    def piled(self) -> float:
        return self.ran.piled

    @property
    def void(self) -> bool:
        return self.ran.lateness.void

    def plain(self, verdict: str) -> dict[str, Any]:
        told = self.ran.tally.all_whole().plain()
        told.pop("hdr", None)
        shares = {name: getattr(self, name) for name in ("good_share", "in_time_share", "piled", "void")}
        return {
            "per_second": round(self.per_second, 3),
            **{name: told.get(name, {"value": 0.0}) for name in ("p50", "p95", "p99")},
            **shares,
            "offered": self.ran.tally.offered,
            "held": not verdict,
            "verdict": verdict or "tient",
        }


def measure(settings: Settings, plan: Plan, url: str, save: Path) -> None:
    """plan: its rate is the first one tried. Raises Fault when the appliance does not answer."""
    found = target(settings, url)
    plan = plan.against(found.deadline_seconds(), str(int(time.time()) % 100_000))
    told = {"measure": "capacity", **conditions(settings), "manifest": manifest(settings)}
    points: list[Point] = []
    search = Search()

    def at(rate: float) -> Point:
        point = once(rate)
        passing = point.void or point.piled > MOST_PILED  # a disturbance passes, a limit comes again
        return once(rate) if passing else point

    def once(rate: float) -> Point:
        own = f"{plan.run}{len(points) + 1:02}"
        point = Point(rate, run(found, replace(plan, per_second=rate, run=own), editing.during()))
        points.append(point)
        _announce(point, search.verdict(point))
        time.sleep(_REST_SECONDS)
        return point

    with Editing(settings, plan.commune, plan.read_mix(), found.own) as editing:
        out.print("→ Témoin : les mêmes questions, une à une …")
        control = at_rest(found, plan)
        limit = highest(at, plan.per_second, search)
    _report(told, plan, limit, points, control, save)


def _report(
    told: dict[str, Any], plan: Plan, limit: Found, points: list[Point], control: Ran, save: Path
) -> None:
    search, best = Search(), _at(points, limit.held)
    meaning = Meaning.of(limit.held, assumptions())
    counted = [*_limits(limit, points, control), *figures(best.ran, plan.other_deadline)]
    told |= {
        "plan": plan.plain(),
        **afterwards(),
        "capacity": {**asdict(limit), "sentence": _sentence(limit, plan, points)},
        "stands_for": meaning.plain(),
        "points": [point.plain(search.verdict(point)) for point in points],
        "figures": plain(counted),
        **whole(best.ran),
        "control": {"figures": plain(figures(control, plan.other_deadline)), **whole(control)},
    }
    told["plan"]["per_second"] = best.per_second  # what the page shows in detail
    show(told, counted)
    out.print(told["capacity"]["sentence"])
    for line in meaning.lines():
        out.print(f"  {line}")
    for line in meaning.assumptions():
        out.print(f"  [dim]{line}[/]")
    keep(told, save)


def _at(points: list[Point], rate: float) -> Point:
    """The last run at this rate; where no rate holds, the slowest."""
    return next(
        (one for one in reversed(points) if one.per_second == rate),
        min(points, key=lambda one: one.per_second),
    )


def _limits(limit: Found, points: list[Point], control: Ran) -> list[Figure]:
    asked = sum(point.ran.tally.offered for point in points)
    rest = control.tally
    at_best = of_share("right_at_rest", "Justes au repos, sans charge", rest.good, max(rest.offered, 1))
    low, high = limit.held, limit.too_much
    return [Figure("capacity", "Capacité", limit.held, "/s", asked, None, low, high or low), at_best]


def _sentence(limit: Found, plan: Plan, points: list[Point]) -> str:
    promise = f"{seconds(plan.other_deadline)}, ou {seconds(plan.written_deadline)} pour une réponse rédigée"
    if not limit.held:
        return f"Aucun débit essayé ne donne 95 % de réponses justes et citées à temps ({promise})."
    above = f"moins de {decimal(limit.too_much)}" if limit.too_much else "davantage n'a pas été essayé"
    if limit.too_much and _at(points, limit.too_much).void:
        above = "au-delà, le générateur ne suit plus : mesurez depuis une autre machine"
    held = f"Jusqu'à {decimal(limit.held)} questions par seconde ({above})"
    return f"{held} : 95 % justes, citées, à temps ({promise})."


def _announce(point: Point, verdict: str) -> None:
    share = f"{decimal(100 * point.good_share, 1)} % justes et à temps sur {point.ran.tally.offered}"
    out.print(f"→ {decimal(point.per_second)} par seconde : {share} – {verdict or 'tient'}")
