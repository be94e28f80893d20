"""Passages are fetched by their keys, however many a commune has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from ingest.shelf import Shelf
from ops.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def plan(folder: Path, ask: Callable[[Shelf], Any]) -> str:
    """What SQLite does for the one query that `ask` makes."""
    store = open_store(f"sqlite:///{folder}/parvis.db")
    said: list[tuple[str, Any]] = []

    @event.listens_for(store, "before_cursor_execute")
    def _kept(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        said.append((statement, parameters))

    ask(Shelf(store, "valbrume"))
    ((statement, parameters),) = said
    with store.connect() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    return "\n".join(row[3] for row in rows)


def test_passages_are_found_by_their_ids(tmp_path: Path) -> None:
    told = plan(tmp_path, lambda shelf: shelf.passages(["a", "b"]))
    assert "SEARCH passages USING INDEX sqlite_autoindex_passages_1 (id=?)" in told
    assert "SCAN" not in told


def test_passages_are_found_by_their_places(tmp_path: Path) -> None:
    told = plan(tmp_path, lambda shelf: shelf.at([("a", 1), ("a", 2), ("b", 7)]))
    assert "(document_id=? AND ordinal=?)" in told
    assert "SCAN" not in told


def test_no_place_is_no_passage(tmp_path: Path) -> None:
    assert Shelf(open_store(f"sqlite:///{tmp_path}/parvis.db"), "valbrume").at([]) == {}
