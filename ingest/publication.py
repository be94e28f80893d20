"""A document ready to be live, and its passages and facts written as rows. Decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from ingest import tables
from ingest.sentences import tell_event, tell_service

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ingest.claim import Claim
    from ingest.document import OpeningSlot, Passage, Reading


@dataclass(frozen=True, slots=True)
class Publication:
    """A document ready to be live, in place of what its id had before."""

    document_id: str
    version: int
    claim: Claim
    media_type: str
    reading: Reading
    passages: tuple[Passage, ...]
    seconds: float

    @property
    def passage_ids(self) -> list[str]:
        return passage_ids(self.document_id, self.version, len(self.passages))


def passage_ids(document_id: str, version: int, passages: int) -> list[str]:
    return [f"{document_id}.{version}.{ordinal}" for ordinal in range(passages)]


def write_passages(connection: Connection, slug: str, publication: Publication) -> None:
    rows = [
        {
            "id": passage_id,
            "document_id": publication.document_id,
            "commune": slug,
            "ordinal": passage.ordinal,
            "text": passage.text,
            "headings": list(passage.locator.headings),
            "page": passage.locator.page,
        }
        for passage_id, passage in zip(publication.passage_ids, publication.passages, strict=True)
    ]
    if rows:
        connection.execute(insert(tables.passages), rows)


def write_facts(connection: Connection, slug: str, publication: Publication) -> None:
    for service in publication.reading.facts.services:
        place = {"commune": slug, "passage_id": _teller(publication, tell_service(service))}
        fields = {name: getattr(service, name) for name in _SERVICE_FIELDS}
        adding = insert(tables.services).values(fields | place).returning(tables.services.c.id)
        service_id = connection.execute(adding).scalar_one()
        slots = [_slot_row(service_id, slot) for slot in service.slots]
        if slots:
            connection.execute(insert(tables.opening_slots), slots)
    for event in publication.reading.facts.events:
        place = {"commune": slug, "passage_id": _teller(publication, tell_event(event))}
        fields = {name: getattr(event, name) for name in _EVENT_FIELDS}
        connection.execute(insert(tables.events).values(fields | place))


_SERVICE_FIELDS = (
    *("key", "kind", "name", "address", "phones", "emails", "websites", "accessibility"),
    *("hours_comment", "modified_on"),
)
_EVENT_FIELDS = ("title", "starts", "ends", "all_day", "where", "closure")


def _slot_row(service_id: int, slot: OpeningSlot) -> dict[str, Any]:
    return {
        "service_id": service_id,
        "weekdays": slot.weekdays,
        "opens": slot.opens,
        "closes": slot.closes,
        "comment": slot.comment,
    }


def _teller(publication: Publication, telling: str) -> str:
    """The id of the passage that holds the telling of a fact."""
    holders = (passage.ordinal for passage in publication.passages if telling in passage.text)
    ordinal = next(holders, None)
    if ordinal is None:
        first = telling.splitlines()[0]
        ordinal = next((passage.ordinal for passage in publication.passages if first in passage.text), 0)
    return publication.passage_ids[ordinal]
