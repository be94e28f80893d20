"""The agents' review list: what was guessed, badly recognised or contradicted in what is live."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from ingest.contradictions import standing
from ingest.document import Doubt
from ingest.tables import documents, doubts

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from ingest.contradictions import Contradiction

CONTRADICTION: Final = "contradiction"


@dataclass(frozen=True, slots=True)
class StoredDoubt:
    """A doubt with the document that it is about."""

    document_id: str
    title: str
    file: str
    doubt: Doubt


def to_review(engine: Engine, slug: str) -> list[StoredDoubt]:
    """What one commune's agents should look at: sources that differ, then doubts, the least certain first."""
    found = standing(engine, slug, datetime.now(UTC).date())
    return [*map(_contradicted, found), *_doubts(engine, slug)]


def _contradicted(found: Contradiction) -> StoredDoubt:
    """As a doubt about the first of the two: nothing tells which is right. value: the other's document."""
    first, other = found.first, found.second.document_id
    doubt = Doubt(CONTRADICTION, other, 0.0, found.sentence, first.page)
    return StoredDoubt(first.document_id, first.title, first.file, doubt)


def _doubts(engine: Engine, slug: str) -> list[StoredDoubt]:
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
