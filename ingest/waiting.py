"""What of the documents still waits, and how fresh they are: counted over all communes in three queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from ingest import tables
from ingest.document import State

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Engine

_DOCUMENTS, _COMMUNES = tables.documents, tables.communes
_IN_USE = (State.INDEXED, State.OPENED, State.DUPLICATE, State.PART)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Documents that wait for one thing. seconds: how long the first of them has; 0 without any."""

    count: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Standing:
    """states: documents by state. retry: those whose next reading is due. vectors: those without vectors.

    empty: communes that have no document in use. stalest_seconds: age of the newest document of the commune
    that was given one longest ago; 0 without any.
    """

    communes: int
    empty: int
    stalest_seconds: float
    states: dict[State, int]
    retry: Waiting
    vectors: Waiting


def standing(store: Engine, now: datetime) -> Standing:
    """now: UTC, without a zone, as the ledger keeps it."""
    with store.connect() as connection:
        served = int(connection.execute(select(func.count()).select_from(_COMMUNES)).scalar_one())
        newest = _newest(connection)
        return Standing(
            communes=served,
            empty=served - len(newest),
            stalest_seconds=_since(min(newest, default=None), now),
            states=_states(connection),
            retry=_waiting(
                connection,
                _DOCUMENTS.c.retry_at,
                (_DOCUMENTS.c.state == State.RETRYING) & (_DOCUMENTS.c.retry_at <= now),
                now,
            ),
            vectors=_waiting(connection, _DOCUMENTS.c.recorded_at, _DOCUMENTS.c.embedded.is_(False), now),
        )


def newest_by_commune(store: Engine) -> dict[str, datetime | None]:
    """By slug, when the last document that is in use was taken in (UTC, without a zone); None without any."""
    used = (_DOCUMENTS.c.commune == _COMMUNES.c.slug) & _DOCUMENTS.c.state.in_(_IN_USE)
    query = (
        select(_COMMUNES.c.slug, func.max(_DOCUMENTS.c.recorded_at))
        .select_from(_COMMUNES.outerjoin(_DOCUMENTS, used))
        .group_by(_COMMUNES.c.slug)
    )
    with store.connect() as connection:
        return {row[0]: row[1] for row in connection.execute(query)}


def _newest(connection: Connection) -> list[datetime]:
    """When each commune that has documents in use was last given one."""
    query = (
        select(func.max(_DOCUMENTS.c.recorded_at))
        .where(_DOCUMENTS.c.state.in_(_IN_USE))
        .group_by(_DOCUMENTS.c.commune)
    )
    return list(connection.execute(query).scalars())


def _states(connection: Connection) -> dict[State, int]:
    query = select(_DOCUMENTS.c.state, func.count()).group_by(_DOCUMENTS.c.state)
    return dict.fromkeys(State, 0) | {State(state): count for state, count in connection.execute(query)}


def _waiting(
    connection: Connection, since: ColumnElement[datetime], which: ColumnElement[bool], now: datetime
) -> Waiting:
    count, first = connection.execute(select(func.count(), func.min(since)).where(which)).one()
    return Waiting(int(count), _since(first, now))


def _since(moment: datetime | None, now: datetime) -> float:
    return max(0.0, (now - moment).total_seconds()) if moment else 0.0
