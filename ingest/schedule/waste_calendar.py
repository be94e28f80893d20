"""Waste rounds from a calendar: the days of one title, given one by one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ingest.facts import Round
from ingest.folding import fold
from ingest.schedule.waste import WASTE, is_about_collection
from ingest.sentences import tell_event

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.facts import Event

_SECTOR: Final = re.compile(r"\b(?:secteur|zone|quartier|circuit|tournée)\b.*", re.IGNORECASE)
_SEPARATOR: Final = re.compile(r"\s*[-–—:(]\s+|\s+[-–—:(]\s*")


def rounds_of_events(events: Sequence[Event], calendar: str) -> tuple[Round, ...]:
    """One round for each title and place of the events that are collections. calendar: its title."""
    groups: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        if _is_collection(event, calendar):
            groups.setdefault((event.title, event.where), []).append(event)
    return tuple(_rounds(groups))


def _is_collection(event: Event, calendar: str) -> bool:
    about = event.category == "waste" or is_about_collection(f"{event.title} {calendar}")
    return about and WASTE.search(fold(event.title)) is not None


def _rounds(groups: dict[tuple[str, str], list[Event]]) -> Iterator[Round]:
    for (title, where), events in groups.items():
        waste = next((part for part in _SEPARATOR.split(title) if WASTE.search(fold(part))), title)
        sector = _SECTOR.search(title) or _SECTOR.search(where)
        days = tuple(sorted({event.starts.date() for event in events}))
        yield Round(
            waste=waste.strip(" )"),
            told=tell_event(events[0]),
            sector=sector[0].strip(" )") if sector else "",
            dates=days,
        )
