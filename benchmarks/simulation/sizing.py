"""How much one card serves, how many cards a site needs, what an answer costs there. Prints nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from benchmarks.simulation import costs, service
from benchmarks.simulation.arrivals import fullest_hour, inhabitants_for
from benchmarks.simulation.installation import simulate

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

    def served(self, per_second: float, cards: int = 1) -> Service:
        """Of this many questions a second."""
        gateways = costs.servers(cards, self.given.costs)
        place = replace(self.place, copies=cards, gateways=gateways)
        seen = simulate(place, self.traffic, per_second, self.count, self.given.demand.burst, self.seed)
        return service.of(seen, place.doors.deadline)


@dataclass(frozen=True, slots=True)
class Tried:
    """One rate that was simulated, questions a second, and whether it was served."""

    per_second: float
    served: bool
    service: Service


@dataclass(frozen=True, slots=True)
class Capacity:
    """Of one card. questions, written: a second, at the highest rate that is served.

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
    told = plan.given.demand
    seen: dict[float, Service] = {}

    def served(per_second: float) -> bool:
        seen[per_second] = plan.served(per_second)
        return seen[per_second].good

    rate = service.highest(served, start=4.0)
    habits = told.questions_per_inhabitant_year, told.busy_day_factor, told.peak_hour_share
    people = inhabitants_for(rate * (1 - plan.given.headroom.share), *habits)
    in_crisis = inhabitants_for(rate / told.crisis_factor, *habits)
    everyone = plan.given.sites["departement"]
    mean_commune = everyone.inhabitants / everyone.communes
    written = rate * plan.given.rungs.written
    tried = [Tried(at, one.good, one) for at, one in sorted(seen.items())]
    return Capacity(rate, written, people, people / mean_commune, in_crisis, seen.get(rate), tried)


def need(plan: Plan, site: Site, one: Capacity) -> Need:
    """The fewest cards that serve its fullest hour with the headroom free; each number is simulated.

    one: what one card serves; where that is nothing, more cards do not make an answer quicker.
    """
    told = plan.given.demand
    peak = fullest_hour(
        site.inhabitants, told.questions_per_inhabitant_year, told.busy_day_factor, told.peak_hour_share
    )
    wanted = peak / (1 - plan.given.headroom.share)
    if not one.questions:
        return Need(peak, None, None, 0.0, None, None)
    cards = _fewest(plan, wanted, one)
    a_year = site.inhabitants * told.questions_per_inhabitant_year
    busy = plan.served(peak, cards).busy * a_year / _YEAR / peak
    paid = costs.bill(cards, plan.card, busy, plan.given.costs)
    rush = peak * told.crisis_factor
    crisis_cards = max(cards, _fewest(plan, rush, one))
    return Need(peak, cards, paid, paid.per_thousand(a_year), plan.served(rush, cards), crisis_cards)


def _fewest(plan: Plan, per_second: float, one: Capacity) -> int:
    """Cards that serve this rate, from what one alone serves upwards."""
    cards = math.ceil(per_second / one.questions)
    while not plan.served(per_second, cards).good:
        cards += 1
    return cards
