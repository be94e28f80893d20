"""The register of a commune's acts: which one a number names, what became of it, until when it holds.

An act says itself from when and until when it holds; a later act that repeals it closes it the day before
it takes force itself. `settle` works that out anew after every change: the order of ingestion is nothing.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, String, cast, delete, func, insert, select, update

from ingest import tables
from ingest.decree.bonds import Bonds, Change, Entry, LogicalAct, logical
from ingest.decree.numbers import normalised
from ingest.document import State
from ingest.facts import ActLink, Relation, Validity

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Row

ACTS, DOCUMENTS, DOUBTS = tables.acts, tables.documents, tables.doubts
AMBIGUOUS = "link.ambiguous"
_SHEETS = ("csv", "spreadsheet", "excel", "json", "dbf")  # a list of acts is no act, even with one row


class Register:
    """The acts of the commune `slug`, as its live documents tell them."""

    def __init__(self, engine: Engine, slug: str) -> None:
        self._engine = engine
        self._slug = slug

    def acts(self) -> list[LogicalAct]:
        """Each act once, the oldest first."""
        found = logical(self._entries())
        return sorted(found, key=lambda act: (act.signed_on or date.min, act.kind, normalised(act.number)))

    def find(self, number: str, signed_on: date | None = None, kind: str = "") -> LogicalAct | None:
        """The act that a number names, or a date alone (`number` empty); None when none or several do."""
        meant = [entry for entry in self._entries() if entry.is_meant_by(kind, number, signed_on)]
        found = logical(meant)
        return found[0] if len(found) == 1 else None

    def history(self, document_id: str) -> list[Change]:
        """What repealed or amended the act of a document, in the order in which it took effect."""
        entries = self._entries()
        mine = [entry for entry in entries if entry.document_id == document_id]
        if len(mine) != 1:
            return []
        found = [change for change, target in Bonds(entries).changes() if mine[0] in target.entries]
        return sorted(found, key=lambda change: change.from_day or date.max)

    def _entries(self) -> list[Entry]:
        with self._engine.connect() as connection:
            return _entries(connection, self._slug)


def settle(connection: Connection, slug: str) -> None:
    """Recompute until when each act of the commune holds, and tell which links name several acts."""
    bonds = Bonds(_entries(connection, slug) if _any_repeal(connection, slug) else [])
    ends = bonds.last_days()
    for row in _single_acts(connection, slug):
        until = min((day for day in (row.own_until, ends.get(row.id)) if day), default=None)
        # A temporary act is known, and asked about, from its signature on; its passages tell its period.
        since = row.signed_on if row.temporary else row.own_from
        if (since, until) != (row.in_force_from, row.in_force_until):
            values = {"in_force_from": since, "in_force_until": until}
            connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id == row.id).values(values))
    _tell(connection, slug, bonds.doubtful())


def _any_repeal(connection: Connection, slug: str) -> bool:
    """Whether an act repeals another: a list alone seldom does, and is not even loaded then."""
    changing = (ACTS.c.commune == slug) & cast(ACTS.c.links, String).like(f'%"{Relation.REPEALS}"%')
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
            func.max(ACTS.c.signed_on).label("signed_on"),
            func.max(cast(ACTS.c.temporary, Integer)).label("temporary"),
        )
        .join(ACTS, ACTS.c.document_id == DOCUMENTS.c.id)
        .where(DOCUMENTS.c.commune == slug, DOCUMENTS.c.state == State.INDEXED)
        .where(*(DOCUMENTS.c.media_type.not_like(f"%{sheet}%") for sheet in _SHEETS))
        .group_by(DOCUMENTS.c.id)
        .having(func.count(ACTS.c.id) == 1)
    )
    rows: list[Row[Any]] = [*connection.execute(query)]
    return rows


def _tell(connection: Connection, slug: str, told: set[tuple[str, str]]) -> None:
    """The doubtful links of the commune in its review list, and no others."""
    mine = (DOUBTS.c.commune == slug) & (DOUBTS.c.subject == AMBIGUOUS)
    known = {(row.document_id, row.value) for row in connection.execute(select(DOUBTS).where(mine))}
    for document_id, words in known - told:
        this = mine & (DOUBTS.c.document_id == document_id) & (DOUBTS.c.value == words)
        connection.execute(delete(DOUBTS).where(this))
    if fresh := [_doubt_row(slug, document_id, words) for document_id, words in sorted(told - known)]:
        connection.execute(insert(DOUBTS), fresh)


def _doubt_row(slug: str, document_id: str, words: str) -> dict[str, Any]:
    sentence = f"Quel acte ceci abroge-t-il, et à quelle date : « {words} » ?"
    row = {"commune": slug, "document_id": document_id, "subject": AMBIGUOUS, "value": words}
    return row | {"confidence": 0.3, "sentence": sentence, "page": None}
