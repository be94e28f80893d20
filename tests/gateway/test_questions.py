"""The citizens' door: a question in, an answer out, whole or streamed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from tests.gateway.conftest import Gateway

DOGS = "Faut-il tenir les chiens en laisse dans les parcs municipaux ?"
DOGS_VAGUELY = "Comment dresser mon caniche, en laisse, dans les parcs ?"
ANSWER = {
    *("answer_id", "answer", "kind", "citations", "conflict", "follow_up", "handoff", "first_text_seconds"),
    *("seconds", "commune", "model", "index_version"),
}
CITATION = {
    *("document_id", "title", "file", "locator", "passage", "url", "in_force_from", "in_force_until"),
}


def streamed(gateway: Gateway, text: str, slug: str = "valbrume") -> list[tuple[str, Any]]:
    """The events of one answer: name and data."""
    path, accept = f"{gateway.url}/api/v1/communes/{slug}/questions", {"Accept": "text/event-stream"}
    with httpx.stream("POST", path, json={"question": text}, headers=accept, timeout=10) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        blocks = "".join(response.iter_text()).strip().split("\n\n")
    events = [dict(line.split(": ", 1) for line in block.splitlines()) for block in blocks]
    return [(event["event"], json.loads(event["data"])) for event in events]


def test_the_answer_is_the_object_of_the_contract(gateway: Gateway) -> None:
    gateway.engine.says("Les chiens sont tenus en laisse ", "dans les parcs municipaux.")
    response = gateway.ask(DOGS)
    answer = response.json()
    assert response.status_code == 200
    assert set(answer) == ANSWER
    assert answer["kind"] == "generated"
    assert answer["answer"] == "Les chiens sont tenus en laisse dans les parcs municipaux."
    assert set(answer["citations"][0]) == CITATION
    assert answer["commune"] == "valbrume"
    assert answer["model"]


def test_a_computed_answer_has_the_same_shape(gateway: Gateway) -> None:
    answer = gateway.ask("La mairie est-elle ouverte ?", at="2026-11-24T10:00").json()
    assert set(answer) == ANSWER
    assert answer["kind"] == "hours"
    assert "12 h" in answer["answer"]


def test_a_declined_answer_hands_over_to_the_town_hall(gateway: Gateway) -> None:
    answer = gateway.ask("Qui a gagné la coupe du monde de rugby ?", at="2026-11-24T10:00").json()
    assert answer["kind"] == "declined"
    assert set(answer["handoff"]) == {"service", "phone", "email", "opens"}
    assert answer["handoff"]["phone"] == "03 53 01 24 10"


def test_events_come_in_order_and_end_with_the_whole(gateway: Gateway) -> None:
    gateway.engine.says("Les chiens sont tenus ", "en laisse ", "dans les parcs municipaux.")
    events = streamed(gateway, DOGS)
    names = [name for name, _ in events]
    assert names[:2] == ["status", "status"]
    assert names[-2:] == ["citations", "done"]
    assert set(names[2:-2]) == {"text"}
    assert set(events[-1][1]) == ANSWER
    assert "".join(data["text"] for name, data in events if name == "text") == events[-1][1]["answer"]
    assert events[-2][1]["citations"] == events[-1][1]["citations"]


def test_what_the_guard_refuses_is_never_shown(gateway: Gateway) -> None:
    gateway.engine.says("Les chiens sont tenus en laisse, ", "sous peine de ", "135", " €.")
    assert "135" not in json.dumps(streamed(gateway, DOGS), ensure_ascii=False)


def test_half_an_answer_is_replaced_by_a_whole_one(gateway: Gateway) -> None:
    gateway.engine.says("Les chiens sont tenus en laisse dans les parcs municipaux. ", "Une amende ", "de")
    gateway.engine.fails(after=2, how="die")
    events = dict(streamed(gateway, DOGS))
    assert events["replace"]["text"] == events["done"]["answer"]


def test_a_fault_in_a_stream_is_an_event_that_says_when_to_come_back(gateway: Gateway) -> None:
    gateway.engine.loading = True
    name, data = streamed(gateway, DOGS_VAGUELY)[-1]
    assert name == "fault"
    assert set(data) == {"code", "message", "retry_after"}
    assert data["code"] == "engine.refused"


def test_without_the_engine_the_json_door_says_503_and_when(gateway: Gateway) -> None:
    gateway.engine.loading = True
    response = gateway.ask(DOGS_VAGUELY)
    assert response.status_code == 503
    assert response.json()["retry_after"] == 30
    assert response.headers["retry-after"] == "30"


def test_without_the_engine_hours_and_passages_answer(gateway: Gateway) -> None:
    gateway.engine.loading = True
    assert gateway.ask("La mairie est-elle ouverte ?").json()["kind"] == "hours"
    assert gateway.ask(DOGS).json()["kind"] == "quoted"


def test_a_stream_is_not_kept_by_proxies(gateway: Gateway) -> None:
    path, accept = "/api/v1/communes/valbrume/questions", {"Accept": "text/event-stream"}
    headers = gateway.post(path, {"question": DOGS}, headers=accept).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-accel-buffering"] == "no"
