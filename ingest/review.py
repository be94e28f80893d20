"""The agents' review list: what was guessed or badly recognised in what is live."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from ingest.document import Doubt
from ingest.tables import documents, doubts

if TYPE_CHECKING:
    from sqlalchemy import Engine


@dataclass(frozen=True, slots=True)
class StoredDoubt:
    """A doubt with the document that it is about."""

    document_id: str
    title: str
    file: str
    doubt: Doubt


def to_review(engine: Engine, slug: str) -> list[StoredDoubt]:
    """The doubts of one commune, the least certain first."""
    query = (
        select(doubts, documents.c.title, documents.c.file)
        .join(documents, documents.c.id == doubts.c.document_id)
        .where(documents.c.commune == slug)
        .order_by(doubts.c.confidence, documents.c.file, doubts.c.id)
    )
    with engine.connect() as connection:
        return [
            StoredDoubt(
                row.document_id,
                row.title,
                row.file,
                Doubt(row.subject, row.value, row.confidence, row.sentence, row.page),
            )
            for row in connection.execute(query)
        ]
