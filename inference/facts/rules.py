"""The nouns of what comments restrict: a part of the day, and a rule on a slot."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inference.facts.conditions import Condition


class Part(StrEnum):
    """A part of the day, as citizens and directories name it."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


@dataclass(frozen=True, slots=True)
class Rule:
    """One restriction. `part`, `weekday`: what it restricts, None is everything.

    holds: whether the slot applies on a day; None when the calendar does not know.
    """

    holds: Condition
    part: Part | None = None
    weekday: int | None = None
    by_appointment: bool = False
