"""The register of a commune's acts: which one a number names, what became of it, until when it holds.

An act says itself from when and until when it holds; a later act that repeals it, or a newer version of the
same plan, closes it the day before it takes force itself. `settle` works that out anew after every change:
the order of ingestion is nothing.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, cast, delete, insert, select, update

from ingest import tables
from ingest.decree.bonds import Bonds, logical
from ingest.decree.numbers import normalised
from ingest.entries import entries_of, single_acts
from ingest.facts import Relation
from ingest.plu.approval import KIND as PLAN
from ingest.plu.succession import last_days

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Engine

    from ingest.decree.bonds import Change, Entry, LogicalAct

ACTS, DOCUMENTS, DOUBTS = tables.acts, tables.documents, tables.doubts
AMBIGUOUS = "link.ambiguous"


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
        return [change for change, target in _in_order(entries) if mine[0] in target.entries]

    def amendments(self) -> dict[str, list[Change]]:
        """What amends the act of each document, in the order in which it took effect."""
        with self._engine.connect() as connection:
            known = _any_change(connection, self._slug, Relation.AMENDS)
            entries = entries_of(connection, self._slug) if known else []
        found: dict[str, list[Change]] = defaultdict(list)
        for change, target in _in_order(entries):
            if change.relation is Relation.AMENDS:
                for document_id in target.document_ids:
                    found[document_id].append(change)
        return found

    def _entries(self) -> list[Entry]:
        with self._engine.connect() as connection:
            return entries_of(connection, self._slug)


def _in_order(entries: Sequence[Entry]) -> list[tuple[Change, LogicalAct]]:
    """Each change with the act that it changes, the first to take effect first."""
    return sorted(Bonds(entries).changes(), key=lambda pair: pair[0].from_day or date.max)


def settle(connection: Connection, slug: str) -> None:
    """Recompute until when each act of the commune holds, and tell which links name several acts."""
    changing = _any_change(connection, slug, Relation.REPEALS)
    bonds = Bonds(entries_of(connection, slug) if changing else [])
    ends, acts = bonds.last_days(), single_acts(connection, slug)
    followed = last_days((row.id, row.file, row.signed_on) for row in acts if row.kind == PLAN)
    for row in acts:
        closed = (row.own_until, ends.get(row.id), followed.get(row.id))
        until = min((day for day in closed if day), default=None)
        # A temporary act is known, and asked about, from its signature on; its passages tell its period.
        since = row.signed_on if row.temporary else row.own_from
        if (since, until) != (row.in_force_from, row.in_force_until):
            values = {"in_force_from": since, "in_force_until": until}
            connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id == row.id).values(values))
    _tell(connection, slug, bonds.doubtful())


def _any_change(connection: Connection, slug: str, relation: Relation) -> bool:
    """Whether an act does that to another: a list alone seldom does, and is not even loaded then."""
    changing = (ACTS.c.commune == slug) & cast(ACTS.c.links, String).like(f'%"{relation}"%')
    return connection.execute(select(ACTS.c.id).where(changing).limit(1)).first() is not None


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
