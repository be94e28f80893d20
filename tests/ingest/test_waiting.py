"""What of the documents waits, and how fresh each commune is, as the operator's alerts read it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import TYPE_CHECKING

from sqlalchemy import update

from ingest import tables
from ingest.document import State
from ingest.sandbox import Read
from ingest.waiting import Standing, Waiting, newest_by_commune, standing
from ops.fault import Fault
from tests.ingest.paper import web_page

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    import pytest

    from ingest.pipeline import Progress
    from tests.ingest.town import Town

SLOW = Fault(key="document.too_slow", sentence="La lecture du fichier a été arrêtée : elle durait trop.")


def seen(town: Town, **later: float) -> Standing:
    return standing(town.engine, datetime.now(UTC).replace(tzinfo=None) + timedelta(**later))


def test_a_commune_without_documents_is_counted_as_empty(town: Town) -> None:
    found = seen(town)
    assert (found.communes, found.empty, found.stalest_seconds) == (1, 1, 0.0)
    assert set(found.states.values()) == {0}


def test_a_commune_ages_with_its_newest_document(town: Town, tmp_path: Path) -> None:
    town.ingest(web_page(tmp_path / "a.html", "La cantine ouvre à midi."))
    age = timedelta(days=100).total_seconds()
    assert age <= seen(town, days=100).stalest_seconds < age + 3600
    town.ingest(web_page(tmp_path / "b.html", "La piscine ouvre à dix heures."))
    found = seen(town, days=3)
    assert found.stalest_seconds < timedelta(days=4).total_seconds()
    assert (found.empty, found.states[State.INDEXED]) == (0, 2)


def test_a_refused_document_makes_nothing_fresh(town: Town, tmp_path: Path) -> None:
    (tmp_path / "vide.pdf").write_bytes(b"")
    town.ingest(tmp_path / "vide.pdf")
    found = seen(town)
    assert (found.empty, found.states[State.REFUSED]) == (1, 1)


def test_a_document_without_vectors_waits_since_it_was_recorded(town: Town, tmp_path: Path) -> None:
    town.ingest(web_page(tmp_path / "a.html", "La cantine ouvre à midi."))
    assert seen(town, hours=2).vectors == Waiting(0, 0.0)
    with town.engine.begin() as connection:
        connection.execute(update(tables.documents).values(embedded=False))
    found = seen(town, hours=2).vectors
    assert (found.count, found.seconds // 3600) == (1, 2)


def test_a_second_reading_waits_since_it_was_due(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_slow(sources: Any, *_given: Any, **_named: Any) -> Any:
        yield from ((place, Read(fault=SLOW)) for place, _ in enumerate(sources))

    monkeypatch.setattr(town.pipeline, "_read_all", too_slow)
    town.ingest(web_page(tmp_path / "a.html", "La cantine ouvre à midi."))
    assert seen(town).retry == Waiting(0, 0.0)
    found = seen(town, minutes=11).retry  # due after one minute
    assert (found.count, found.seconds // 60) == (1, 10)


def test_the_newest_document_of_each_commune(town: Town, tmp_path: Path) -> None:
    assert newest_by_commune(town.engine) == {"valbrume": None}
    town.ingest(web_page(tmp_path / "a.html", "La cantine ouvre à midi."))
    newest = newest_by_commune(town.engine)["valbrume"]
    assert newest is not None
    assert datetime.now(UTC).replace(tzinfo=None) - newest < timedelta(hours=1)


def test_who_hands_a_document_over_sees_its_vectors_made(town: Town, tmp_path: Path) -> None:
    """Whoever looks after what waits leaves them to it, in the very moment between text and vectors too."""
    steps: list[str] = []

    def looked_after(progress: Progress) -> None:
        steps.append(progress.step)
        if progress.step == "done":
            caretaker = Thread(target=town.pipeline.resume, args=(datetime.now(UTC),), daemon=True)
            caretaker.start()
            caretaker.join(2)

    town.pipeline.ingest([web_page(tmp_path / "a.html", "La cantine ouvre.")], town.slug, looked_after)
    assert steps == ["done", "embed"]
    assert town.pipeline.resume(datetime.now(UTC)) == []
    assert seen(town).vectors == Waiting(0, 0.0)
