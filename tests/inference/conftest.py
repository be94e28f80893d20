"""Valbrume's documents go through the real pipeline once for all tests of this folder, twice over."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from inference.contradictions import Contradictions
from inference.facts.desk import FactsDesk
from ingest import tables
from ingest.almanac import Almanac
from ingest.communes import Communes
from ingest.index import Index, open_chroma
from ingest.pipeline import Pipeline
from ingest.shelf import Shelf
from ingest.zoning.places import Places
from ops.store import open_store
from tests.inference.town import (
    DEMO,
    FILES,
    HALL_PAGES,
    MAPPED_FILES,
    PAGES,
    REPEALED_ON,
    Town,
    WordVectors,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from sqlalchemy import Engine


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with _ingested(tmp_path_factory.mktemp("valbrume"), PAGES, FILES) as town:
        _in_force(town.store, "bruit_2021.html", in_force_until=REPEALED_ON)
        _in_force(town.store, "bruit_2025.html", in_force_from=REPEALED_ON)
        yield town


@pytest.fixture(scope="session")
def mapped_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Valbrume with its rounds, its agenda, its plan and its addresses, and two prices of one deposit."""
    with _ingested(tmp_path_factory.mktemp("mapped"), HALL_PAGES, MAPPED_FILES) as town:
        yield town


@contextmanager
def _ingested(home: Path, written: Mapping[str, str], files: Sequence[str]) -> Iterator[Town]:
    store, chroma = open_store(f"sqlite:///{home / 'parvis.db'}"), open_chroma(home / "chroma")
    commune = Communes(store).add("valbrume", "Valbrume-sur-Oisette", "99001")
    pages = home / "pages"
    pages.mkdir()
    for name, text in written.items():
        (pages / name).write_text(f"<!doctype html><html><body>{text}</body></html>", encoding="utf-8")
    pipeline = Pipeline(store, chroma, home, WordVectors(), workers=2)
    paths = [pages, *(DEMO / name for name in files)]
    outcomes = pipeline.ingest(paths, "valbrume", lambda _progress: None)
    assert [outcome.sentence for outcome in outcomes] == [""] * len(outcomes)
    shelf, index = Shelf(store, "valbrume"), Index(home / "lexical" / "valbrume", chroma, "valbrume")
    almanac, places = Almanac(store, "valbrume"), Places(store, "valbrume")
    contradictions = Contradictions(store, "valbrume")
    facts = FactsDesk("Valbrume-sur-Oisette", "99001", shelf, almanac, places, contradictions)
    yield Town(store, commune, facts, index)
    store.dispose()


def _in_force(store: Engine, file: str, **days: date) -> None:
    documents = tables.documents
    with store.begin() as connection:
        connection.execute(update(documents).where(documents.c.file == file).values(**days))
