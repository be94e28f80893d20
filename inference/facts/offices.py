"""One public service as all the commune's sources tell it: the directory, a page, last week's notice.

Sources that agree are one; those that differ stay side by side, the newest first, for both to be said.
Exceptional hours come from any of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from inference.facts.in_force import period_of
from inference.facts.opening import Schedule
from inference.facts.subjects import MAIRIE, own_words, subject_noun, subject_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inference.facts.days import Calendar
    from inference.facts.in_force import Period
    from ingest.facts import OpeningSlot, Service

P = TypeVar("P")
_COMPARED_DAYS: Final = 70


@dataclass(frozen=True, slots=True)
class Version(Generic[P]):
    """A service with the usual week of one source and the exceptional hours of all; row: that source.

    following: the sources of the weeks that begin on a later day.
    """

    service: Service
    row: P
    following: tuple[P, ...] = ()


@dataclass(frozen=True, slots=True)
class Office(Generic[P]):
    """versions: never empty, the newest first. exceptional: whence the hours of a period.

    beside: what other sources say of its hours in words that nobody understands.
    """

    versions: tuple[Version[P], ...]
    exceptional: tuple[tuple[Period, P], ...] = ()
    beside: tuple[tuple[str, P], ...] = ()

    @property
    def service(self) -> Service:
        return self.versions[0].service

    def differing(self, calendar: Calendar, today: date) -> list[Version[P]]:
        """The versions that open at different times in the weeks to come, the newest first."""
        kept: list[Version[P]] = []
        for version in self.versions:
            if not any(_agree(version.service, other.service, calendar, today) for other in kept):
                kept.append(version)
        return kept


def offices(services: Sequence[tuple[Service, P]], commune: str) -> list[Office[P]]:
    """The services of a commune, the rows that tell of one and the same put together."""
    return [_office(rows) for rows in grouped(services, commune)]


def grouped(services: Sequence[tuple[Service, P]], commune: str) -> list[list[tuple[Service, P]]]:
    """The rows that tell of one and the same service together."""
    groups: dict[tuple[str, frozenset[str]], list[tuple[Service, P]]] = {}
    for service, row in services:
        key = (subject_of(service) or service.kind, own_words(service, commune))
        groups.setdefault(key, []).append((service, row))
    for key in [key for key in groups if not key[1] and key[0] != MAIRIE]:
        if (named := _only_other(key[0], groups)) is not None:
            groups[named] += groups.pop(key)
    return list(groups.values())


def _only_other(
    kind: str, groups: dict[tuple[str, frozenset[str]], list[tuple[Service, P]]]
) -> tuple[str, frozenset[str]] | None:
    """The one service with a name of its own that « la médiathèque » can mean; None for several."""
    nouns = {subject_noun(service) for service, _ in groups[kind, frozenset()]}
    others = [key for key in groups if key[0] == kind and key[1]]
    alike = [key for key in others if {subject_noun(service) for service, _ in groups[key]} == nouns]
    return alike[0] if len(others) == len(alike) == 1 else None


def _office(rows: list[tuple[Service, P]]) -> Office[P]:
    newest = sorted(rows, key=lambda row: row[0].modified_on or date.min, reverse=True)
    usual = [row for row in newest if any(not slot.exceptional for slot in row[0].slots)]
    special = [(slot, row) for service, row in newest for slot in service.slots if slot.exceptional]
    slots = tuple(dict.fromkeys(slot for slot, _ in special))
    told = usual or sorted(newest, key=lambda row: not row[0].slots)[:1]
    later = [told for told in usual if _begins_on(told[0])]
    versions = tuple(
        _followed(Version(_with(service, slots), row), later) for service, row in _present(told, later)
    )
    periods = tuple((period, row) for slot, row in special if (period := period_of(slot)))
    main = {id(row) for _, row in told}
    beside = tuple(
        (service.hours_comment, row)
        for service, row in newest
        if service.hours_comment and not service.slots and id(row) not in main
    )
    return Office(versions, periods, beside)


def _begins_on(service: Service) -> date | None:
    """The day from which all its usual slots hold, as « à compter du 4 janvier » says."""
    starts = [slot.from_day for slot in service.slots if not slot.exceptional]
    return min(filter(None, starts)) if starts and all(starts) else None


def _present(told: list[tuple[Service, P]], later: list[tuple[Service, P]]) -> list[tuple[Service, P]]:
    """The sources that a later one follows on; all of them when there is nothing to follow on."""
    open_ended = [row for row in told if row not in later]
    dated = [row for row in later if any(not _gives_way(one, row[0]) for one, _ in open_ended)]
    return [*open_ended, *dated] if open_ended else told


def _gives_way(service: Service, later: Service) -> bool:
    """Whether a week ends where a later one begins: unless it was said after that day."""
    begins = _begins_on(later)
    return begins is not None and (service.modified_on is None or service.modified_on < begins)


def _followed(version: Version[P], later: list[tuple[Service, P]]) -> Version[P]:
    """The version with the weeks that begin later in their turn."""
    for other, row in sorted(later, key=lambda told: _begins_on(told[0]) or date.max):
        begins = _begins_on(other)
        if row is version.row or begins is None or not _gives_way(version.service, other):
            continue
        kept = (_until(slot, begins) for slot in version.service.slots)
        new = (slot for slot in other.slots if not slot.exceptional)
        service = replace(version.service, slots=(*filter(None, kept), *new))
        version = Version(service, version.row, (*version.following, row))
    return version


def _until(slot: OpeningSlot, begins: date) -> OpeningSlot | None:
    """A usual slot that ends the day before; None when it would begin after that."""
    if slot.exceptional:
        return slot
    last = begins - timedelta(days=1)
    if slot.from_day and slot.from_day > last:
        return None
    return replace(slot, until_day=min(slot.until_day or last, last))


def _with(service: Service, exceptional: tuple[OpeningSlot, ...]) -> Service:
    slots = (*(slot for slot in service.slots if not slot.exceptional), *exceptional)
    return service if slots == service.slots else replace(service, slots=slots)


def _agree(one: Service, other: Service, calendar: Calendar, today: date) -> bool:
    left, right = (Schedule(service, (), calendar) for service in (one, other))
    for ahead in range(_COMPARED_DAYS):
        day = today + timedelta(days=ahead)
        mine, theirs = left.day_hours(day), right.day_hours(day)
        if (mine.spans, mine.doubtful) != (theirs.spans, theirs.doubtful):
            return False
    return True
