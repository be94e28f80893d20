"""The communes that this appliance serves."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Row, insert, select
from sqlalchemy.exc import IntegrityError

from ingest import tables
from ops.fault import Fault

if TYPE_CHECKING:
    from sqlalchemy import Engine

SLUG = re.compile(r"[a-z0-9-]{2,63}")
INSEE = re.compile(r"(?:\d{2}|2A|2B)\d{3}")
# A commune's page is `/{slug}/`: these first folders are taken.
RESERVED = frozenset({"api", "dashboard", "desk", "docs", "livez", "metrics", "readyz", "static", "v1"})


@dataclass(frozen=True, slots=True)
class Commune:
    """index_version: grows by one with every change of what is live."""

    slug: str
    name: str
    insee: str
    index_version: int
    created_at: datetime


class Communes:
    """The list of communes, kept in the store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, slug: str, name: str, insee: str) -> Commune:
        """Raises Fault on a bad slug, name or INSEE code, and on a commune that exists already."""
        name = " ".join(name.split())
        _check(slug, name, insee)
        commune = Commune(slug, name, insee, index_version=0, created_at=datetime.now(UTC))
        row = asdict(commune) | {"created_at": commune.created_at.replace(tzinfo=None)}
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(tables.communes).values(row))
        except IntegrityError as error:
            raise Fault(
                key="commune.exists",
                sentence=f"La commune « {slug} » existe déjà.",
                remedy="Choisissez un autre nom court.",
            ) from error
        return commune

    def list(self) -> list[Commune]:
        with self._engine.connect() as connection:
            rows = connection.execute(select(tables.communes).order_by(tables.communes.c.slug))
            return [_commune(row) for row in rows]

    def get(self, slug: str) -> Commune | None:
        if not SLUG.fullmatch(slug):
            return None
        with self._engine.connect() as connection:
            row = connection.execute(select(tables.communes).where(tables.communes.c.slug == slug)).first()
        return _commune(row) if row else None

    def require(self, slug: str) -> Commune:
        """Raises Fault when there is none of that name."""
        commune = self.get(slug)
        if commune is None:
            raise Fault(
                key="commune.unknown",
                sentence=f"La commune « {slug} » n'existe pas.",
                remedy="Créez-la avec « parvis commune add ».",
            )
        return commune


def _check(slug: str, name: str, insee: str) -> None:
    if not SLUG.fullmatch(slug) or slug in RESERVED:
        raise Fault(
            key="commune.bad_slug",
            sentence=f"« {slug} » ne convient pas comme nom court de commune.",
            remedy="Prenez de 2 à 63 lettres minuscules sans accent, chiffres ou tirets.",
        )
    if not name or len(name) > 200:
        raise Fault(key="commune.bad_name", sentence="Le nom de la commune doit avoir de 1 à 200 caractères.")
    if not INSEE.fullmatch(insee):
        raise Fault(
            key="commune.bad_insee",
            sentence=f"« {insee} » n'est pas un code INSEE de commune.",
            remedy="Un code INSEE a cinq caractères, par exemple 34172 ou 2A004.",
        )


def _commune(row: Row[tuple[object, ...]]) -> Commune:
    fields = row._asdict()
    fields["created_at"] = fields["created_at"].replace(tzinfo=UTC)
    return Commune(**fields)
