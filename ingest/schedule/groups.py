"""What the clauses of a sentence open: days and hours together. They agree, or none is believed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TYPE_CHECKING

from ingest.schedule.weekly import Weekly

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.schedule.condition import Condition
    from ingest.schedule.weekly import Entry

EARLIEST, LONGEST = 5 * 60, 15 * 60
NOON, MORNING_END, EVENING = 12 * 60, 14 * 60, 17 * 60


class NotUnderstood(Exception):
    """The sentence could mean something else: nothing of it is believed."""


@dataclass(slots=True)
class Group:
    """Days and the hours they open. part: of the day, `m`, `a` or `s`. linked: said to come in addition.

    sealed: what restricts it was said, no hours may follow. closed: its days are. hours_first: days follow.
    """

    days: dict[int, tuple[Condition, ...]] = field(default_factory=dict)
    spans: list[tuple[int, int]] = field(default_factory=list)
    conditions: tuple[Condition, ...] = ()
    limits: tuple[str, ...] = ()
    part: str = ""
    closed: bool = False
    hours_first: bool = False
    linked: bool = False
    sealed: bool = False

    def open(self, opens: int, closes: int) -> None:
        """Add hours. Raises NotUnderstood when they are impossible or not in the part of the day said."""
        possible = EARLIEST <= opens < closes <= 1440 and closes - opens <= LONGEST
        if not possible or (self.part and not in_part(opens, closes, self.part)):
            raise NotUnderstood
        if self.sealed or any(opens < end and start < closes for start, end in self.spans):
            raise NotUnderstood
        self.spans.append((opens, closes))


@dataclass(frozen=True, slots=True)
class Closed:
    """Days or a part of them taken from the groups: « fermé le jeudi après-midi ».

    under: only from the clauses that stand under these conditions.
    """

    days: tuple[int, ...]
    part: str = ""
    condition: Condition | None = None
    under: tuple[Condition, ...] = ()


def in_part(opens: int, closes: int, part: str) -> bool:
    """Whether hours lie wholly in a part of the day."""
    if part == "m":
        return opens < NOON and closes <= MORNING_END
    return opens >= (EVENING if part == "s" else NOON)


def outside_part(opens: int, closes: int, part: str) -> bool:
    """Whether hours lie wholly outside."""
    if part == "m":
        return opens >= NOON
    return closes <= (EVENING if part == "s" else MORNING_END) and (part == "s" or opens < NOON)


def week_of(groups: Sequence[Group], closings: Sequence[Closed]) -> Weekly:
    """The week that the clauses make together. Raises NotUnderstood when they do not agree."""
    made: list[tuple[Group, Entry]] = []
    for group in groups:
        week = Weekly()
        for weekday, own in group.days.items():
            for opens, closes in () if group.closed else group.spans:
                week.add(weekday, opens, closes, (*group.conditions, *own), *group.limits)
        made += [(group, entry) for entry in week.entries]
    _check(made)
    entries = [kept for _, entry in made if (kept := _after(entry, closings))]
    return Weekly(entries)


def _check(made: Iterable[tuple[Group, Entry]]) -> None:
    """Two clauses about one day hold at different times of the year, or the second is said to be added."""
    for (left, one), (right, other) in combinations(made, 2):
        if left is right or one.weekday != other.weekday or _apart(one, other):
            continue
        if not right.linked or (one.opens < other.closes and other.opens < one.closes):
            raise NotUnderstood


def _apart(one: Entry, other: Entry) -> bool:
    return any(mine.excludes(theirs) for mine in one.conditions for theirs in other.conditions)


def _after(entry: Entry, closings: Sequence[Closed]) -> Entry | None:
    """The entry once the closings are taken; None when nothing is left. Raises NotUnderstood."""
    for closed in closings:
        elsewhere = closed.days and entry.weekday not in closed.days
        if elsewhere or not set(closed.under) <= set(entry.conditions):
            continue
        if closed.part and not in_part(entry.opens, entry.closes, closed.part):
            if not outside_part(entry.opens, entry.closes, closed.part):
                raise NotUnderstood
            continue
        if closed.condition is None:
            return None
        entry = replace(entry, limits=(*entry.limits, closed.condition.taken_back))
    return entry
