"""One commune never sees another's documents, by any door."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.gateway.conftest import Gateway

BEACH = "Les chiens sont-ils interdits sur la plage municipale ?"


def document_of(gateway: Gateway, slug: str, file: str) -> str:
    documents = gateway.rooms.shelf(slug).documents()
    return next(document.document_id for document in documents if document.file == file)


def test_by_the_route(gateway: Gateway) -> None:
    gateway.engine.says("INCONNU")
    there = gateway.ask(BEACH, slug="port-clair").json()
    here = gateway.ask(BEACH, slug="valbrume").json()
    assert [citation["file"] for citation in there["citations"]] == ["plage.html"]
    assert "plage.html" not in [citation["file"] for citation in here["citations"]]
    prompts = [str(asked["messages"]) for asked in gateway.engine.prompts]
    assert ["15 septembre" in prompt for prompt in prompts] == [True, *[False] * (len(prompts) - 1)]


def test_by_the_model_of_the_openai_door(gateway: Gateway) -> None:
    gateway.engine.says("INCONNU")
    body = {"messages": [{"role": "user", "content": BEACH}]}
    told = gateway.post("/v1/chat/completions", body | {"model": "valbrume"}).text
    assert "Plage" not in told
    assert "Plage" in gateway.post("/v1/chat/completions", body | {"model": "port-clair"}).text


@pytest.mark.parametrize("page", ["", "/original"])
def test_by_the_identifier_of_a_document(gateway: Gateway, page: str) -> None:
    beach = document_of(gateway, "port-clair", "plage.html")
    assert gateway.get(f"/port-clair/documents/{beach}{page}").status_code == 200
    foreign = gateway.get(f"/valbrume/documents/{beach}{page}")
    assert foreign.status_code == 404
    assert "plage municipale" not in foreign.text


def test_by_the_hours_of_a_service(gateway: Gateway) -> None:
    answer = gateway.ask("La mairie est-elle ouverte ?", slug="port-clair", at="2026-11-24T10:00").json()
    assert answer["kind"] != "hours"
    assert answer["handoff"] is None


@pytest.mark.parametrize(
    "slug", ["..%2Fvalbrume", "VALBRUME", "valbrume%00", "valbrume'--", "port-clair,valbrume"]
)
def test_by_a_bent_name(gateway: Gateway, slug: str) -> None:
    assert gateway.ask(BEACH, slug=slug).status_code == 404
