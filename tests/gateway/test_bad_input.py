"""Whatever is sent, one French sentence says what to do; never a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.gateway.conftest import Gateway

QUESTIONS = "/api/v1/communes/valbrume/questions"
CHAT = "/v1/chat/completions"
PROBLEM = {"type", "title", "status", "detail", "code"}


def refused(response: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """The problem document of a refusal."""
    problem = dict(response.json())
    assert (response.status_code, problem["code"]) == (status, code), problem
    assert response.headers["content-type"] == "application/problem+json"
    assert set(problem) - {"retry_after"} == PROBLEM
    assert problem["status"] == status
    assert "Traceback" not in response.text
    return problem


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u200b"])
def test_an_empty_question(gateway: Gateway, text: str) -> None:
    refused(gateway.ask(text), 422, "question.empty")


def test_501_characters_are_one_too_many(gateway: Gateway) -> None:
    problem = refused(gateway.ask("a" * 501), 413, "question.too_long")
    assert "Raccourcissez" in problem["detail"]
    assert gateway.ask("rugby " * 83 + "oh").status_code == 200


@pytest.mark.parametrize("text", ["abc\x00def", "\x1b[31mrouge", "a\x7fb", "\ud800 bonjour", "??? !!!", "🙂"])
def test_what_is_not_a_text(gateway: Gateway, text: str) -> None:
    response = httpx.post(f"{gateway.url}{QUESTIONS}", content=_json(text), headers=_JSON)
    refused(response, 422, "question.not_text")


@pytest.mark.parametrize(
    "text",
    [
        "Zoé\u200b a un rugby ?",
        "👨\u200d👩\u200d👧 au rugby ?",
        "می\u200cخواهم",
        "rug\u00adby ?",
        "\ufeffrugby ?",
    ],
)
def test_invisible_joiners_are_part_of_a_text(gateway: Gateway, text: str) -> None:
    assert gateway.ask(text).status_code == 200


def test_a_commune_that_is_not_served(gateway: Gateway) -> None:
    refused(gateway.ask("Bonjour ?", slug="atlantis"), 404, "commune.unknown")
    refused(gateway.post(CHAT, _chat("Bonjour ?", model="atlantis")), 404, "commune.unknown")


@pytest.mark.parametrize(
    "body",
    [b'{"question": "bon', b"", b"\xff\xfe\x00\x01", b"question=bonjour", b"[" * 9000, b'{"question": NaN}'],
)
def test_malformed_json(gateway: Gateway, body: bytes) -> None:
    for door in (QUESTIONS, CHAT):
        response = httpx.post(f"{gateway.url}{door}", content=body, headers=_JSON)
        refused(response, 422, "request.malformed")


@pytest.mark.parametrize(
    "body",
    [
        {"question": 5},
        {"question": None},
        {"question": ["a"]},
        {"question": True},
        {},
        [],
        "text",
        {"question": "Bonjour ?", "language": "Français"},
        {"question": "Bonjour ?", "conversation_id": 7},
        {"question": "Bonjour ?", "conversation_id": "x" * 65},
        {"question": "Bonjour ?", "admin": True},
        {"question": "Bonjour ?", "at": "demain"},
    ],
)
def test_wrong_types(gateway: Gateway, body: Any) -> None:
    refused(gateway.post(QUESTIONS, body), 422, "request.malformed")


def test_a_field_named_in_half_a_character(gateway: Gateway) -> None:
    response = httpx.post(
        f"{gateway.url}{QUESTIONS}", content=b'{"question": "Bonjour ?", "\\ud800": 1}', headers=_JSON
    )
    refused(response, 422, "request.malformed")


def test_a_model_named_in_half_a_character(gateway: Gateway) -> None:
    body = b'{"model": "\\ud800", "messages": [{"role": "user", "content": "Bonjour ?"}]}'
    response = httpx.post(f"{gateway.url}{CHAT}", content=body, headers=_JSON)
    refused(response, 404, "commune.unknown")


def test_a_megabyte_is_refused_declared_or_not(gateway: Gateway) -> None:
    def undeclared() -> Iterator[bytes]:
        yield from (b"x" * 65536 for _ in range(16))

    for door in (QUESTIONS, CHAT):
        for content in (b"x" * 1_000_000, undeclared()):
            response = httpx.post(f"{gateway.url}{door}", content=content, headers=_JSON)
            refused(response, 413, "question.too_long")


def test_the_clock_is_not_everybodys(gateway: Gateway) -> None:
    body = {"question": "La mairie est-elle ouverte ?", "at": "2026-11-24T10:00"}
    refused(gateway.post(QUESTIONS, body), 422, "question.clock_refused")
    assert gateway.post(QUESTIONS, body, headers=gateway.administrator).status_code == 200


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "1789-07-14T12:00"])
def test_a_moment_of_another_age(gateway: Gateway, at: str) -> None:
    refused(gateway.ask("La mairie est-elle ouverte ?", at=at), 422, "question.clock_refused")


@pytest.mark.parametrize(("method", "path"), [("GET", QUESTIONS), ("PUT", CHAT), ("POST", "/livez")])
def test_a_door_used_the_wrong_way(gateway: Gateway, method: str, path: str) -> None:
    refused(httpx.request(method, f"{gateway.url}{path}"), 405, "request.method")


def test_a_path_that_does_not_exist(gateway: Gateway) -> None:
    refused(gateway.get("/api/v2/nothing"), 404, "page.unknown")


def test_what_nobody_foresaw_is_told_without_its_details(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_slug: str) -> None:
        raise RuntimeError("the secret inside")

    monkeypatch.setattr(gateway.rooms, "ladder", broken)
    response = gateway.ask("Bonjour ?")
    refused(response, 500, "gateway.unexpected")
    assert "secret" not in response.text


def _chat(text: str, model: str = "valbrume", **more: Any) -> dict[str, Any]:
    return {"model": model, "messages": [{"role": "user", "content": text}]} | more


_JSON = {"Content-Type": "application/json"}


def _json(text: str) -> bytes:
    """Any string as JSON, half characters too."""
    import json

    return json.dumps({"question": text}).encode()
