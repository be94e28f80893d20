"""What one commune has that is live. Every query carries the commune; an id of another gives nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import false, func, or_, select

from ingest.document import Locator, State
from ingest.facts import Event, OpeningSlot, Service, Validity
from ingest.tables import communes, documents, events, opening_slots, passages, services

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement, Engine, Row, RowMapping


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A live passage with what is shown of its document. label: its locator as a citizen reads it."""

    passage_id: str
    document_id: str
    ordinal: int
    text: str
    headings: tuple[str, ...]
    page: int | None
    label: str
    title: str
    file: str
    media_type: str
    validity: Validity
    zones: tuple[str, ...] = ()
    article: str = ""


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """One source file of the commune, whatever became of it."""

    document_id: str
    title: str
    file: str
    media_type: str
    sha256: str
    state: State
    same_as: str | None
    version: int
    pages: int
    passages: int
    sentence: str
    remarks: tuple[str, ...]
    validity: Validity
    recorded_at: datetime


class Shelf:
    """The live documents, passages and facts of the commune `slug`."""

    def __init__(self, engine: Engine, slug: str) -> None:
        self._engine = engine
        self._slug = slug
        # Asked several times a question: building it takes as long as asking it.
        self._version = select(communes.c.index_version).where(communes.c.slug == slug)

    def index_version(self) -> int:
        with self._engine.connect() as connection:
            return connection.execute(self._version).scalar_one_or_none() or 0

    def passages(self, ids: Iterable[str]) -> dict[str, StoredPassage]:
        found = self._passages(passages.c.id.in_(list(ids)))
        return {passage.passage_id: passage for passage in found}

    def at(self, places: Iterable[tuple[str, int]]) -> dict[tuple[str, int], StoredPassage]:
        """The passages that stand at these places: (document id, ordinal)."""
        ordinals: dict[str, list[int]] = defaultdict(list)
        for document, ordinal in places:
            ordinals[document].append(ordinal)
        # Pairs in a list are compared with every row; a document at a time, the index is used.
        wanted = or_(
            false(),
            *(
                (passages.c.document_id == document) & passages.c.ordinal.in_(found)
                for document, found in ordinals.items()
            ),
        )
        return {(passage.document_id, passage.ordinal): passage for passage in self._passages(wanted)}

    def zone_names(self) -> frozenset[str]:
        """The zones whose rules are told here."""
        query = select(passages.c.zones).where(passages.c.commune == self._slug).distinct()
        with self._engine.connect() as connection:
            return frozenset(name for names in connection.execute(query).scalars() for name in names)

    def neighbours(self, passage_id: str, before: int, after: int) -> list[StoredPassage]:
        """The passages around one, itself included, in reading order."""
        centre = self.passages([passage_id]).get(passage_id)
        if centre is None:
            return []
        nearby = passages.c.ordinal.between(centre.ordinal - before, centre.ordinal + after)
        return self._passages((passages.c.document_id == centre.document_id) & nearby)

    def document_passages(self, document_id: str) -> list[StoredPassage]:
        return self._passages(passages.c.document_id == document_id)

    def document(self, document_id: str) -> StoredDocument | None:
        return next(iter(self._documents(documents.c.id == document_id)), None)

    def documents(self) -> list[StoredDocument]:
        return self._documents(documents.c.commune == self._slug)

    def services(self) -> list[tuple[Service, StoredPassage]]:
        """Each service with the passage that tells it."""
        query = select(services).where(services.c.commune == self._slug).order_by(services.c.id)
        slots = (
            select(opening_slots)
            .join(services, services.c.id == opening_slots.c.service_id)
            .where(services.c.commune == self._slug)
            .order_by(opening_slots.c.id)
        )
        with self._engine.connect() as connection:
            rows, slot_rows = connection.execute(query).all(), connection.execute(slots).all()
        told = self.passages(row.passage_id for row in rows)
        return [(_service(row, slot_rows), told[row.passage_id]) for row in rows if row.passage_id in told]

    def events(self) -> list[tuple[Event, StoredPassage]]:
        """Each event, in the order of its start, with the passage that tells it."""
        query = select(events).where(events.c.commune == self._slug).order_by(events.c.starts, events.c.id)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        told = self.passages(row.passage_id for row in rows)
        return [(_event(row), told[row.passage_id]) for row in rows if row.passage_id in told]

    def _passages(self, condition: ColumnElement[bool]) -> list[StoredPassage]:
        query = (
            select(passages, documents)
            .join(documents, documents.c.id == passages.c.document_id)
            # Concatenated, no index serves the commune: the planner would walk all of it to find a few rows.
            .where(documents.c.commune.concat("") == self._slug, condition)
            .order_by(passages.c.document_id, passages.c.ordinal)
        )
        with self._engine.connect() as connection:
            return [_passage(row) for row in connection.execute(query).mappings()]

    def _documents(self, condition: ColumnElement[bool]) -> list[StoredDocument]:
        count = select(func.count()).where(passages.c.document_id == documents.c.id).scalar_subquery()
        query = (
            select(documents, count.label("passages"))
            .where(documents.c.commune == self._slug, condition)
            .order_by(documents.c.file, documents.c.id)
        )
        with self._engine.connect() as connection:
            return [_document(row) for row in connection.execute(query).mappings()]


def _validity(row: RowMapping) -> Validity:
    return Validity(row[documents.c.in_force_from], row[documents.c.in_force_until])


def _passage(row: RowMapping) -> StoredPassage:
    headings, page = tuple(row[passages.c.headings]), row[passages.c.page]
    return StoredPassage(
        passage_id=row[passages.c.id],
        document_id=row[passages.c.document_id],
        ordinal=row[passages.c.ordinal],
        text=row[passages.c.text],
        headings=headings,
        page=page,
        label=Locator(headings, page).label,
        title=row[documents.c.title],
        file=row[documents.c.file],
        media_type=row[documents.c.media_type],
        validity=_validity(row),
        zones=tuple(row[passages.c.zones]),
        article=row[passages.c.article],
    )


def _document(row: RowMapping) -> StoredDocument:
    return StoredDocument(
        document_id=row[documents.c.id],
        title=row[documents.c.title],
        file=row[documents.c.file],
        media_type=row[documents.c.media_type],
        sha256=row[documents.c.sha256],
        state=State(row[documents.c.state]),
        same_as=row[documents.c.same_as],
        version=row[documents.c.version],
        pages=row[documents.c.pages],
        passages=row["passages"],
        sentence=row[documents.c.sentence],
        remarks=tuple(row[documents.c.remarks]),
        validity=_validity(row),
        recorded_at=row[documents.c.recorded_at].replace(tzinfo=UTC),
    )


def _service(row: Row[Any], slots: Sequence[Row[Any]]) -> Service:
    return Service(
        key=row.key,
        kind=row.kind,
        name=row.name,
        slots=tuple(_slot(slot) for slot in slots if slot.service_id == row.id),
        address=row.address,
        phones=tuple(row.phones),
        emails=tuple(row.emails),
        websites=tuple(row.websites),
        accessibility=row.accessibility,
        hours_comment=row.hours_comment,
        modified_on=row.modified_on,
    )


def _slot(row: Row[Any]) -> OpeningSlot:
    weekdays, dates = tuple(row.weekdays), (row.from_day, row.until_day)
    return OpeningSlot(weekdays, row.opens, row.closes, row.comment, *dates, row.exceptional)


def _event(row: Row[Any]) -> Event:
    return Event(row.title, row.starts, row.ends, row.all_day, row.where, row.closure, row.category)
