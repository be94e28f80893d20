"""Sources that differ stay on the agents' list while both are there and in force."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, insert, select, update

from ingest.communes import Communes
from ingest.contradictions import Met, record
from ingest.review import to_review
from ingest.tables import contradictions, documents, passages
from ops.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

HOURS = Met.of("hours", "page.1.0", "annuaire.1.0")
MONDAY, FRIDAY = datetime(2026, 11, 23, 9), datetime(2026, 11, 27, 9)
NOT_SAID = {"source": "", "relative": "", "sha256": "", "media_type": "text/html", "state": "indexed"}


@pytest.fixture
def store(tmp_path: Path) -> Engine:
    """Valbrume's directory, and a page of its site in force since the first of September."""
    engine = open_store(f"sqlite:///{tmp_path}/parvis.db")
    Communes(engine).add("valbrume", "Valbrume", "99001")
    _hold(engine, "annuaire", "Annuaire")
    _hold(engine, "page", "Horaires d'hiver", date(2026, 9, 1))
    return engine


def _hold(engine: Engine, name: str, title: str, since: date | None = None) -> None:
    row = NOT_SAID | {"id": name, "commune": "valbrume", "file": f"{name}.html", "title": title}
    row |= {"source": name, "version": 1, "pages": 1, "sentence": "", "remarks": [], "in_force_from": since}
    told = {"document_id": name, "commune": "valbrume", "ordinal": 0, "text": title, "headings": []}
    with engine.begin() as connection:
        connection.execute(insert(documents).values(row | {"seconds": 0.0, "recorded_at": MONDAY}))
        connection.execute(insert(passages).values(told | {"id": f"{name}.1.0", "page": 2}))


def sentences(engine: Engine) -> list[str]:
    return [held.doubt.sentence for held in to_review(engine, "valbrume")]


def test_what_differs_and_what_to_do_is_said(store: Engine) -> None:
    record(store, "valbrume", {HOURS: 1}, MONDAY)
    assert sentences(store) == [
        "Deux documents en vigueur ne donnent pas les mêmes horaires : « Annuaire » (annuaire.html, p. 2) et "
        "« Horaires d'hiver » (page.html, p. 2, en vigueur depuis le 1er septembre 2026). Une réponse a "
        "donné les deux, le 23 novembre 2026. Retirez celui qui est dépassé (« parvis forget »), ou "
        "remettez-le corrigé."
    ]


def test_it_is_kept_once_and_counted(store: Engine) -> None:
    record(store, "valbrume", {HOURS: 2}, MONDAY)
    record(store, "valbrume", {Met.of("hours", "annuaire.1.0", "page.1.0"): 1}, FRIDAY)
    (sentence,) = sentences(store)
    assert "3 réponses ont donné les deux, du 23 novembre 2026 au 27 novembre 2026." in sentence


def test_one_document_that_says_two_things_is_told_as_one(store: Engine) -> None:
    record(store, "valbrume", {Met.of("zone", "page.1.0", "page.1.0"): 1}, MONDAY)
    (sentence,) = sentences(store)
    assert sentence.startswith("Ce document en vigueur ne donne pas partout la même zone")


def test_it_goes_with_one_of_the_two(store: Engine) -> None:
    record(store, "valbrume", {HOURS: 1}, MONDAY)
    with store.begin() as connection:
        connection.execute(delete(documents).where(documents.c.id == "page"))
    assert sentences(store) == []
    with store.connect() as connection:
        assert connection.execute(select(contradictions)).all() == []


def test_it_goes_when_one_of_the_two_has_ended(store: Engine) -> None:
    record(store, "valbrume", {HOURS: 1}, MONDAY)
    ended = update(documents).where(documents.c.id == "page").values(in_force_until=date(2026, 11, 1))
    with store.begin() as connection:
        connection.execute(ended)
    assert sentences(store) == []


def test_what_is_no_longer_there_is_not_kept(store: Engine) -> None:
    record(store, "valbrume", {Met.of("hours", "annuaire.1.0", "gone.1.0"): 1, HOURS: 1}, MONDAY)
    assert len(sentences(store)) == 1


def test_another_commune_sees_nothing_of_it(store: Engine) -> None:
    record(store, "valbrume", {HOURS: 1}, MONDAY)
    record(store, "sandillon", {Met.of("contact", "annuaire.1.0", "page.1.0"): 1}, MONDAY)
    assert to_review(store, "sandillon") == []
    assert len(sentences(store)) == 1


def test_every_rung_that_tells_two_sources_has_its_words(store: Engine) -> None:
    for subject in ("hours", "calendar", "contact", "zone", "quoted"):
        record(store, "valbrume", {Met.of(subject, "annuaire.1.0", "page.1.0"): 1}, MONDAY)
    assert len(set(sentences(store))) == 5
