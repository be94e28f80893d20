"""What failed through no fault of the file is tried again by itself, later and later, then given up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from ingest.document import State
from ingest.sandbox import Read, faults
from ops.fault import Fault
from tests.ingest.paper import web_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from tests.ingest.town import Town

SLOW = Fault(key="document.too_slow", sentence="La lecture du fichier a été arrêtée : elle durait trop.")


@pytest.fixture
def reads(town: Town, monkeypatch: pytest.MonkeyPatch) -> dict[str, bool]:
    """Whether reading works; every reading is too slow while it does not."""
    works, read_all = {"now": False}, town.pipeline._read_all

    def moody(sources: Any, *given: Any, **named: Any) -> Iterator[tuple[int, Read]]:
        if works["now"]:
            yield from read_all(sources, *given, **named)
        else:
            yield from ((place, Read(fault=SLOW)) for place, _ in enumerate(sources))

    monkeypatch.setattr(town.pipeline, "_read_all", moody)
    return works


def state_of(town: Town) -> State:
    return town.shelf.documents()[0].state


def test_a_reading_that_failed_is_tried_again_when_it_is_due(
    town: Town, tmp_path: Path, reads: dict[str, bool]
) -> None:
    page = web_page(tmp_path / "a.html", "La cantine ouvre à midi.")
    assert town.ingest(page)[0].state is State.RETRYING
    page.unlink()
    reads["now"] = True
    assert town.pipeline.resume(datetime.now(UTC)) == []
    later = datetime.now(UTC) + timedelta(minutes=2)
    assert [outcome.state for outcome in town.pipeline.resume(later)] == [State.INDEXED]
    assert state_of(town) is State.INDEXED
    town.assert_indexes_hold_what_is_live()


@pytest.mark.usefixtures("reads")
def test_it_is_given_up_after_three_more_tries(town: Town, tmp_path: Path) -> None:
    town.ingest(web_page(tmp_path / "a.html", "La cantine ouvre à midi."))
    now = datetime.now(UTC)
    states = [town.pipeline.resume(now + timedelta(days=day))[0].state for day in (1, 2, 3)]
    assert states == [State.RETRYING, State.RETRYING, State.FAILED]
    assert town.pipeline.resume(now + timedelta(days=9)) == []


def test_a_file_that_fells_its_reader_is_refused_at_once(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fallen = [(0, Read(fault=faults.felled()))]
    monkeypatch.setattr(town.pipeline, "_read_all", lambda *_given, **_named: iter(fallen))
    (outcome,) = town.ingest(web_page(tmp_path / "a.html", "La cantine ouvre à midi."))
    assert outcome.state is State.REFUSED
    assert "dans un autre format" in outcome.sentence
    assert town.pipeline.resume(datetime.now(UTC) + timedelta(days=1)) == []


def test_an_agent_may_try_again_at_once(town: Town, tmp_path: Path, reads: dict[str, bool]) -> None:
    page = web_page(tmp_path / "a.html", "La cantine ouvre à midi.")
    town.ingest(page)
    reads["now"] = True
    assert town.ingest(page)[0].state is State.INDEXED


def test_what_had_no_vectors_when_it_was_killed_gets_them(town: Town, tmp_path: Path) -> None:
    def killed(_texts: object) -> None:
        raise KeyboardInterrupt

    town.embedder.passages = killed  # type: ignore[assignment, method-assign]
    with pytest.raises(KeyboardInterrupt):
        town.ingest(web_page(tmp_path / "a.html", "La cantine ouvre à midi."))
    assert town.found("cantine") == ["La cantine ouvre à midi."]
    assert town.index.held().dense == frozenset()
    del town.embedder.passages
    town.pipeline.resume(datetime.now(UTC))
    town.assert_indexes_hold_what_is_live()
