"""The register of a commune's acts: which one a number names, what became of it, until when it holds.

An act says itself from when and until when it holds; a later act that repeals it closes it the day before
it takes force itself. `settle` works that out anew after every change: the order of ingestion is nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, cast, delete, func, insert, select, update

from ingest import tables
from ingest.decree.links import effect_of
from ingest.decree.numbers import normalised
from ingest.document import State
from ingest.facts import ActLink, Relation, Validity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Engine, Row

ACTS, DOCUMENTS, DOUBTS = tables.acts, tables.documents, tables.doubts
AMBIGUOUS = "link.ambiguous"
_SHEETS = ("csv", "spreadsheet", "excel", "json", "dbf")  # a list of acts is no act, even with one row


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


@dataclass(frozen=True, slots=True)
class LogicalAct:
    """One act, whatever the number of documents that tell it: its text, a scan of it, a row of a list."""

    entries: tuple[Entry, ...]

    @property
    def kind(self) -> str:
        return _said(entry.kind for entry in self.entries)

    @property
    def number(self) -> str:
        return _said(entry.number for entry in self.entries)

    @property
    def signed_on(self) -> date | None:
        return next((entry.signed_on for entry in self.entries if entry.signed_on), None)

    @property
    def object(self) -> str:
        return _said(entry.object for entry in self.entries)

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


class Register:
    """The acts of the commune `slug`, as its live documents tell them."""

    def __init__(self, engine: Engine, slug: str) -> None:
        self._engine = engine
        self._slug = slug

    def acts(self) -> list[LogicalAct]:
        """Each act once, the oldest first."""
        found = _logical(self._entries())
        return sorted(found, key=lambda act: (act.signed_on or date.min, act.kind, normalised(act.number)))

    def find(self, number: str, signed_on: date | None = None, kind: str = "") -> LogicalAct | None:
        """The act that a number names, or a date alone (`number` empty); None when none or several do."""
        meant = [entry for entry in self._entries() if entry.is_meant_by(kind, number, signed_on)]
        found = _logical(meant)
        return found[0] if len(found) == 1 else None

    def history(self, document_id: str) -> list[Change]:
        """What repealed or amended the act of a document, in the order in which it took effect."""
        entries = self._entries()
        mine = [entry for entry in entries if entry.document_id == document_id]
        changes = [
            change for change, target in _changes(entries) if len(mine) == 1 and mine[0] in target.entries
        ]
        return sorted(changes, key=lambda change: change.from_day or date.max)

    def _entries(self) -> list[Entry]:
        with self._engine.connect() as connection:
            return _entries(connection, self._slug)


def settle(connection: Connection, slug: str) -> None:
    """Recompute until when each act of the commune holds, and tell which links name several acts."""
    entries = _entries(connection, slug) if _any_act(connection, slug) else []
    ends, doubts = _ends(entries)
    for row in _single_acts(connection, slug):
        own = Validity(row.own_from, row.own_until)
        settled = replace(own, in_force_until=_earlier(own.in_force_until, ends.get(row.id)))
        if settled != Validity(row.in_force_from, row.in_force_until):
            values = {"in_force_from": settled.in_force_from, "in_force_until": settled.in_force_until}
            connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id == row.id).values(values))
    _tell(connection, slug, doubts)


def _ends(entries: Sequence[Entry]) -> tuple[dict[str, date], dict[str, set[str]]]:
    """The last day of each repealed document; the sentences to the agent by repealing document."""
    ends: dict[str, date] = {}
    for change, target in _changes(entries):
        if change.relation is Relation.REPEALS and change.from_day:
            for document_id in target.document_ids:
                last = change.from_day - timedelta(days=1)
                ends[document_id] = min(last, ends.get(document_id, last))
    return ends, _ambiguities(entries)


def _changes(entries: Sequence[Entry]) -> list[tuple[Change, LogicalAct]]:
    """Each link whose target is certain, with that target."""
    index = _Index(entries)
    found = []
    for entry in entries:
        for link in entry.links:
            targets = index.targets(entry, link) if link.relation is not Relation.CITES else []
            if len(targets) == 1:
                effect = effect_of(link.told) or entry.validity.in_force_from or entry.signed_on
                found.append((Change(link.relation, entry, link.told, effect), targets[0]))
    return found


def _ambiguities(entries: Sequence[Entry]) -> dict[str, set[str]]:
    index = _Index(entries)
    told: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for link in entry.links:
            several = link.relation is Relation.REPEALS and len(index.targets(entry, link)) > 1
            undated = link.relation is Relation.REPEALS and not (
                entry.validity.in_force_from or entry.signed_on
            )
            if several or (undated and not effect_of(link.told)):
                told[entry.document_id].add(link.told)
    return told


@dataclass(slots=True)
class _Index:
    """Entries by number and by date, so that a link finds its few candidates at once."""

    entries: Sequence[Entry]
    _numbers: dict[str, list[Entry]] = field(init=False)
    _days: dict[date, list[Entry]] = field(init=False)

    def __post_init__(self) -> None:
        self._numbers, self._days = defaultdict(list), defaultdict(list)
        for entry in self.entries:
            if entry.number:
                self._numbers[normalised(entry.number)].append(entry)
            if entry.signed_on:
                self._days[entry.signed_on].append(entry)

    def targets(self, source: Entry, link: ActLink) -> list[LogicalAct]:
        """The acts that a link may mean: never itself, never one that is younger."""
        near = (
            self._numbers.get(normalised(link.number), [])
            if link.number
            else self._days.get(link.signed_on or date.min, [])
        )
        meant = [entry for entry in near if entry.is_meant_by(link.kind, link.number, link.signed_on)]
        older = [entry for entry in meant if not _is_younger(entry, source)]
        return [act for act in _logical(older) if not _is_same(act, source)]


def _is_younger(entry: Entry, than: Entry) -> bool:
    return entry.signed_on is not None and than.signed_on is not None and entry.signed_on > than.signed_on


def _is_same(act: LogicalAct, entry: Entry) -> bool:
    return any(_key(one) == _key(entry) for one in act.entries) or entry.document_id in act.document_ids


def _key(entry: Entry) -> tuple[object, ...]:
    """What two documents of one act share; an act without number or date is alone."""
    if entry.number and entry.signed_on:
        return entry.kind, normalised(entry.number), entry.signed_on
    if entry.number:
        return entry.kind, normalised(entry.number)
    return entry.kind, entry.signed_on, entry.object.casefold(), "" if entry.signed_on else entry.document_id


def _logical(entries: Iterable[Entry]) -> list[LogicalAct]:
    """Entries of one act put together; one without a date joins the only act of its number."""
    groups: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[_key(entry)].append(entry)
    for undated in [key for key in groups if len(key) == 2]:
        dated = [key for key in groups if len(key) == 3 and key[:2] == undated]
        if len(dated) == 1:
            groups[dated[0]] += groups.pop(undated)
    return [LogicalAct(tuple(group)) for group in groups.values()]


def _any_act(connection: Connection, slug: str) -> bool:
    """Whether an act changes another: most communes' lists alone do not, and are not even loaded."""
    changing = (ACTS.c.commune == slug) & cast(ACTS.c.links, String).like('%"re%')
    return connection.execute(select(ACTS.c.id).where(changing).limit(1)).first() is not None


