"""Of what state of a commune's documents a thing is known to be true. Knows no question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import exists, select

from ingest.tables import communes, documents

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Engine


@dataclass(frozen=True, slots=True)
class Stamp:
    """settled: every live document has its vectors: a search at this version always finds the same."""

    index_version: int
    settled: bool
    day: date


class Freshness:
    """The state of the commune `slug`."""

    def __init__(self, engine: Engine, slug: str) -> None:
        self._engine = engine
        waiting = exists().where(documents.c.commune == slug, documents.c.embedded.is_(False))
        self._query = select(communes.c.index_version, waiting).where(communes.c.slug == slug)

    def stamp(self, day: date) -> Stamp:
        """As it is now, for what is in force on `day`: one query."""
        with self._engine.connect() as connection:
            row = connection.execute(self._query).first()
        return Stamp(row[0], not row[1], day) if row else Stamp(0, settled=False, day=day)
