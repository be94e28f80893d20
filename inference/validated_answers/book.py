"""The answers that agents wrote themselves, as the store keeps them. Decides nothing about questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    Column,
    Date,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
)

from ops.fault import Fault

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Engine, Row

metadata = MetaData()
# An id is never given twice: the number of answers and the highest id tell one state from every other.
answers = Table(
    "validated_answers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("commune", String(63), nullable=False, index=True),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("owner", String(120), nullable=False),
    Column("language", String(2), nullable=False),
    Column("sources", JSON, nullable=False),
    Column("created_on", Date, nullable=False),
    Column("expires_on", Date, nullable=False),
    sqlite_autoincrement=True,
)
variants = Table(
    "validated_variants",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("answer_id", Integer, ForeignKey("validated_answers.id", ondelete="CASCADE"), nullable=False),
    Column("text", Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What an agent hands over. sources: passage ids. expires_on: the last day on which it is given."""

    question: str
    answer: str
    owner: str
    expires_on: date
    created_on: date
    sources: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    language: str = "fr"


@dataclass(frozen=True, slots=True)
class ValidatedAnswer(Draft):
    """One that is kept, under its number."""

    number: int = 0

    @property
    def wordings(self) -> tuple[str, ...]:
        """All the ways in which its question is known to be asked."""
        return (self.question, *self.variants)


class AnswerBook:
    """The validated answers of the commune `slug`."""

    def __init__(self, engine: Engine, slug: str) -> None:
        self._engine = engine
        self._slug = slug
        counted = select(func.count(), func.coalesce(func.max(answers.c.id), 0))
        self._version = counted.where(answers.c.commune == slug)

    def version(self) -> tuple[int, int]:
        """Another one after each change."""
        with self._engine.connect() as connection:
            row = connection.execute(self._version).one()
        return int(row[0]), int(row[1])

    def list(self) -> list[ValidatedAnswer]:
        """All of them, the newest last."""
        mine = select(answers).where(answers.c.commune == self._slug).order_by(answers.c.id)
        others = select(variants).join(answers).where(answers.c.commune == self._slug).order_by(variants.c.id)
        with self._engine.connect() as connection:
            rows, wordings = connection.execute(mine).all(), connection.execute(others).all()
        return [
            _answer(row, tuple(other.text for other in wordings if other.answer_id == row.id)) for row in rows
        ]

    def get(self, number: int) -> ValidatedAnswer:
        """Raises Fault when there is none."""
        found = next((answer for answer in self.list() if answer.number == number), None)
        if found is None:
            raise unknown(number)
        return found

    def add(self, draft: Draft) -> ValidatedAnswer:
        """Kept as it is given: `inference/validated_answers/rung.py` says what may be."""
        row: dict[str, Any] = {name: getattr(draft, name) for name in _PLAIN}
        row |= {"commune": self._slug, "sources": list(draft.sources)}
        with self._engine.begin() as connection:
            number = int(connection.execute(insert(answers).values(row).returning(answers.c.id)).scalar_one())
            if draft.variants:
                told = [{"answer_id": number, "text": text} for text in draft.variants]
                connection.execute(insert(variants), told)
        return self.get(number)

    def remove(self, number: int) -> None:
        """Raises Fault when there is none."""
        mine = (answers.c.commune == self._slug) & (answers.c.id == number)
        with self._engine.begin() as connection:
            if not connection.execute(delete(answers).where(mine)).rowcount:
                raise unknown(number)


_PLAIN = ("question", "answer", "owner", "language", "created_on", "expires_on")


def unknown(number: int) -> Fault:
    return Fault(
        key="validated.unknown",
        sentence=f"Aucune réponse validée ne porte le numéro {number}.",
        remedy="Voyez leurs numéros avec « parvis answers list ».",
    )


def _answer(row: Row[Any], wordings: tuple[str, ...]) -> ValidatedAnswer:
    plain = {name: getattr(row, name) for name in _PLAIN}
    return ValidatedAnswer(**plain, sources=tuple(row.sources), variants=wordings, number=row.id)
