"""What was taken in, when, how it went; and the one transaction that makes a document live."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from ingest import tables
from ingest.document import Outcome, State
from ingest.publication import write_facts, write_passages
from ingest.register import settle

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Engine, Row

    from ingest.claim import Claim
    from ingest.publication import Publication

RETRY_AFTER = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
LIVE = (State.INDEXED, State.OPENED)
DOCUMENTS, PASSAGES, LEFTOVERS = tables.documents, tables.passages, tables.leftovers


class Ledger:
    """The ledger of the commune `slug`."""

    def __init__(self, engine: Engine, slug: str) -> None:
        self._engine = engine
        self._slug = slug

    def next_version(self) -> int:
        """Never given twice for one commune: a passage id means one text for ever."""
        query = select(tables.communes.c.index_version).where(tables.communes.c.slug == self._slug)
        with self._engine.connect() as connection:
            return int(connection.execute(query).scalar_one()) + 1

    def replaced_by(self, claim: Claim, lone: bool, taken: set[str]) -> Row[Any] | None:
        """The document that `claim` is a newer state of: same source, else same relative path or name.

        taken: ids already claimed in this run. lone: the claim is the only file given.
        """
        same = self._one(DOCUMENTS.c.source == claim.source)
        if same is None and claim.relative:
            same = self._one(DOCUMENTS.c.relative == claim.relative)
        elif same is None and lone:
            same = self._one(DOCUMENTS.c.file == claim.file)
        return None if same is None or same.id in taken else same

    def new_id(self, claim: Claim) -> str:
        """Stable for a commune and a source."""
        salt = 0
        while True:
            name = sha256(f"{self._slug}\n{claim.source}\n{salt}".encode(errors="surrogatepass")).hexdigest()[
                :12
            ]
            if self.row(name) is None:
                return name
            salt += 1

    def row(self, document_id: str) -> Row[Any] | None:
        with self._engine.connect() as connection:
            query = select(DOCUMENTS).where(DOCUMENTS.c.commune == self._slug, DOCUMENTS.c.id == document_id)
            return connection.execute(query).first()

    def live_with(self, sha: str) -> Row[Any] | None:
        """The live document with these bytes."""
        return self._one((DOCUMENTS.c.sha256 == sha) & DOCUMENTS.c.state.in_(LIVE))

    def heir(self, document_id: str) -> Row[Any] | None:
        """The first duplicate that would lose its text with this document."""
        with self._engine.connect() as connection:
            query = select(DOCUMENTS).where(DOCUMENTS.c.same_as == document_id).order_by(DOCUMENTS.c.source)
            return connection.execute(query).first()

    def members(self, document_id: str) -> list[Row[Any]]:
        """What came out of a container."""
        mine = (DOCUMENTS.c.commune == self._slug) & (DOCUMENTS.c.container_id == document_id)
        return self._all(mine)

    def due(self, now: datetime) -> list[Row[Any]]:
        """What is to be tried again by now (UTC), and containers that a kill left before their members."""
        mine = (DOCUMENTS.c.commune == self._slug) & DOCUMENTS.c.state.in_((State.RETRYING, *LIVE))
        return self._all(mine & (DOCUMENTS.c.retry_at <= now.replace(tzinfo=None)))

    def record_members(self, document_id: str) -> None:
        """All that a live container holds is settled: nothing of it is to be read again."""
        with self._engine.begin() as connection:
            same = (DOCUMENTS.c.id == document_id) & DOCUMENTS.c.state.in_(LIVE)
            connection.execute(update(DOCUMENTS).where(same).values(retry_at=None))

    def may_retry(self, document_id: str) -> bool:
        """Whether a reading that failed once more is to be tried again."""
        row = self.row(document_id)
        return row is None or row.attempts < len(RETRY_AFTER)

    def without_vectors(self) -> list[Row[Any]]:
        """The live documents that the dense index does not hold yet."""
        return self._all((DOCUMENTS.c.commune == self._slug) & DOCUMENTS.c.embedded.is_(False))

    def record_vectors(self, document_id: str, present: bool) -> None:
        """Whether the dense index holds the document as it is live."""
        with self._engine.begin() as connection:
            same = DOCUMENTS.c.id == document_id
            connection.execute(update(DOCUMENTS).where(same).values(embedded=present))

    def digests(self) -> set[str]:
        with self._engine.connect() as connection:
            query = select(DOCUMENTS.c.sha256).where(DOCUMENTS.c.commune == self._slug)
            return set(connection.execute(query).scalars())

    def passages_of(self, document_id: str) -> int:
        with self._engine.connect() as connection:
            query = select(func.count()).where(PASSAGES.c.document_id == document_id)
            return int(connection.execute(query).scalar_one())

    def begin(self, document_id: str, version: int, passages: int) -> None:
        """Note, before the indexes are written, what a kill would leave in them."""
        with self._engine.begin() as connection:
            _owe(connection, self._slug, document_id, version, passages)

    def cleaned(self, document_id: str, version: int) -> None:
        with self._engine.begin() as connection:
            _settle(connection, document_id, version)

    def leftovers(self) -> list[Row[Any]]:
        with self._engine.connect() as connection:
            query = select(LEFTOVERS).where(LEFTOVERS.c.commune == self._slug)
            return list(connection.execute(query).all())

    def publish(self, publication: Publication) -> None:
        """Old out, new in, facts too, in one transaction; the old rows of the indexes become leftovers."""
        identity = publication.document_id
        with self._engine.begin() as connection:
            self._retire(connection, identity)
            _write(connection, self._published(publication))
            write_passages(connection, self._slug, publication)
            write_facts(connection, self._slug, publication)
            kin = (DOCUMENTS.c.commune == self._slug) & (DOCUMENTS.c.sha256 == publication.claim.sha256)
            twins = kin & (DOCUMENTS.c.state == State.DUPLICATE) & (DOCUMENTS.c.id != identity)
            connection.execute(update(DOCUMENTS).where(twins).values(same_as=identity))
            _settle(connection, identity, publication.version)
            settle(connection, self._slug)
            self._count_change(connection)

    def record_duplicate(self, document_id: str, claim: Claim, original: Row[Any], sentence: str) -> None:
        with self._engine.begin() as connection:
            if self._retire(connection, document_id):
                self._count_change(connection)
            row = self._row(document_id, claim, State.DUPLICATE, sentence)
            inherited = {"same_as": original.id, "title": original.title, "media_type": original.media_type}
            _write(connection, row | inherited | {"pages": original.pages})

    def record_refusal(self, document_id: str, claim: Claim, state: State, sentence: str) -> None:
        """A document that is live stays so; only why its newer state was refused is noted."""
        old = self.row(document_id)
        with self._engine.begin() as connection:
            if old is not None and old.state in LIVE:
                values = {"sentence": sentence}
                connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id == document_id).values(values))
                return
            row = self._row(document_id, claim, state, sentence)
            if state is State.RETRYING:
                tried = old.attempts if old is not None else 0
                again = row["recorded_at"] + RETRY_AFTER[tried]
                row |= {"attempts": tried + 1, "retry_at": again}
            _write(connection, row)

    def record_unchanged(self, document_id: str) -> None:
        """The live document was given again as it is: an earlier refusal of a newer state is past."""
        with self._engine.begin() as connection:
            same = (DOCUMENTS.c.id == document_id) & (DOCUMENTS.c.state == State.INDEXED)
            connection.execute(update(DOCUMENTS).where(same).values(sentence=""))

    def forget(self, document_id: str) -> None:
        with self._engine.begin() as connection:
            self._retire(connection, document_id)
            connection.execute(delete(DOCUMENTS).where(DOCUMENTS.c.id == document_id))
            settle(connection, self._slug)
            self._count_change(connection)

    def outcome(self, row: Row[Any], file: str) -> Outcome:
        """What is known of a document, told as when it was taken in."""
        return Outcome(
            file=file,
            state=State(row.state),
            document_id=row.id,
            title=row.title,
            pages=row.pages,
            passages=self.passages_of(row.id),
            sentence=row.sentence,
            remarks=tuple(row.remarks),
        )

    def _all(self, condition: ColumnElement[bool]) -> list[Row[Any]]:
        query = select(DOCUMENTS).where(condition).order_by(DOCUMENTS.c.source)
        with self._engine.connect() as connection:
            return list(connection.execute(query).all())

    def _one(self, condition: ColumnElement[bool]) -> Row[Any] | None:
        with self._engine.connect() as connection:
            found = connection.execute(
                select(DOCUMENTS).where(DOCUMENTS.c.commune == self._slug, condition)
            ).all()
        return found[0] if len(found) == 1 else None

    def _retire(self, connection: Connection, document_id: str) -> int:
        """Take the live passages of a document out; they become leftovers of the indexes."""
        old = connection.execute(select(DOCUMENTS.c.version).where(DOCUMENTS.c.id == document_id)).scalar()
        mine = PASSAGES.c.document_id == document_id
        count = int(connection.execute(select(func.count()).where(mine)).scalar_one())
        if old is not None and count:
            _owe(connection, self._slug, document_id, old, count)
            connection.execute(delete(PASSAGES).where(mine))
        return count

    def _published(self, publication: Publication) -> dict[str, Any]:
        reading = publication.reading
        row = self._row(publication.document_id, publication.claim, publication.state, publication.sentence)
        return row | {
            # Until its members are settled too: a kill between the two must not leave it for unchanged.
            "retry_at": row["recorded_at"] if reading.attachments else None,
            "version": publication.version,
            "media_type": publication.media_type,
            "title": reading.title,
            "pages": reading.pages,
            "remarks": list(reading.remarks),
            "in_force_from": reading.validity.in_force_from,
            "in_force_until": reading.validity.in_force_until,
            "seconds": publication.seconds,
            "embedded": not publication.passages,
        }

    def _row(self, document_id: str, claim: Claim, state: State, sentence: str) -> dict[str, Any]:
        named = {
            "source": claim.source,
            "relative": claim.relative,
            "file": claim.file,
            "sha256": claim.sha256,
        }
        named |= {"id": document_id, "commune": self._slug, "state": state, "sentence": sentence}
        unread: dict[str, Any] = {
            "title": claim.file,
            "media_type": "",
            "pages": 0,
            "version": 0,
            "seconds": 0.0,
        }
        nothing: dict[str, Any] = {
            "in_force_from": None,
            "in_force_until": None,
            "same_as": None,
            "remarks": [],
            "container_id": claim.container,
            "embedded": True,
            "attempts": 0,
            "retry_at": None,
        }
        return named | unread | nothing | {"recorded_at": datetime.now(UTC).replace(tzinfo=None)}

    def _count_change(self, connection: Connection) -> None:
        mine = tables.communes.c.slug == self._slug
        grown = tables.communes.c.index_version + 1
        connection.execute(update(tables.communes).where(mine).values(index_version=grown))


def _write(connection: Connection, row: dict[str, Any]) -> None:
    """Insert or update; a delete would take the passages of a live document with it."""
    done = connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id == row["id"]).values(row))
    if done.rowcount == 0:
        connection.execute(insert(DOCUMENTS).values(row))


def _owe(connection: Connection, slug: str, document_id: str, version: int, passages: int) -> None:
    _settle(connection, document_id, version)
    row = {"document_id": document_id, "version": version, "commune": slug, "passages": passages}
    connection.execute(insert(LEFTOVERS).values(row))


def _settle(connection: Connection, document_id: str, version: int) -> None:
    same = (LEFTOVERS.c.document_id == document_id) & (LEFTOVERS.c.version == version)
    connection.execute(delete(LEFTOVERS).where(same))
