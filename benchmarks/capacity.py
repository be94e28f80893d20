"""`parvis bench capacity`: the highest rate at which 95 % of what is asked is answered right and in time.

Every rate asks the same questions in the same rhythm, only faster: what differs is the rate. A rate at which
questions pile up is refused even if its answers were still in time. What fills the empty appliance does not
count. Rates are planned in arrivals and told in questions offered, follow-ups included. Where only the
generator keeps it from going further, the capacity is a lower bound.
"""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final, Self

from benchmarks.figure import Figure, of_share
from benchmarks.inhabitants import Meaning
from benchmarks.load.about import about, note_load_afterwards
from benchmarks.load.bisect import Search, highest
from benchmarks.load.editing import editing_of
from benchmarks.load.figures import figures
from benchmarks.load.kept import keep, show
from benchmarks.load.load import plain, whole
from benchmarks.load.points import Points
from benchmarks.load.run import at_rest, run
from benchmarks.load.target import target
from benchmarks.shown import decimal, out, seconds
from benchmarks.simulation import assumptions

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


@dataclass(frozen=True, slots=True)
class Capacity:
    """In questions offered a second. held: 0 when no rate holds. too_much: None when none was refused.

    late: whether the generator itself was too late for a rate between the two. arrivals: as searched.
    """

    held: float
    too_much: float | None
    late: bool
    arrivals: Found

    @classmethod
    def of(cls, found: Found, points: Points) -> Self:
        held, too_much = (
            points.last(rate).offered_per_second if rate else None for rate in (found.held, found.too_much)
        )
        return cls(held or 0.0, too_much, found.late is not None, found)

    @property
    def lower_bound(self) -> bool:
        """Whether nothing is known of what would be too much."""
        return self.too_much is None

    def figure(self, asked: int) -> Figure:
        """Without an interval, and so never judged to have changed, where it has no upper end."""
        low = high = None
        if self.too_much:
            low, high = self.held / _REPEATS, self.too_much * _REPEATS
        title = "Capacité, au moins" if self.lower_bound else "Capacité"
        note = self._beyond() if self.lower_bound else ""
        return Figure("capacity", title, self.held, "/s", asked, None, low, high, note, better="higher")

    def sentence(self, plan: Plan) -> str:
        written = seconds(plan.written_deadline)
        promise = f"{seconds(plan.other_deadline)}, ou {written} pour une réponse rédigée"
        if not self.held and self.lower_bound:
            return "Le générateur est en retard à tous les débits essayés : rien n'est mesuré ici."
        if not self.held:
            return f"Aucun débit essayé ne donne 95 % de réponses justes et citées à temps ({promise})."
        known = "Au moins" if self.lower_bound else "Jusqu'à"
        held = f"{known} {decimal(self.held)} questions par seconde ({self._beyond()})"
        return f"{held} : 95 % justes, citées, à temps ({promise})."

    def _beyond(self) -> str:
        if not self.too_much:
            return "le générateur ne va pas plus loin ici" if self.late else "davantage n'a pas été essayé"
        late = " ; entre les deux, le générateur est en retard" if self.late else ""
        return f"moins de {decimal(self.too_much)}{late}"

    def plain(self, plan: Plan) -> dict[str, Any]:
        return {**asdict(self), "lower_bound": self.lower_bound, "sentence": self.sentence(plan)}


def measure(
    settings: Settings, plan: Plan, questions: int, url: str, save: Path, token_file: Path | None = None
) -> None:
    """plan: its rate is the first one tried, its seconds the most for each. questions: wanted of each rate.

    token_file: of the administrator of the appliance at `url`. Raises Fault when the appliance does not
    answer, or when the mix or the file is refused.
    """
    found = target(settings, url, token_file)
    plan = plan.against(found.deadline_seconds(), str(int(time.time()) % 100_000))
    told = {"measure": "capacity", **about(settings, found)}
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
    search, best, capacity = Search(), points.last(limit.held), Capacity.of(limit, points)
    meaning = Meaning.of(capacity.held, assumptions.read())
    asked = sum(point.ran.tally.offered for point in points.tried)
    counted = [capacity.figure(asked), _at_rest(control), *figures(best.ran, plan.other_deadline)]
    note_load_afterwards(told)
    told |= {
        "plan": plan.plain(),
        "capacity": capacity.plain(plan),
        "stands_for": meaning.plain(),
        "points": [point.plain(search.verdict(point)) for point in points.tried],
        "figures": plain(counted),
        **whole(best.ran),
        "control": {"figures": plain(figures(control, plan.other_deadline)), **whole(control)},
    }
    told["plan"]["per_second"] = best.per_second  # what the page shows in detail
    if capacity.held:
        told["capacity"]["sentence"] += f" {meaning.headline()}"
    show(told, counted)
    out.print(told["capacity"]["sentence"])
    for line in meaning.lines():
        out.print(f"  {line}")
    for line in meaning.assumptions():
        out.print(f"  [dim]{line}[/]")
    keep(told, save)


def _at_rest(control: Ran) -> Figure:
    good, count = control.tally.good, max(control.tally.offered, 1)
    return of_share("right_at_rest", "Justes au repos, sans charge", good, count, better="higher")


def _announce(point: Point, verdict: str) -> None:
    share = f"{decimal(100 * point.good_share, 1)} % justes et à temps sur {point.offered}"
    out.print(f"→ {decimal(point.offered_per_second)} par seconde : {share} – {verdict or 'tient'}")
