"""How much one card serves, how many cards a site needs, what an answer costs there. Prints nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from benchmarks.inhabitants import Meaning
from benchmarks.simulation import costs, service
from benchmarks.simulation.installation import simulate
from benchmarks.simulation.reuse_model import Memory

if TYPE_CHECKING:
    from benchmarks.simulation.costs import Bill
    from benchmarks.simulation.given import Assumptions, Site
    from benchmarks.simulation.hardware import Accelerator
    from benchmarks.simulation.installation import Installation
    from benchmarks.simulation.service import Service
    from benchmarks.simulation.traffic import Traffic

_YEAR: Final = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Plan:
    """What is simulated: one card's installation, its citizens, in simulations of `count` questions.

    card: what is bought.
    """

    place: Installation
    traffic: Traffic
    card: Accelerator
    given: Assumptions
    count: int
    seed: int

    def served(self, per_second: float, cards: int = 1, site: Site | None = None) -> Service:
        """Of this many questions a second. site: that asks them; None for as many mean communes as do."""
        gateways = costs.servers(cards, self.given.costs)
        place = replace(self.place, copies=cards, gateways=gateways)
        burst, memory = self.given.demand.burst, self._memory(per_second, gateways, site)
        seen = simulate(place, self.traffic, per_second, self.count, burst, self.seed, memory)
        return service.of(seen, place.doors.deadline)

    def _memory(self, per_second: float, gateways: int, site: Site | None) -> Memory:
        if site:
            return Memory.of(self.given, site.communes, site.inhabitants / site.communes, gateways)
        each = self.given.mean_commune
        communes = per_second / self.given.demand.peak_per_second(each)
        return Memory.of(self.given, communes, each, gateways)


@dataclass(frozen=True, slots=True)
class Tried:
    """One rate that was simulated, questions a second, and whether it was served."""

    per_second: float
    served: bool
    service: Service


@dataclass(frozen=True, slots=True)
class Capacity:
    """Of one card. questions: a second, at the highest rate that is served; written: those of them that are.

    inhabitants, communes: whose fullest hour leaves the headroom free. in_crisis: inhabitants whose crisis it
    serves with nothing to spare. at: the service at that highest rate. tried: it and others, in their order.
    """

    questions: float
    written: float
    inhabitants: float
    communes: float
    in_crisis: float
    at: Service | None
    tried: list[Tried]


@dataclass(frozen=True, slots=True)
class Need:
    """Of one site. peak: questions a second in its fullest hour. cards: None where none are enough.

    crisis: service in a crisis, with those cards; crisis_cards: that would serve it, with nothing to spare.
    a_thousand: euros for a thousand answers.
    """

    peak: float
    cards: int | None
    bill: Bill | None
    a_thousand: float
    crisis: Service | None
    crisis_cards: int | None


def capacity(plan: Plan) -> Capacity:
    """The highest rate of one card at which 95 % are served within three seconds."""
    seen: dict[float, Service] = {}

    def served(per_second: float) -> bool:
        seen[per_second] = plan.served(per_second)
        return seen[per_second].good

    rate = service.highest(served, start=4.0)
    at, people = seen.get(rate), Meaning.of(rate, plan.given)
    written = rate * plan.given.rungs.still_written(at.kept) if at else 0.0
    tried = [Tried(per_second, one.good, one) for per_second, one in sorted(seen.items())]
    return Capacity(rate, written, people.inhabitants, people.communes, people.in_crisis, at, tried)


def need(plan: Plan, site: Site, one: Capacity) -> Need:
    """The fewest cards that serve its fullest hour with the headroom free; each number is simulated.

    one: what one card serves; where that is nothing, more cards do not make an answer quicker.
    """
    told = plan.given.demand
    peak = told.peak_per_second(site.inhabitants)
    wanted = peak / (1 - plan.given.headroom.share)
    if not one.questions:
        return Need(peak, None, None, 0.0, None, None)
    cards = _fewest(plan, wanted, site, one)
    a_year = site.inhabitants * told.questions_per_inhabitant_year
    busy = plan.served(peak, cards, site).busy * a_year / _YEAR / peak
    paid = costs.bill(cards, plan.card, busy, plan.given.costs)
    rush = peak * told.crisis_factor
    crisis_cards = max(cards, _fewest(plan, rush, site, one))
    return Need(peak, cards, paid, paid.per_thousand(a_year), plan.served(rush, cards, site), crisis_cards)


def _fewest(plan: Plan, per_second: float, site: Site, one: Capacity) -> int:
    """Cards that serve this rate, from what one alone serves upwards."""
    cards = math.ceil(per_second / one.questions)
    while not plan.served(per_second, cards, site).good:
        cards += 1
    return cards
