"""The life of acts in the store: what one act repeals is closed the day before it is in force.

Computed anew from the acts at each publication, so that neither order nor forgetting matters.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from ingest.decree.numbers import normalised
from ingest.facts import Relation
from ingest.tables import acts, documents

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection, Row


def settle_validity(connection: Connection, slug: str) -> None:
    """Write since when and until when each document that is one single act holds."""
    rows = connection.execute(select(acts).where(acts.c.commune == slug).order_by(acts.c.id)).all()
    held = Counter(row.document_id for row in rows)
    single = [row for row in rows if held[row.document_id] == 1]
    closed = _closed(rows, single)
    for row in single:
        ends = [day for day in (row.in_force_until, closed.get(row.document_id)) if day]
        life = {"in_force_from": row.in_force_from, "in_force_until": min(ends, default=None)}
        connection.execute(update(documents).where(documents.c.id == row.document_id).values(life))


def _closed(rows: Sequence[Row[Any]], single: Sequence[Row[Any]]) -> dict[str, date]:
    """The last day of each repealed document: the day before the first act that repeals it is in force."""
    last: dict[str, date] = {}
    for row in rows:
        begins = row.in_force_from or row.signed_on
        for target in _repealed(row, single) if begins else ():
            day = begins - timedelta(days=1)
            last[target] = min(day, last.get(target, day))
    return last


def _repealed(row: Row[Any], single: Sequence[Row[Any]]) -> Iterator[str]:
    for link in row.links:
        if link["relation"] != Relation.REPEALS:
            continue
        named = [act for act in single if act.document_id != row.document_id and _is_named(act, link)]
        if len(named) == 1:  # an ambiguous repeal closes nothing
            yield named[0].document_id


def _is_named(act: Row[Any], link: dict[str, Any]) -> bool:
    """By its number, or by its date where the link gives no number; never by neither."""
    if link["kind"] and act.kind and not act.kind.startswith(link["kind"].split()[0]):
        return False
    day = date.fromisoformat(link["signed_on"]) if link["signed_on"] else None
    if link["number"]:
        same = normalised(act.number) == normalised(link["number"])
        return same and (day is None or act.signed_on in (None, day))
    return day is not None and act.signed_on == day
