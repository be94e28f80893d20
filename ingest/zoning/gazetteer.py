"""The addresses and parcels of a commune: streets kept in mind, numbers and shapes fetched when asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from ingest.shelf import Shelf
from ingest.tables import addresses, communes, parcels
from ingest.zoning.land import asked_parcel
from ingest.zoning.point import Point
from ingest.zoning.streets import Streets, asked_address, same_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Engine, Row

    from ingest.shelf import StoredPassage
    from ingest.zoning.layer import Shape


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that has a name. told: `12 bis Rue de la Mairie`. passage: the file it comes from.

    exact: False when the street is placed but not the number. note: what to say then, one French sentence.
    shape: of a parcel, in the point's system.
    """

    told: str
    point: Point
    passage: StoredPassage
    exact: bool = True
    note: str = ""
    shape: Shape | None = None


class Gazetteer:
    """What one commune has at one version of its index."""

    def __init__(self, engine: Engine, slug: str) -> None:
        self._engine, self._slug, self._shelf = engine, slug, Shelf(engine, slug)
        self._version = self._shelf.index_version()
        query = (
            select(addresses.c.street_key, addresses.c.insee, func.min(addresses.c.street))
            .where(addresses.c.commune == slug)
            .group_by(addresses.c.street_key, addresses.c.insee)
            .order_by(addresses.c.street_key, addresses.c.insee)
        )
        with engine.connect() as connection:
            name = connection.execute(select(communes.c.name).where(communes.c.slug == slug)).scalar() or ""
            self._known = connection.execute(query).all()
        self._streets = Streets([street for _, _, street in self._known], ignored=name)

    def is_current(self) -> bool:
        return self._shelf.index_version() == self._version

    def addresses(self, text: str) -> list[Spot]:
        """Those that the text may mean; numbers that are there come before streets without them."""
        asked = asked_address(text)
        found = [
            self._spot(asked.number, *self._known[place]) for place in self._streets.called(asked.street)
        ]
        spots = [spot for spot in found if spot is not None]
        return [spot for spot in spots if spot.exact] or spots

    def parcels(self, text: str) -> list[Spot]:
        if not (asked := asked_parcel(text)):
            return []
        prefix, code = asked
        query = select(parcels).where(parcels.c.commune == self._slug, parcels.c.code == code)
        with self._engine.connect() as connection:
            rows = connection.execute(query.where(parcels.c.prefix == prefix) if prefix else query).all()
        told = self._shelf.passages(row.passage_id for row in rows)
        return [_parcel(row, told[row.passage_id]) for row in rows if row.passage_id in told]

    def _spot(self, number: str, key: str, insee: str, street: str) -> Spot | None:
        query = select(addresses).where(
            addresses.c.commune == self._slug, addresses.c.street_key == key, addresses.c.insee == insee
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(addresses.c.id)).all()
        told = self._shelf.passages({row.passage_id for row in rows})
        rows = [row for row in rows if row.passage_id in told]
        if not rows:
            return None
        row = _numbered(rows, number)
        if row is not None:
            return Spot(f"{row.number} {street}".strip(), Point(row.x, row.y, row.srid), told[row.passage_id])
        row = _middle(rows)
        note = (
            f"Le numéro {number} n'est pas connu dans « {street} » : le point donné est au milieu de la voie."
            if number
            else ""
        )
        return Spot(street, Point(row.x, row.y, row.srid), told[row.passage_id], exact=False, note=note)


def _numbered(rows: Sequence[Row[Any]], number: str) -> Row[Any] | None:
    """The row of that very number, else of one that can be meant by it; of a hamlet, its only row."""
    if not number:
        return rows[0] if len(rows) == 1 and not rows[0].number else None
    same = next((row for row in rows if row.number == number), None)
    return same or next((row for row in rows if same_number(number, row.number)), None)


def _middle(rows: Sequence[Row[Any]]) -> Row[Any]:
    """The address nearest to the middle of the street: the middle itself may be off the road."""
    x, y = sum(row.x for row in rows) / len(rows), sum(row.y for row in rows) / len(rows)
    return min(rows, key=lambda row: (row.x - x) ** 2 + (row.y - y) ** 2)


def _parcel(row: Row[Any], passage: StoredPassage) -> Spot:
    import shapely

    shape = shapely.from_wkb(row.shape)
    inside = shape.representative_point()
    prefix = f" (préfixe {row.prefix})" if row.prefix not in ("", "000") else ""
    return Spot(f"parcelle {row.code}{prefix}", Point(inside.x, inside.y, row.srid), passage, shape=shape)
