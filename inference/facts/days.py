"""The calendar of a commune: its public holidays and its school holidays, from its INSEE code.

Public and school holidays come from the `holidays` library, which works offline. What it does
not know is None, never a guess.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import holidays

_ZONES_FILE: Final = Path(__file__).with_name("school_zones.toml")
# Days between which the ministry has published the school calendar that the library carries.
_PUBLISHED_FROM: Final = date(2017, 10, 21)
_PUBLISHED_UNTIL: Final = date(2028, 8, 31)
_LOCAL_HOLIDAYS: Final = {
    "57": "57",
    "67": "6AE",
    "68": "6AE",
    "971": "971",
    "972": "972",
    "973": "973",
    "974": "974",
    "975": "PM",
    "976": "976",
    "977": "BL",
    "978": "MF",
    "984": "TF",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}


def department(insee_code: str) -> str:
    """`45` of `45300`, `2A` of `2A004`, `974` of `97411`."""
    code = insee_code.strip().upper()
    return code[:3] if code[:2] in ("97", "98") else code[:2]


@cache
def _school_zones() -> dict[str, str]:
    table = tomllib.loads(_ZONES_FILE.read_text(encoding="utf-8"))
    return {member: zone for zone, members in table.items() for member in members}


@cache
def _public_holidays(subdivision: str | None, year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("FR", subdiv=subdivision, years=year, language="fr"))


@cache
def _school_holidays(zone: str, year: int) -> frozenset[date]:
    found = holidays.country_holidays("FR", subdiv=f"Zone {zone}", years=year, categories=("school",))
    return frozenset(found)


class Calendar:
    """Which days are holidays in one commune. `school_zone`: A, B, C, or None where it is not known."""

    def __init__(self, insee_code: str, school_zone: str | None = None) -> None:
        """school_zone: given where the code does not tell it, as for a fictional commune."""
        self.department = department(insee_code)
        self.school_zone = school_zone or _school_zones().get(self.department)
        self._subdivision = _LOCAL_HOLIDAYS.get(self.department)

    def is_public_holiday(self, day: date) -> str | None:
        """The French name of the public holiday, or None."""
        return _public_holidays(self._subdivision, day.year).get(day)

    def is_kept_by_some(self, day: date) -> bool:
        """Whether the public holiday is one in part of the communes only, and the code does not tell which.

        In Alsace-Moselle, Good Friday is one where there is a Protestant temple or a shared church
        (ordinance of 16 August 1892; article L. 3134-13 of the Code du travail).
        """
        in_alsace_moselle = self.department in ("57", "67", "68")
        return in_alsace_moselle and self.is_public_holiday(day) == "Vendredi saint"

    def is_school_holiday(self, day: date) -> bool | None:
        """None: no published calendar says it."""
        if self.school_zone is None or not _PUBLISHED_FROM <= day <= _PUBLISHED_UNTIL:
            return None
        return day in _school_holidays(self.school_zone, day.year)
