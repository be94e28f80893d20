"""What one answer costs: hardware written off, maintenance, electricity. Euros, no VAT, no staff."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from benchmarks.simulation.given import Costs
    from benchmarks.simulation.hardware import Accelerator

_HOURS: Final = 24 * 365


@dataclass(frozen=True, slots=True)
class Bill:
    """Of one installation. servers: that hold the cards. bought: once, euros, with the servers.

    a_year: euros, hardware, maintenance and electricity. kwh: in a year.
    """

    servers: int
    bought: float
    a_year: float
    kwh: float

    def per_thousand(self, answers_a_year: float) -> float:
        return self.a_year / answers_a_year * 1000


def servers(cards: int, told: Costs) -> int:
    return math.ceil(cards / told.cards_per_server)


def bill(cards: int, card: Accelerator, busy: float, told: Costs) -> Bill:
    """busy: mean share of the year that the cards compute, 0 to 1."""
    count = servers(cards, told)
    bought = cards * card.price_euros + count * card.server_euros
    share = told.idle_share_of_watts + (1 - told.idle_share_of_watts) * busy
    watts = cards * card.watts * share + count * card.server_watts
    kwh = watts / 1000 * _HOURS * told.cooling_factor
    a_year = bought * (1 / told.years + told.maintenance_share_per_year) + kwh * told.kwh_euros
    return Bill(count, bought, a_year, kwh)
