"""The acts of a commune as the store has them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, cast, func, select

from ingest import tables
from ingest.decree.bonds import Entry
from ingest.document import State
from ingest.facts import ActLink, Relation, Validity

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

ACTS, DOCUMENTS = tables.acts, tables.documents
_SHEETS = ("csv", "spreadsheet", "excel", "json", "dbf")  # a list of acts is no act, even with one row


def entries_of(connection: Connection, slug: str) -> list[Entry]:
    """Every act of the live documents, once for each place that tells it."""
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


def single_acts(connection: Connection, slug: str) -> list[Row[Any]]:
    """The live documents that are one act, with what the act says of its own life."""
    query = (
        select(
            DOCUMENTS.c.id,
            DOCUMENTS.c.file,
            DOCUMENTS.c.in_force_from,
            DOCUMENTS.c.in_force_until,
            func.max(ACTS.c.in_force_from).label("own_from"),
            func.max(ACTS.c.in_force_until).label("own_until"),
            func.max(ACTS.c.signed_on).label("signed_on"),
            func.max(ACTS.c.kind).label("kind"),
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
