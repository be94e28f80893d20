"""What the agents are shown of the documents: the ledger and the review list."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import httpx
from sqlalchemy import delete, insert

from ingest.contradictions import Met, record
from ingest.tables import contradictions, doubts

if TYPE_CHECKING:
    from tests.gateway.conftest import Gateway

DOCUMENTS = "/api/v1/communes/valbrume/documents"


def test_the_ledger_is_listed_for_the_administrator_alone(gateway: Gateway) -> None:
    listed = httpx.get(f"{gateway.url}{DOCUMENTS}", headers=gateway.administrator).json()
    assert {"chiens.html", "annuaire.json"} <= {document["file"] for document in listed}
    assert gateway.get(DOCUMENTS).status_code == 401


def test_the_least_certain_comes_first(gateway: Gateway) -> None:
    document = gateway.rooms.shelf("valbrume").documents()[0]
    row = {"commune": "valbrume", "document_id": document.document_id, "subject": "page", "value": ""}
    told = [("Page 2 mal reconnue.", 0.4, 2), ("Date de l'arrêté à vérifier.", 0.2, None)]
    with gateway.rooms.store.begin() as connection:
        for sentence, confidence, page in told:
            values = row | {"sentence": sentence, "confidence": confidence, "page": page}
            connection.execute(insert(doubts).values(values))
    try:
        listed = httpx.get(f"{gateway.url}{DOCUMENTS}/review", headers=gateway.administrator).json()
        assert [held["doubt"]["sentence"] for held in listed] == [told[1][0], told[0][0]]
        assert listed[0]["file"] == document.file
        assert gateway.get(f"{DOCUMENTS}/review").status_code == 401
    finally:
        with gateway.rooms.store.begin() as connection:
            connection.execute(delete(doubts))


def test_sources_that_differ_come_before_any_doubt(gateway: Gateway) -> None:
    shelf = gateway.rooms.shelf("valbrume")
    first, second = (shelf.document_passages(one.document_id)[0] for one in shelf.documents()[:2])
    met = {Met.of("hours", first.passage_id, second.passage_id): 1}
    record(gateway.rooms.store, "valbrume", met, datetime(2026, 11, 24, 10))
    try:
        listed = httpx.get(f"{gateway.url}{DOCUMENTS}/review", headers=gateway.administrator).json()
        assert listed[0]["doubt"]["subject"] == "contradiction"
        assert {listed[0]["document_id"], listed[0]["doubt"]["value"]} == {
            first.document_id,
            second.document_id,
        }
        assert "les mêmes horaires" in listed[0]["doubt"]["sentence"]
    finally:
        with gateway.rooms.store.begin() as connection:
            connection.execute(delete(contradictions))
