"""What a rate of questions means in people and communes, with every assumption told. Asks nobody."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, PositiveFloat

from benchmarks.load.arrivals import law
from benchmarks.shown import decimal

_FILE = Path(__file__).with_name("inhabitants.toml")
_SECONDS_OF_A_DAY = 86_400
_DAYS = 365


class Assumptions(BaseModel):
    """`inhabitants.toml`. busiest_day: its questions ÷ those of the mean day. crisis: its rate ÷ that of the
    busiest hour. sites: name → inhabitants."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    questions_per_inhabitant_per_year: PositiveFloat
    busiest_day: PositiveFloat
    crisis: PositiveFloat
    inhabitants_per_commune: PositiveFloat
    sites: dict[str, PositiveFloat]

    def peak_per_second(self, inhabitants: float) -> float:
        """Questions per second in the busiest hour of the busiest day."""
        mean = inhabitants * self.questions_per_inhabitant_per_year / _DAYS / _SECONDS_OF_A_DAY
        return mean * self.busiest_day * law("day").peak()


@dataclass(frozen=True, slots=True)
class Meaning:
    """inhabitants, communes: whom the rate serves in the busiest hour. headroom: site → rate ÷ its peak."""

    inhabitants: float
    communes: float
    headroom: dict[str, float]
    assumed: Assumptions

    @classmethod
    def of(cls, per_second: float, assumed: Assumptions) -> Self:
        inhabitants = per_second / assumed.peak_per_second(1)
        headroom = {name: per_second / assumed.peak_per_second(size) for name, size in assumed.sites.items()}
        return cls(inhabitants, inhabitants / assumed.inhabitants_per_commune, headroom, assumed)

    def lines(self) -> list[str]:
        people, communes = _grouped(self.inhabitants), _grouped(self.communes)
        in_crisis = _grouped(self.inhabitants / self.assumed.crisis)
        told = [
            f"Cela suffit à {people} habitants, soit {communes} communes.",
            f"Même en crise ({self.assumed.crisis:g} fois cette heure-là) : à {in_crisis} habitants.",
        ]
        return told + [
            f"Marge pour {name} : {decimal(times, 1)} fois son heure la plus chargée."
            for name, times in self.headroom.items()
        ]

    def assumptions(self) -> list[str]:
        assumed, each = self.assumed, self.assumed.questions_per_inhabitant_per_year
        return [
            f"supposé : {decimal(each, 1)} question par habitant et par an",
            f"un jour {decimal(assumed.busiest_day, 1)} fois plus chargé que le jour moyen",
            f"une heure {decimal(law('day').peak(), 1)} fois plus chargée que l'heure moyenne",
            f"{assumed.inhabitants_per_commune:.0f} habitants par commune",
        ]

    def plain(self) -> dict[str, Any]:
        return {
            "inhabitants": round(self.inhabitants),
            "communes": round(self.communes, 1),
            "headroom": {name: round(times, 2) for name, times in self.headroom.items()},
            "lines": self.lines(),
            "assumptions": self.assumptions(),
        }


def _grouped(value: float) -> str:
    """As it is written in French: `10 512 000`."""
    return f"{value:,.0f}".replace(",", " ")


def assumptions() -> Assumptions:
    return Assumptions.model_validate(tomllib.loads(_FILE.read_text(encoding="utf-8")))
