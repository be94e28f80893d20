"""Spans of a day in minutes: what parts of the day cover, what closures cut, what touches merges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from inference.facts.rules import Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.facts import Event

NOON: Final = 12 * 60
EVENING: Final = 17 * 60
LONGEST_MORNING: Final = 14 * 60
DAY_MINUTES: Final = 24 * 60


class State(StrEnum):
    """What can be said of one moment."""

    OPEN = "open"
    BY_APPOINTMENT = "by_appointment"
    UNCERTAIN = "uncertain"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Minutes since midnight; closes is exclusive."""

    opens: int
    closes: int
    state: State = State.OPEN


def part_covers(part: Part | None, opens: int, closes: int) -> bool | None:
    """Whether a span lies in a part of the day; None when it lies across its edge."""
    match part:
        case None:
            return True
        case Part.MORNING:
            return opens < NOON and (True if closes <= LONGEST_MORNING else None)
        case Part.AFTERNOON:
            return True if opens >= NOON else (False if closes <= LONGEST_MORNING else None)
        case Part.EVENING:
            return True if opens >= EVENING else (False if closes <= EVENING else None)


def minutes_closed(event: Event, day: date) -> tuple[int, int]:
    """The minutes of the day that an event covers, (0, 1440) for a whole day."""
    if event.all_day:
        inside = event.starts.date() <= day and (day < event.ends.date() or day == event.starts.date())
        return (0, DAY_MINUTES) if inside else (0, 0)
    midnight = datetime.combine(day, time())
    starts, ends = (_minutes_between(midnight, when) for when in (event.starts, event.ends))
    return max(0, starts), min(DAY_MINUTES, ends)


def _minutes_between(midnight: datetime, moment: datetime) -> int:
    local = moment.replace(tzinfo=None)
    return int((local - midnight).total_seconds() // 60)


def touches(event: Event, day: date) -> bool:
    if not event.starts.date() <= day <= event.ends.date():
        return False
    starts, ends = minutes_closed(event, day)
    return starts < ends


def cut(span: Span, closures: tuple[Event, ...], day: date) -> list[Span]:
    """What the closures leave of a span."""
    pieces = [span]
    for event in closures:
        starts, ends = minutes_closed(event, day)
        sides = [(p, low, high) for p in pieces for low, high in ((0, starts), (ends, DAY_MINUTES))]
        kept = [(max(piece.opens, low), min(piece.closes, high)) for piece, low, high in sides]
        pieces = [Span(opens, closes, span.state) for opens, closes in kept if opens < closes]
    return pieces


def merged_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans that touch or overlap become one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.opens <= merged[-1].closes:
            merged[-1] = Span(merged[-1].opens, max(merged[-1].closes, span.closes), span.state)
        else:
            merged.append(span)
    return tuple(merged)
