"""The waste rounds of one commune that are live, for reading: what `Shelf` is to services and events."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from ingest import tables
from ingest.facts import Round
from ingest.shelf import Shelf

if TYPE_CHECKING:
    from sqlalchemy import Engine, Row

    from ingest.shelf import StoredPassage


class Almanac:
    """The rounds of the commune `slug`."""

    def __init__(self, engine: Engine, slug: str) -> None:
        self._engine = engine
        self._slug = slug

    def rounds(self) -> list[tuple[Round, StoredPassage]]:
        """Each round with the passage that tells it."""
        table = tables.rounds
        query = select(table).where(table.c.commune == self._slug).order_by(table.c.id)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        told = Shelf(self._engine, self._slug).passages({row.passage_id for row in rows})
        return [
            (_round(row, told[row.passage_id].text), told[row.passage_id])
            for row in rows
            if row.passage_id in told
        ]


def _round(row: Row[Any], told: str) -> Round:
    return Round(
        waste=row.waste,
        told=told,
        sector=row.sector,
        streets=tuple(row.streets),
        weekdays=tuple(row.weekdays),
        nth=tuple(row.nth),
        week_parity=row.week_parity,
        months=tuple(row.months),
        dates=tuple(date.fromisoformat(day) for day in row.dates),
        comment=row.comment,
    )
