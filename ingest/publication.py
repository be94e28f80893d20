"""A document ready to be live, and its passages and facts written as rows. Decides nothing."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from ingest import tables
from ingest.document import State
from ingest.folding import fold
from ingest.sentences import tell_event, tell_service

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy import Connection, Table

    from ingest.claim import Claim
    from ingest.document import Passage, Reading
    from ingest.facts import Act, Address, OpeningSlot

Row = dict[str, Any]


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
    def state(self) -> State:
        """A container without text of its own is opened, everything else indexed."""
        return State.INDEXED if self.passages else State.OPENED

    @property
    def sentence(self) -> str:
        if self.passages:
            return ""
        held = len(self.reading.attachments)
        return f"Archive ouverte : {held} fichier{'s' if held > 1 else ''}."

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
            "zones": list(passage.zones),
            "article": passage.article,
        }
        for passage_id, passage in zip(publication.passage_ids, publication.passages, strict=True)
    ]
    if rows:
        connection.execute(insert(tables.passages), rows)


def write_facts(connection: Connection, slug: str, publication: Publication) -> None:
    """Every fact with the passage that tells it; the doubts with the document."""
    facts, writer = publication.reading.facts, _Writer(connection, slug, publication)
    for service in facts.services:
        row = _columns(service, leaving=("slots",))
        service_id = writer.add_one(tables.services, row, tell_service(service))
        writer.add_plain(tables.opening_slots, (_slot_row(service_id, slot) for slot in service.slots))
    writer.add(tables.events, facts.events, tell_event, _columns)
    writer.add(tables.rounds, facts.rounds, _told, _columns)
    writer.add(tables.acts, facts.acts, _told, lambda act: _act_row(act, publication.document_id))
    writer.add(tables.zones, facts.zones, _told, _columns)
    writer.add(tables.addresses, facts.addresses, _nothing_told, _address_row)
    writer.add(tables.parcels, facts.parcels, _nothing_told, _columns)
    mine = {"commune": slug, "document_id": publication.document_id}
    writer.add_plain(tables.doubts, (_columns(doubt) | mine for doubt in publication.reading.doubts))


class _Writer:
    """Rows of one document put into the fact tables."""

    def __init__(self, connection: Connection, slug: str, publication: Publication) -> None:
        self._connection, self._slug, self._publication = connection, slug, publication
        self._tellers: dict[str, str] = {}

    def add(
        self,
        table: Table,
        facts: Iterable[Any],
        telling: Callable[[Any], str],
        row: Callable[[Any], Row],
    ) -> None:
        self.add_plain(table, (row(fact) | self._place(telling(fact)) for fact in facts))

    def add_one(self, table: Table, row: Row, telling: str) -> int:
        adding = insert(table).values(row | self._place(telling)).returning(table.c.id)
        return int(self._connection.execute(adding).scalar_one())

    def add_plain(self, table: Table, rows: Iterable[Row]) -> None:
        if given := list(rows):
            self._connection.execute(insert(table), given)

    def _place(self, telling: str) -> Row:
        if telling not in self._tellers:
            self._tellers[telling] = _teller(self._publication, telling)
        return {"commune": self._slug, "passage_id": self._tellers[telling]}


def _columns(fact: Any, leaving: tuple[str, ...] = ()) -> Row:  # noqa: ANN401 - any noun of ingest.facts
    """The fields of a flat noun as a row; lists where the tables hold JSON."""
    skipped = {*leaving, "told"}
    values = ((f.name, getattr(fact, f.name)) for f in fields(fact) if f.name not in skipped)
    return {name: _plain(value) for name, value in values}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any field of a noun
    """A tuple as the list that JSON holds, its dates in ISO form."""
    if not isinstance(value, tuple):
        return value
    return [item.isoformat() if hasattr(item, "isoformat") else item for item in value]


def _act_row(act: Act, document_id: str) -> Row:
    links = [
        asdict(link) | {"signed_on": link.signed_on.isoformat() if link.signed_on else None}
        for link in act.links
    ]
    row = _columns(act, leaving=("votes", "validity", "links"))
    row |= {"votes": asdict(act.votes), "links": links, "document_id": document_id}
    return row | asdict(act.validity)


def _address_row(address: Address) -> Row:
    return _columns(address) | {"street_key": fold(address.street)}


def _slot_row(service_id: int, slot: OpeningSlot) -> Row:
    return _columns(slot) | {"service_id": service_id}


def _told(fact: Any) -> str:  # noqa: ANN401 - the nouns that carry `told`
    return str(fact.told)


def _nothing_told(_fact: object) -> str:
    """Addresses and parcels are too many to be told one by one: they cite the head of their file."""
    return ""


def _teller(publication: Publication, telling: str) -> str:
    """The id of the passage that holds the telling of a fact."""
    holders = (passage.ordinal for passage in publication.passages if telling in passage.text)
    ordinal = next(holders, None)
    if ordinal is None:
        first = telling.splitlines()[0]
        ordinal = next((passage.ordinal for passage in publication.passages if first in passage.text), 0)
    return publication.passage_ids[ordinal]
