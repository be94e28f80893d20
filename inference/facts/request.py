"""The nouns of a question about opening hours, once it is understood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from inference.facts.rules import Part
    from ingest.facts import Service


class Intent(StrEnum):
    """What is wanted of the hours."""

    NOW = "now"
    DAYS = "days"
    CLOSES = "closes"
    NEXT = "next"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class HoursRequest:
    """A question about opening hours, understood.

    service: None when it is about another commune. days: what DAYS and CLOSES are asked for.
    every: weekday asked as a habit. minute: time asked, since midnight.
    asks_if_closed: « c'est fermé ? », to which yes would mean closed. others: services of the same words.
    """

    intent: Intent
    service: Service | None
    other_commune: str | None = None
    days: tuple[date, ...] = ()
    every: int | None = None
    part: Part | None = None
    minute: int | None = None
    asks_if_closed: bool = False
    school_holidays: bool = False
    public_holidays: bool = False
    others: tuple[Service, ...] = ()
