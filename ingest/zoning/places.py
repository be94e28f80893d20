"""Which zones a point, an address or a parcel of one commune is in, with the passages that say so.

What was read of the store is kept until the commune's index changes; any number of threads may ask.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ingest.sentences import tell_day
from ingest.zoning.gazetteer import Gazetteer
from ingest.zoning.register import Register
from ingest.zoning.telling import counted

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Engine

    from ingest.facts import Zone
    from ingest.shelf import StoredPassage
    from ingest.zoning.gazetteer import Spot
    from ingest.zoning.point import Point
    from ingest.zoning.register import Rules


@dataclass(frozen=True, slots=True)
class Hit:
    """A zone at a place. passage: what tells it. rules: its règlement among the documents, None if not there.

    metres: how far the place is, 0 inside. share: of a parcel, 0 to 1; 1 for a point.
    """

    zone: Zone
    passage: StoredPassage
    rules: Rules | None
    metres: float = 0.0
    share: float = 1.0


class Status(StrEnum):
    PLAN = "plan"
    RNU = "rnu"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the commune has. plan: `PLU`, `PLUi`… zones: polygons. passage: what says it."""

    status: Status
    sentence: str
    plan: str = ""
    approved_on: date | None = None
    zones: int = 0
    passage: StoredPassage | None = None


class Places:
    """The map of the commune `slug`."""

    def __init__(self, engine: Engine, slug: str) -> None:
        self._engine, self._slug = engine, slug
        self._lock = threading.Lock()
        self._register: Register | None = None
        self._gazetteer: Gazetteer | None = None

    def zones_at(self, point: Point, on: date | None = None) -> list[Hit]:
        """Every zone, prescription and information at a point, in force on that day; none outside the plan.

        Zones that overlap are all given, and both sides of a border; of two plans, the newer one.
        """
        register = self._current_register()
        return [
            Hit(register.zone(place), passage, register.rules_of(place), metres)
            for place, metres, passage in register.told(register.atlas.at(point), on)
        ]

    def zones_over(self, spot: Spot, on: date | None = None) -> list[Hit]:
        """The zones that hold a parcel, with their shares of it; those at the point when it is no parcel."""
        if spot.shape is None:
            return self.zones_at(spot.point, on)
        register = self._current_register()
        return [
            Hit(register.zone(place), passage, register.rules_of(place), share=share)
            for place, share, passage in register.told(register.atlas.over(spot.shape, spot.point.srid), on)
        ]

    def point_of_address(self, text: str) -> list[Spot]:
        """Where an address is: one spot when it is sure, several to choose from, none when not known."""
        return self._current_gazetteer().addresses(text)

    def point_of_parcel(self, text: str) -> list[Spot]:
        """Where a parcel is, by its section and number: several when prefixes differ, none when not known."""
        return self._current_gazetteer().parcels(text)

    def coverage(self) -> Coverage:
        """Whether the commune has a plan; RNU only when one of its documents says so."""
        register = self._current_register()
        if found := register.plan():
            plan, approved_on, polygons, passage = found
            article, ending = ("une", "e") if plan.startswith("carte") else ("un", "")
            since = f", approuvé{ending} le {tell_day(approved_on)}" if approved_on else ""
            sentence = f"La commune a {article} {plan}{since} ({counted(polygons, 'polygone')})."
            return Coverage(Status.PLAN, sentence, plan, approved_on, polygons, passage)
        if rnu := register.rnu():
            sentence = "La commune n'a pas de plan : le règlement national d'urbanisme (RNU) s'y applique."
            return Coverage(Status.RNU, sentence, passage=rnu)
        return Coverage(Status.UNKNOWN, "Aucun zonage n'est dans les documents de la commune.")

    def _current_register(self) -> Register:
        with self._lock:
            if self._register is None or not self._register.is_current():
                self._register = Register(self._engine, self._slug, self._register)
            return self._register

    def _current_gazetteer(self) -> Gazetteer:
        with self._lock:
            if self._gazetteer is None or not self._gazetteer.is_current():
                self._gazetteer = Gazetteer(self._engine, self._slug)
            return self._gazetteer