def _entries(connection: Connection, slug: str) -> list[Entry]:
    query = (
        select(ACTS)
        .join(DOCUMENTS, DOCUMENTS.c.id == ACTS.c.document_id)
        .where(ACTS.c.commune == slug, DOCUMENTS.c.state == State.INDEXED)
        .order_by(ACTS.c.document_id, ACTS.c.id)
    )
    return [_entry(row) for row in connection.execute(query)]


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        document_id=row.document_id,
        passage_id=row.passage_id,
        kind=row.kind,
        number=row.number,
        signed_on=row.signed_on,
        object=row.object,
        validity=Validity(row.in_force_from, row.in_force_until),
        links=tuple(_link(link) for link in row.links),
    )


def _link(stored: dict[str, Any]) -> ActLink:
    day = stored["signed_on"]
    return ActLink(
        Relation(stored["relation"]),
        stored["told"],
        stored["kind"],
        stored["number"],
        date.fromisoformat(day) if day else None,
    )


def _single_acts(connection: Connection, slug: str) -> list[Row[Any]]:
    """The live documents that are one act, with what the act says of its own life."""
    query = (
        select(
            DOCUMENTS.c.id,
            DOCUMENTS.c.in_force_from,
            DOCUMENTS.c.in_force_until,
            func.max(ACTS.c.in_force_from).label("own_from"),
            func.max(ACTS.c.in_force_until).label("own_until"),
        )
        .join(ACTS, ACTS.c.document_id == DOCUMENTS.c.id)
        .where(DOCUMENTS.c.commune == slug, DOCUMENTS.c.state == State.INDEXED)
        .where(*(DOCUMENTS.c.media_type.not_like(f"%{sheet}%") for sheet in _SHEETS))
        .group_by(DOCUMENTS.c.id)
        .having(func.count(ACTS.c.id) == 1)
    )
    rows: list[Row[Any]] = [*connection.execute(query)]
    return rows


def _tell(connection: Connection, slug: str, doubts: dict[str, set[str]]) -> None:
    """The ambiguous links of the commune in its review list, and no others."""
    mine = (DOUBTS.c.commune == slug) & (DOUBTS.c.subject == AMBIGUOUS)
    known = {(row.document_id, row.value) for row in connection.execute(select(DOUBTS).where(mine))}
    told = {(document_id, words) for document_id, all_words in doubts.items() for words in all_words}
    for document_id, words in known - told:
        connection.execute(
            delete(DOUBTS).where(mine, DOUBTS.c.document_id == document_id, DOUBTS.c.value == words)
        )
    rows = [_doubt_row(slug, document_id, words) for document_id, words in sorted(told - known)]
    if rows:
        connection.execute(insert(DOUBTS), rows)


def _doubt_row(slug: str, document_id: str, words: str) -> dict[str, Any]:
    sentence = f"Quel acte ceci abroge-t-il, et à quelle date : « {words} » ?"
    row = {"commune": slug, "document_id": document_id, "subject": AMBIGUOUS, "value": words}
    return row | {"confidence": 0.3, "sentence": sentence, "page": None}


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day), default=None)


def _said(values: Iterable[str]) -> str:
    """The longest: a list shortens what the act says in full."""
    return max(values, key=len, default="")
