"""`parvis bench capacity`: the highest rate at which 95 % of what is asked is answered right and in time.

Every rate asks the same questions in the same rhythm, only faster: what differs is the rate. A rate at which
questions pile up is refused even if its answers were still in time. What fills the empty appliance does not
count.
"""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from benchmarks.conditions import afterwards, conditions
from benchmarks.figure import Figure, of_share
from benchmarks.inhabitants import Meaning, assumptions
from benchmarks.load.bisect import Search, highest
from benchmarks.load.editing import editing_of
from benchmarks.load.figures import figures
from benchmarks.load.kept import keep, manifest, show
from benchmarks.load.load import plain, whole
from benchmarks.load.points import Points
from benchmarks.load.run import at_rest, run
from benchmarks.load.target import target
from benchmarks.shown import decimal, out, seconds

if TYPE_CHECKING:
    from pathlib import Path

    from appliance.settings import Settings
    from benchmarks.load.bisect import Found
    from benchmarks.load.plan import Plan
    from benchmarks.load.points import Point
    from benchmarks.load.run import Ran

_REST_SECONDS: Final = 3.0
# Two honest searches may lie a tenth apart: each interval reaches its root beyond what was found.
_REPEATS: Final = 1.1**0.5


def measure(settings: Settings, plan: Plan, questions: int, url: str, save: Path) -> None:
    """plan: its rate is the first one tried, its seconds the most for each. questions: wanted of each rate.

    Raises Fault when the appliance does not answer.
    """
    found = target(settings, url)
    plan = plan.against(found.deadline_seconds(), str(int(time.time()) % 100_000))
    told = {"measure": "capacity", **conditions(settings), "manifest": manifest(settings)}
    search = Search()

    def ask(wanted: Plan) -> Ran:
        ran = run(found, wanted, editing.during())
        time.sleep(_REST_SECONDS)
        return ran

    points = Points(plan, questions, search, ask)

    def at(rate: float) -> Point:
        known = len(points.tried)
        point = points.at(rate)
        for one in points.tried[known:]:
            _announce(one, search.verdict(one))
        return point

    with editing_of(settings, plan, found) as editing:
        out.print("→ Témoin : les mêmes questions, une à une …")
        control = at_rest(found, plan)
        limit = highest(at, plan.per_second, search)
    _report(told, plan, limit, points, control, save)


def _report(told: dict[str, Any], plan: Plan, limit: Found, points: Points, control: Ran, save: Path) -> None:
    search, best = Search(), points.last(limit.held)
    meaning = Meaning.of(limit.held, assumptions())
    counted = [*_limits(limit, points, control), *figures(best.ran, plan.other_deadline)]
    told |= {
        "plan": plan.plain(),
        **afterwards(),
        "capacity": {**asdict(limit), "sentence": _sentence(limit, plan, points)},
        "stands_for": meaning.plain(),
        "points": [point.plain(search.verdict(point)) for point in points.tried],
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


def _limits(limit: Found, points: Points, control: Ran) -> list[Figure]:
    asked = sum(point.ran.tally.offered for point in points.tried)
    rest = control.tally
    count = max(rest.offered, 1)
    at_best = of_share("right_at_rest", "Justes au repos, sans charge", rest.good, count, better="higher")
    low, high = limit.held / _REPEATS, (limit.too_much or limit.held) * _REPEATS
    return [
        Figure("capacity", "Capacité", limit.held, "/s", asked, None, low, high, better="higher"),
        at_best,
    ]


def _sentence(limit: Found, plan: Plan, points: Points) -> str:
    promise = f"{seconds(plan.other_deadline)}, ou {seconds(plan.written_deadline)} pour une réponse rédigée"
    if not limit.held:
        return f"Aucun débit essayé ne donne 95 % de réponses justes et citées à temps ({promise})."
    above = f"moins de {decimal(limit.too_much)}" if limit.too_much else "davantage n'a pas été essayé"
    if limit.too_much and points.last(limit.too_much).void:
        above = "au-delà, le générateur ne suit plus : mesurez depuis une autre machine"
    held = f"Jusqu'à {decimal(limit.held)} questions par seconde ({above})"
    return f"{held} : 95 % justes, citées, à temps ({promise})."


def _announce(point: Point, verdict: str) -> None:
    share = f"{decimal(100 * point.good_share, 1)} % justes et à temps sur {point.offered}"
    out.print(f"→ {decimal(point.per_second)} par seconde : {share} – {verdict or 'tient'}")
