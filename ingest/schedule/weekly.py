"""A week under construction: spans of each weekday, and the conditions that hold them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ingest.facts import OpeningSlot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.schedule.condition import Condition


class NotExpressible(Exception):
    """What was read has no form in slots and comments."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One opening of one weekday, when its conditions hold and its limits, which are French comments."""

    weekday: int
    opens: int
    closes: int
    conditions: tuple[Condition, ...] = ()
    limits: tuple[str, ...] = ()

    @property
    def comment(self) -> str:
        said = (condition.said for condition in self.conditions)
        return " ; ".join(dict.fromkeys((*said, *self.limits)))


@dataclass(slots=True)
class Weekly:
    """The entries so far, in order."""

    entries: list[Entry] = field(default_factory=list)

    def give_way(self, weekdays: Iterable[int], conditions: tuple[Condition, ...]) -> None:
        """On these weekdays, under these conditions, nothing of what was said before holds."""
        held = set(weekdays)
        self.entries = [
            kept
            for entry in self.entries
            if (kept := entry if entry.weekday not in held else _limited(entry, conditions))
        ]

    def add(
        self, weekday: int, opens: int, closes: int, conditions: tuple[Condition, ...], *limits: str
    ) -> None:
        self.entries.append(Entry(weekday, opens, closes, conditions, tuple(filter(None, limits))))

    def slots(self) -> tuple[OpeningSlot, ...]:
        """The entries, those that differ by their weekday only as one slot."""
        days: dict[tuple[int, int, str], list[int]] = {}
        for entry in self.entries:
            days.setdefault((entry.opens, entry.closes, entry.comment), []).append(entry.weekday)
        made = [
            OpeningSlot(tuple(sorted(set(weekdays))), opens, closes, comment)
            for (opens, closes, comment), weekdays in days.items()
        ]
        return tuple(sorted(made, key=lambda slot: (slot.weekdays[0], slot.opens)))


def _limited(entry: Entry, conditions: tuple[Condition, ...]) -> Entry | None:
    """What is left of an entry; None when nothing is. Raises NotExpressible."""
    if not conditions:
        return None
    if any(mine.excludes(theirs) for mine in entry.conditions for theirs in conditions):
        return entry
    if len(conditions) > 1:
        raise NotExpressible
    if conditions[0] in entry.conditions:
        return None
    return replace(entry, limits=(*entry.limits, conditions[0].taken_back))
