"""Files sent to the door of the documents, and files dropped in a folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx

from tests.fake_engine import eventually

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gateway.conftest import Gateway

FILES = "/api/v1/communes/valbrume/documents/files"


def page(title: str, text: str) -> bytes:
    return f"<!doctype html><html><body><h1>{title}</h1><p>{text}</p></body></html>".encode()


def sent(gateway: Gateway, *files: tuple[str, bytes]) -> list[dict[str, Any]]:
    """The outcomes of one upload."""
    form = [("fichier", file) for file in files]
    response = httpx.post(f"{gateway.url}{FILES}", files=form, headers=gateway.administrator, timeout=60)
    assert response.status_code == 200
    return list(json.loads(response.text.splitlines()[-1])["outcomes"])


def forget(gateway: Gateway, document_id: str) -> None:
    httpx.delete(f"{gateway.url}/api/v1/documents/{document_id}", headers=gateway.administrator)


def test_sent_files_are_taken_in_under_their_names(gateway: Gateway) -> None:
    text = "Le ramassage des sapins a lieu place de la Halle."
    outcomes = sent(gateway, ("sapins.html", page("Sapins", text)), ("rien.pdf", b""))
    assert [(o["file"], o["state"]) for o in outcomes] == [
        ("rien.pdf", "refused"),
        ("sapins.html", "indexed"),
    ]
    assert not list(gateway.rooms.settings.run_folder.glob("incoming-*"))
    for outcome in outcomes:
        forget(gateway, outcome["document_id"])


def test_a_file_sent_again_replaces_what_it_said(gateway: Gateway) -> None:
    first = sent(gateway, ("sapins.html", page("Sapins", "Le ramassage a lieu en janvier.")))[0]
    second = sent(gateway, ("sapins.html", page("Sapins", "Le ramassage a lieu en février.")))[0]
    assert first["document_id"] == second["document_id"]
    told = gateway.rooms.shelf("valbrume").document_passages(second["document_id"])
    assert [passage.text for passage in told] == ["Le ramassage a lieu en février."]
    forget(gateway, second["document_id"])


def test_a_name_is_never_a_path(gateway: Gateway, tmp_path: Path) -> None:
    outcome = sent(gateway, ("../../../../tmp/evasion.html", page("Évasion", "Un texte ordinaire.")))[0]
    assert outcome["file"] == "evasion.html"
    assert outcome["state"] == "indexed"
    forget(gateway, outcome["document_id"])


def test_nobody_else_may_send_and_nothing_is_kept(gateway: Gateway) -> None:
    response = httpx.post(f"{gateway.url}{FILES}", files={"a": ("a.html", b"x" * 200_000)})
    assert (response.status_code, response.json()["code"]) == (401, "access.refused")
    assert not list(gateway.rooms.settings.run_folder.glob("incoming-*"))


def test_a_form_without_a_file_is_told_so(gateway: Gateway) -> None:
    for form in ({"data": {"a": "b"}}, {"content": b"not a form"}):
        response = httpx.post(f"{gateway.url}{FILES}", headers=gateway.administrator, **form)
        assert (response.status_code, response.json()["code"]) == (422, "request.no_file")


def test_what_is_dropped_is_taken_in_by_itself(gateway: Gateway) -> None:
    dropped = gateway.rooms.settings.home / "inbox" / "valbrume" / "brocante.html"
    assert eventually(dropped.parent.is_dir, seconds=20)
    dropped.write_bytes(page("Brocante", "La brocante a lieu sous la halle."))
    shelf = gateway.rooms.shelf("valbrume")

    def held() -> list[str]:
        return [d.document_id for d in shelf.documents() if d.file == "brocante.html" and d.passages]

    assert eventually(lambda: bool(held()), seconds=30)
    dropped.unlink()
    forget(gateway, held()[0])
