"""What a rate of questions means in people and communes, with every assumption told. Asks nobody.

The assumptions are those of `bench simulate` (`benchmarks/simulation/assumptions.toml`): measured or
simulated, one rate means the same people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from benchmarks.shown import decimal
from benchmarks.simulation.shown import about

if TYPE_CHECKING:
    from benchmarks.simulation.given import Assumptions


@dataclass(frozen=True, slots=True)
class Meaning:
    """Of a rate of questions offered, follow-ups included. usable: what is left of it without the headroom.

    inhabitants, communes: whose fullest hour the usable rate is. in_crisis: inhabitants whose crisis takes
    the whole rate. margins: a site's title → the whole rate ÷ the site's fullest hour.
    """

    usable: float
    inhabitants: float
    communes: float
    in_crisis: float
    margins: dict[str, float]
    given: Assumptions

    @classmethod
    def of(cls, per_second: float, given: Assumptions) -> Self:
        usable, each = per_second * (1 - given.headroom.share), given.demand.peak_per_second(1)
        margins = {
            site.title: per_second / given.demand.peak_per_second(site.inhabitants)
            for site in given.sites.values()
        }
        in_crisis = per_second / given.demand.crisis_factor / each
        return cls(usable, usable / each, usable / each / given.mean_commune, in_crisis, margins, given)

    def headline(self) -> str:
        share = f"{100 * self.given.headroom.share:.0f} %"
        people = f"{about(self.inhabitants)} habitants ({about(self.communes)} communes)"
        return f"En gardant {share} de libre, {decimal(self.usable)} : l'heure la plus chargée de {people}."

    def lines(self) -> list[str]:
        crisis, people = self.given.demand.crisis_factor, about(self.in_crisis)
        told = [f"En crise ({crisis:g} fois cette heure-là), sans rien garder : {people} habitants."]
        return told + [
            f"Marge pour {title} : {decimal(times, 1)} fois son heure la plus chargée."
            for title, times in self.margins.items()
        ]

    def assumptions(self) -> list[str]:
        demand = self.given.demand
        return [
            f"supposé : {decimal(demand.questions_per_inhabitant_year, 1)} question par habitant et par an",
            f"un jour {decimal(demand.busy_day_factor, 1)} fois plus chargé que le jour moyen",
            f"une heure qui reçoit {decimal(100 * demand.peak_hour_share, 1)} % des questions de ce jour",
            f"{about(self.given.mean_commune)} habitants par commune",
        ]

    def plain(self) -> dict[str, Any]:
        return {
            "usable_per_second": round(self.usable, 3),
            "inhabitants": round(self.inhabitants),
            "communes": round(self.communes, 1),
            "in_crisis": round(self.in_crisis),
            "headroom": {title: round(times, 2) for title, times in self.margins.items()},
            "lines": self.lines(),
            "assumptions": self.assumptions(),
        }
