"""How the acts of a commune bear on one another: which is which, what repeals what, and when. Without I/O."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ingest.decree.links import effect_of
from ingest.decree.numbers import normalised
from ingest.facts import ActLink, Relation, Validity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Key = tuple[str | date | None, ...]
_UNDATED = 2  # parts of the key of an act whose number alone is known


@dataclass(frozen=True, slots=True)
class Entry:
    """One act as one document tells it. validity: what the act says itself."""

    document_id: str
    passage_id: str
    kind: str
    number: str
    signed_on: date | None
    object: str
    validity: Validity
    links: tuple[ActLink, ...] = ()

    def is_meant_by(self, kind: str, number: str, signed_on: date | None) -> bool:
        """Whether these words name this act: by its number, confirmed by its date, or by its date alone."""
        if kind and self.kind and kind != self.kind:
            return False
        if not number:
            return signed_on is not None and self.signed_on == signed_on
        agrees = signed_on is None or self.signed_on is None or signed_on == self.signed_on
        return bool(self.number) and normalised(self.number) == normalised(number) and agrees

    @property
    def key(self) -> Key:
        """What two documents of one act share; an act without number or date is alone."""
        if self.number and self.signed_on:
            return self.kind, normalised(self.number), self.signed_on
        if self.number:
            return self.kind, normalised(self.number)
        return self.kind, self.signed_on, self.object.casefold(), "" if self.signed_on else self.document_id


@dataclass(frozen=True, slots=True)
class LogicalAct:
    """One act, whatever the number of documents that tell it: its text, a scan of it, a row of a list."""

    entries: tuple[Entry, ...]

    @property
    def kind(self) -> str:
        return _longest(entry.kind for entry in self.entries)

    @property
    def number(self) -> str:
        return _longest(entry.number for entry in self.entries)

    @property
    def signed_on(self) -> date | None:
        return next((entry.signed_on for entry in self.entries if entry.signed_on), None)

    @property
    def object(self) -> str:
        return _longest(entry.object for entry in self.entries)

    @property
    def document_ids(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(entry.document_id for entry in self.entries))


@dataclass(frozen=True, slots=True)
class Change:
    """What a later act did to an earlier one. told: its words. from_day: when it takes effect."""

    relation: Relation
    by: Entry
    told: str
    from_day: date | None


def logical(entries: Iterable[Entry]) -> list[LogicalAct]:
    """Entries of one act put together; one without a date joins the only act of its number."""
    groups: dict[Key, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.key].append(entry)
    for undated in [key for key in groups if len(key) == _UNDATED]:
        dated = [key for key in groups if len(key) == _UNDATED + 1 and key[:_UNDATED] == undated]
        if len(dated) == 1:
            groups[dated[0]] += groups.pop(undated)
    return [LogicalAct(tuple(group)) for group in groups.values()]


class Bonds:
    """What the links of acts do, each found in the register by its number or its date."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._by_number: dict[str, list[Entry]] = defaultdict(list)
        self._by_day: dict[date, list[Entry]] = defaultdict(list)
        for entry in entries:
            if entry.number:
                self._by_number[normalised(entry.number)].append(entry)
            if entry.signed_on:
                self._by_day[entry.signed_on].append(entry)

    def changes(self) -> list[tuple[Change, LogicalAct]]:
        """Each repeal and amendment whose target is certain, with that target."""
        found = []
        for entry, link in self._changing():
            targets = self._targets(entry, link)
            if len(targets) == 1:
                found.append((Change(link.relation, entry, link.told, _effect(entry, link)), targets[0]))
        return found

    def last_days(self) -> dict[str, date]:
        """The last day of each document whose act is repealed: the day before the repeal takes effect."""
        ends: dict[str, date] = {}
        for change, target in self.changes():
            if change.relation is Relation.REPEALS and change.from_day:
                last = change.from_day - timedelta(days=1)
                ends |= {name: min(last, ends.get(name, last)) for name in target.document_ids}
        return ends

    def doubtful(self) -> set[tuple[str, str]]:
        """(document, words) of each repeal that may mean several acts, or another date, or has no day."""
        found = set()
        for entry, link in self._changing():
            if link.relation is Relation.REPEALS and self._is_doubtful(entry, link):
                found.add((entry.document_id, link.told))
        return found

    def _changing(self) -> Iterable[tuple[Entry, ActLink]]:
        links = ((entry, link) for entry in self._entries for link in entry.links)
        return (pair for pair in links if pair[1].relation is not Relation.CITES)

    def _is_doubtful(self, entry: Entry, link: ActLink) -> bool:
        targets = self._targets(entry, link)
        if len(targets) == 1:
            return _effect(entry, link) is None
        misdated = not targets and link.number and link.signed_on
        undated = ActLink(link.relation, link.told, link.kind, link.number) if misdated else link
        return bool(targets) or bool(misdated and self._targets(entry, undated))

    def _targets(self, source: Entry, link: ActLink) -> list[LogicalAct]:
        """The acts that a link may mean: never itself, never one that is younger."""
        by_day = self._by_day.get(link.signed_on, []) if link.signed_on else []
        near = self._by_number.get(normalised(link.number), []) if link.number else by_day
        meant = [entry for entry in near if entry.is_meant_by(link.kind, link.number, link.signed_on)]
        older = [entry for entry in meant if not _is_younger(entry, source)]
        return [act for act in logical(older) if not _is_same(act, source)]


def _effect(entry: Entry, link: ActLink) -> date | None:
    """The day that the words of a repeal name, else the one from which the repealing act holds."""
    return effect_of(link.told) or entry.validity.in_force_from or entry.signed_on


def _is_younger(entry: Entry, than: Entry) -> bool:
    return entry.signed_on is not None and than.signed_on is not None and entry.signed_on > than.signed_on


def _is_same(act: LogicalAct, entry: Entry) -> bool:
    return entry.document_id in act.document_ids or any(one.key == entry.key for one in act.entries)


def _longest(values: Iterable[str]) -> str:
    """A list shortens what the act says in full."""
    return max(values, key=len, default="")
