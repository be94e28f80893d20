"""A citizen who leaves frees the engine at once, whatever the door."""

from __future__ import annotations

import json
import socket
import time
from typing import TYPE_CHECKING, Any

import pytest

from ops import metrics
from tests.fake_engine import eventually

if TYPE_CHECKING:
    from tests.gateway.conftest import Gateway

DOGS = "Faut-il tenir les chiens en laisse dans les parcs municipaux ?"
QUESTIONS = "/api/v1/communes/valbrume/questions"
CHAT = "/v1/chat/completions"
ASKED = {"question": DOGS}
CHATTED = {"model": "valbrume", "messages": [{"role": "user", "content": DOGS}]}
WORDS = ["Les ", "chiens ", "sont ", "tenus ", "en ", "laisse "] + ["toujours "] * 200
SILENT_DOORS = [
    pytest.param(QUESTIONS, ASKED, "application/json", id="json"),
    pytest.param(QUESTIONS, ASKED, "text/event-stream", id="sse"),
    pytest.param(CHAT, CHATTED, "application/json", id="openai"),
    pytest.param(CHAT, CHATTED | {"stream": True}, "application/json", id="openai-stream"),
]


def connected(gateway: Gateway, path: str, body: dict[str, Any], accept: str) -> socket.socket:
    """A client who has just sent its question."""
    content = json.dumps(body).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: h\r\nAccept: {accept}\r\nContent-Type: application/json\r\n"
    client = socket.create_connection(("127.0.0.1", gateway.port), timeout=5)
    client.sendall(f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content)
    return client


def free() -> bool:
    return metrics.engine_running._value.get() == 0 and metrics.engine_queue._value.get() == 0


def assert_cancelled_within_a_second(gateway: Gateway, client: socket.socket) -> None:
    left_at = time.monotonic()
    client.close()
    assert eventually(lambda: gateway.engine.cancelled == 1, seconds=1.0)
    assert gateway.engine.cancelled_at - left_at < 1.0
    assert eventually(free, seconds=0.5)


@pytest.mark.parametrize(("path", "body", "accept"), SILENT_DOORS)
def test_before_the_engine_has_said_a_word(
    gateway: Gateway, path: str, body: dict[str, Any], accept: str
) -> None:
    gateway.engine.fails(after=0, how="hang")
    client = connected(gateway, path, body, accept)
    assert eventually(lambda: gateway.engine.running == 1)
    assert_cancelled_within_a_second(gateway, client)


@pytest.mark.parametrize(("path", "body", "accept"), SILENT_DOORS)
def test_in_the_middle_of_the_text(gateway: Gateway, path: str, body: dict[str, Any], accept: str) -> None:
    gateway.engine.says(*WORDS, delay=0.02)
    client = connected(gateway, path, body, accept)
    assert eventually(lambda: gateway.engine.running == 1)
    time.sleep(0.3)
    assert_cancelled_within_a_second(gateway, client)


def test_one_who_waits_in_the_queue_leaves_it(gateway: Gateway) -> None:
    gateway.engine.fails(after=0, how="hang")
    slots = 4
    asked = [{"question": f"{DOGS} Article {number}"} for number in range(slots + 1)]
    clients = [connected(gateway, QUESTIONS, body, "text/event-stream") for body in asked[:slots]]
    assert eventually(lambda: gateway.engine.running == slots)
    waiting = connected(gateway, QUESTIONS, asked[slots], "text/event-stream")
    assert eventually(lambda: metrics.engine_queue._value.get() == 1)
    waiting.close()
    assert eventually(lambda: metrics.engine_queue._value.get() == 0)
    assert gateway.engine.running == slots
    for client in clients:
        client.close()
    assert eventually(lambda: gateway.engine.cancelled == slots)
    assert eventually(free)


def test_leaving_is_not_an_error(gateway: Gateway, capfd: pytest.CaptureFixture[str]) -> None:
    gateway.engine.says(*WORDS, delay=0.02)
    client = connected(gateway, QUESTIONS, ASKED, "text/event-stream")
    assert eventually(lambda: gateway.engine.running == 1)
    client.close()
    assert eventually(lambda: gateway.engine.cancelled == 1)
    time.sleep(0.2)
    assert "Traceback" not in capfd.readouterr().err
