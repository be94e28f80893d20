"""The administrator's door to the documents."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from appliance.gateway.access import Access, local_token

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gateway.conftest import Gateway

DOCUMENTS = "/api/v1/communes/valbrume/documents"
MARKET = (
    "<!doctype html><html><body><h1>Marché</h1><p>Le marché se tient place de la Halle.</p></body></html>"
)


def handed_over(gateway: Gateway, *paths: str) -> list[dict[str, Any]]:
    """The lines of an ingestion."""
    response = gateway.post(DOCUMENTS, {"paths": list(paths)}, headers=gateway.administrator)
    assert response.status_code == 200
    return [json.loads(line) for line in response.text.splitlines()]


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Basic x"}, {"Authorization": "Bearer wrong"}])
def test_nobody_else_may_add_or_remove(gateway: Gateway, headers: dict[str, str]) -> None:
    before = gateway.rooms.shelf("valbrume").documents()
    added = gateway.post(DOCUMENTS, {"paths": ["/etc/passwd"]}, headers=headers)
    removed = httpx.delete(f"{gateway.url}/api/v1/documents/{before[0].document_id}", headers=headers)
    for response in (added, removed):
        assert (response.status_code, response.json()["code"]) == (401, "access.refused")
    assert gateway.rooms.shelf("valbrume").documents() == before


def test_a_document_is_added_answers_and_is_forgotten(gateway: Gateway, tmp_path: Path) -> None:
    page = tmp_path / "marche.html"
    page.write_text(MARKET, encoding="utf-8")
    lines = handed_over(gateway, str(page))
    outcome = lines[-1]["outcomes"][0]
    assert outcome["state"] == "indexed"
    assert [line["progress"]["step"] for line in lines[:-1]] == ["done", "embed"]
    gateway.engine.says("INCONNU")
    asked = "Sur quelle place se tient le marché de la Halle ?"
    assert gateway.ask(asked).json()["citations"][0]["file"] == "marche.html"
    forgotten = f"{gateway.url}/api/v1/documents/{outcome['document_id']}"
    assert httpx.delete(forgotten, headers=gateway.administrator).status_code == 204
    assert httpx.delete(forgotten, headers=gateway.administrator).json()["code"] == "document.unknown"
    cited = [citation["file"] for citation in gateway.ask(asked).json()["citations"]]
    assert "marche.html" not in cited


def test_a_broken_file_is_told_in_one_sentence(gateway: Gateway, tmp_path: Path) -> None:
    broken = tmp_path / "casse.pdf"
    broken.write_bytes(b"%PDF-1.7 but then nothing")
    outcome = handed_over(gateway, str(broken))[-1]["outcomes"][0]
    assert outcome["state"] in ("refused", "failed")
    assert outcome["sentence"]
    assert "Traceback" not in outcome["sentence"]
    gateway.rooms.pipeline.forget(outcome["document_id"])


def test_an_unknown_commune_is_told_before_anything_is_read(gateway: Gateway) -> None:
    path = "/api/v1/communes/atlantis/documents"
    assert gateway.post(path, {"paths": []}, headers=gateway.administrator).status_code == 404


def test_the_token_is_a_file_of_its_owner(tmp_path: Path) -> None:
    token = local_token(tmp_path)
    assert (tmp_path / "local.token").stat().st_mode & 0o077 == 0
    assert local_token(tmp_path) == token
    assert len(token) > 30


def test_a_token_that_was_never_written_opens_to_nobody(tmp_path: Path) -> None:
    (tmp_path / "local.token").touch()
    assert local_token(tmp_path)
    nobody = httpx.Request("GET", "http://h/")
    assert not Access("", accept_at=False).administrator(nobody)  # type: ignore[arg-type]
