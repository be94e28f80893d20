"""The engine without a model keeps its pace, reads a beginning only once, and copies what answers."""

from __future__ import annotations

import json
from typing import Any

from starlette.testclient import TestClient

from benchmarks.stub_engine import UNKNOWN, Pace, StubEngine

EXTRACTS = (
    "<extraits>\n[1] Chiens – p. 1\nLes chiens sont tenus en laisse. L'amende est de 38 €.\n\n"
    "[2] Plage – p. 2\nLa plage ferme à 20 h.\n</extraits>\n\nQuestion : "
)


def answered(client: TestClient, question: str) -> tuple[str, dict[str, Any]]:
    """The text, and what the engine says it read."""
    messages = [
        {"role": "system", "content": "Réponds. " * 40},
        {"role": "user", "content": EXTRACTS + question},
    ]
    body = {"messages": messages, "max_tokens": 60}
    lines = client.post("/v1/chat/completions", json=body).text.split("\n\n")
    chunks = [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: {")]
    text = "".join(choice["delta"]["content"] for chunk in chunks for choice in chunk["choices"])
    return text, chunks[-1]["usage"]


def client() -> TestClient:
    return TestClient(StubEngine(Pace(reads=1e6, writes=1e6)).app())


def test_it_copies_the_sentence_that_answers() -> None:
    assert answered(client(), "Quelle amende ?")[0] == "L'amende est de 38 €."
    assert answered(client(), "Et le rugby ?")[0] == UNKNOWN


def test_what_was_read_before_is_not_read_again() -> None:
    engine = client()
    first, again = answered(engine, "Quelle amende ?")[1], answered(engine, "Quelle plage ferme ?")[1]
    assert first["prompt_tokens_details"]["cached_tokens"] == 0
    assert 100 < again["prompt_tokens_details"]["cached_tokens"] < again["prompt_tokens"]
