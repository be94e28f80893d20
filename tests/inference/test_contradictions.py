"""Sources that differ are kept for the agents behind the answer, which neither waits nor fails for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import create_engine, delete, select, text

from inference import ladder
from inference.answering import Answering
from inference.computed import computed
from inference.conflict import Conflict
from inference.contradictions import KEEPING, Contradictions
from inference.facts.hours import HoursAnswer
from inference.question import Kind, Question
from ingest.review import to_review
from ingest.tables import contradictions, metadata
from ops import metrics
from tests.inference.town import DOGS, asked
from tests.inference.written import passage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ingest.shelf import StoredPassage
    from tests.fake_engine import FakeEngine
    from tests.inference.town import Town

PAIR = (passage("9 h", number=1), passage("10 h", number=2))


@pytest.fixture
def both(town: Town) -> Iterator[tuple[StoredPassage, StoredPassage]]:
    """The first passages of two documents in force in Valbrume; nothing is kept of them afterwards."""
    live = (one.document_id for one in town.shelf.documents() if one.validity.in_force_until is None)
    first, second = [town.shelf.document_passages(name)[0] for name in live][:2]
    yield first, second
    with town.store.begin() as connection:
        connection.execute(delete(contradictions))


def settled() -> None:
    """What was left for later is done."""
    KEEPING.submit(int).result()


def kept(town: Town) -> list[int]:
    settled()
    with town.store.connect() as connection:
        return list(connection.execute(select(contradictions.c.times)).scalars())


def told(kind: Kind) -> float:
    return metrics.registry.get_sample_value("parvis_contradictions_total", {"kind": kind.value}) or 0


def test_the_agents_see_what_an_answer_told(
    town: Town, engine: FakeEngine, both: tuple[StoredPassage, StoredPassage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ladder, "conflicting", lambda *_: Conflict(both, "Deux documents…"))
    before = told(Kind.QUOTED)
    assert town.ask(engine, DOGS).answer.conflict
    assert kept(town) == [1]
    (held,) = [one for one in to_review(town.store, "valbrume") if one.doubt.subject == "contradiction"]
    assert "la même règle" in held.doubt.sentence
    assert DOGS not in held.doubt.sentence
    assert told(Kind.QUOTED) == before + 1


def test_hours_of_two_sources_are_a_conflict_that_is_kept() -> None:
    class Desk:
        """Knows hours from two sources; remembers what it was told of them."""

        def __init__(self) -> None:
            self.contradictions = self
            self.noted: list[Any] = []

        def tables(self, version: int) -> int:
            return version

        def hours(self, _question: Question, _tables: int) -> HoursAnswer[StoredPassage]:
            return HoursAnswer("Attention…", PAIR, None, certain=False, differing=(PAIR,))

        def met(self, kind: Kind, pairs: Any) -> None:
            self.noted += [(kind, pair) for pair in pairs]

    desk, question = Desk(), asked("La mairie est ouverte ?")
    answer = computed(question, desk, Answering(question, "", 1))  # type: ignore[arg-type]
    assert answer is not None
    assert answer.conflict
    assert desk.noted == [(Kind.HOURS, PAIR)]


def test_an_answer_waits_for_no_store(town: Town, both: tuple[StoredPassage, StoredPassage]) -> None:
    """Somebody else writes: what was met is there once they have finished."""
    with town.store.connect() as writing:
        writing.execute(text("BEGIN IMMEDIATE"))
        for _ in range(3):
            town.facts.contradictions.met(Kind.HOURS, [both])
        writing.rollback()
    assert kept(town) == [3]


def test_what_could_not_be_written_is_written_with_the_next(tmp_path: Path) -> None:
    store = create_engine(f"sqlite:///{tmp_path}/none.db")
    met = Contradictions(store, "valbrume")
    met.met(Kind.CONTACT, [PAIR])
    settled()
    metadata.create_all(store)
    with store.begin() as connection:
        connection.execute(text("PRAGMA foreign_keys = OFF"))
        for name in (one.passage_id for one in PAIR):
            connection.execute(_PASSAGE, {"id": name})
    met.met(Kind.CONTACT, [PAIR])
    settled()
    with store.connect() as connection:
        assert connection.execute(select(contradictions.c.times)).scalar_one() == 2


_PASSAGE = text(
    "INSERT INTO passages (id, document_id, commune, ordinal, text, headings, zones, article)"
    " VALUES (:id, :id, 'valbrume', 0, '', '[]', '[]', '')"
)
