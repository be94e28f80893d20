"""The door of the peer: the engine as it streams, the embedding in OpenAI's shape, and nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx
import numpy as np
import pytest

from benchmarks.compare.door import Door, Vectors
from tests.benchmarks.compare.serving import served
from tests.fake_engine import serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.fake_engine import FakeEngine


class Roles(Vectors):
    """Tells which side each text was taken for."""

    def of(self, texts: Sequence[str], role: str) -> list[list[float]]:
        return [[float(role == "query"), float(len(text))] for text in texts]


class CountedEncoder:
    def __init__(self) -> None:
        self.computed: list[str] = []

    def passages(self, texts: Sequence[str]) -> Any:
        self.computed += texts
        return np.ones((len(texts), 2), dtype=np.float32)


@pytest.fixture
def door(engine: FakeEngine) -> Iterator[str]:
    with served(Door(engine.address, Roles()).app()) as url:
        yield url


def test_the_engine_streams_through_with_a_cache_of_its_own(door: str, engine: FakeEngine) -> None:
    engine.says("Oui, ", "à 9 h.")
    body = {"model": "parvis", "messages": [{"role": "user", "content": "Quand ?"}], "stream": True}
    told = httpx.post(f"{door}/tuned/v1/chat/completions", json=body)
    assert told.headers["content-type"].startswith("text/event-stream")
    lines = [line.removeprefix("data: ") for line in told.text.split("\n\n") if line.startswith("data: {")]
    pieces = [choice["delta"]["content"] for line in lines for choice in json.loads(line)["choices"]]
    assert pieces == ["Oui, ", "à 9 h."]
    assert engine.prompts[0]["messages"] == body["messages"]
    assert engine.prompts[0]["cache_salt"] == "peer-tuned"
    assert httpx.get(f"{door}/tuned/calls").json() == {"chat": 1}
    assert httpx.get(f"{door}/default/calls").json() == {}
    assert "temperature" not in engine.prompts[0]


@pytest.mark.parametrize(("named", "drawn"), [({}, 0.7), ({"temperature": 0}, 0)])
def test_who_names_no_temperature_gets_the_publishers(
    engine: FakeEngine, named: dict[str, Any], drawn: float
) -> None:
    with served(Door(engine.address, Roles(), {"temperature": 0.7, "top_k": 20}).app()) as url:
        httpx.post(f"{url}/default/v1/chat/completions", json={"model": "parvis", "messages": []} | named)
    (asked,) = engine.prompts
    assert asked["temperature"] == drawn
    assert ("top_k" in asked) is (not named)


def test_the_engine_may_stand_behind_a_socket_file(tmp_path: Path, engine: FakeEngine) -> None:
    with (
        serving(engine, tmp_path / "engine.sock") as behind,
        served(Door(behind.address, Roles()).app()) as url,
    ):
        assert httpx.get(f"{url}/default/v1/models").json()["data"] == [{"id": "parvis"}]


@pytest.mark.parametrize(("role", "query"), [("query", 1.0), ("passage", 0.0)])
def test_embeddings_have_the_shape_of_openai_and_the_role_asked(door: str, role: str, query: float) -> None:
    body = {"input": ["un", "deux"], "model": "any", "role": role}
    told = httpx.post(f"{door}/tuned/v1/embeddings", json=body).json()
    assert told["object"] == "list"
    assert [(one["index"], one["embedding"]) for one in told["data"]] == [
        (0, [query, 2.0]),
        (1, [query, 4.0]),
    ]


def test_one_text_alone_is_a_passage(door: str) -> None:
    told = httpx.post(f"{door}/tuned/v1/embeddings", json={"input": "un", "model": "any"}).json()
    assert told["data"][0]["embedding"] == [0.0, 2.0]


def test_a_passage_is_computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors, encoder = Vectors(), CountedEncoder()
    monkeypatch.setitem(vectors.__dict__, "_encoder", encoder)
    assert vectors.of(["a", "b", "a"], "passage") == [[1.0, 1.0]] * 3
    vectors.of(["b", "c"], "passage")
    assert encoder.computed == ["a", "b", "c"]


@pytest.mark.parametrize("path", ["/tuned/v1/completions", "/v1/models", "/"])
def test_another_path_is_refused_in_one_sentence(door: str, path: str) -> None:
    told = httpx.get(f"{door}{path}")
    assert told.status_code == 404
    assert told.json()["error"]["message"] == f"Cette porte ne connaît pas {path}."


def test_a_side_that_the_model_does_not_have_is_refused(door: str) -> None:
    told = httpx.post(f"{door}/tuned/v1/embeddings", json={"input": ["un"], "role": "clustering"})
    assert told.status_code == 400
    assert "clustering" in told.json()["error"]["message"]
