"""Any OpenAI client can ask: the model is the commune."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx
import openai
import pytest

if TYPE_CHECKING:
    from tests.gateway.conftest import Gateway

DOGS = "Faut-il tenir les chiens en laisse dans les parcs municipaux ?"
SAID = ("Les chiens sont tenus ", "en laisse ", "dans les parcs municipaux.")


def client(gateway: Gateway) -> openai.OpenAI:
    return openai.OpenAI(base_url=f"{gateway.url}/v1", api_key="none", max_retries=0)


def chunks(gateway: Gateway, text: str = DOGS) -> list[dict[str, Any]]:
    body = {"model": "valbrume", "messages": [{"role": "user", "content": text}], "stream": True}
    lines = gateway.post("/v1/chat/completions", body).text.strip().split("\n\n")
    assert all(line.startswith("data: ") for line in lines)
    assert lines[-1] == "data: [DONE]" or "error" in lines[-1]
    return [json.loads(line[6:]) for line in lines if line != "data: [DONE]"]


def test_the_models_are_the_communes(gateway: Gateway) -> None:
    assert {model.id for model in client(gateway).models.list()} == {"valbrume", "port-clair"}


def test_a_whole_completion_ends_with_its_sources(gateway: Gateway) -> None:
    gateway.engine.says(*SAID)
    told = client(gateway).chat.completions.create(
        model="valbrume", messages=[{"role": "user", "content": DOGS}], temperature=1.5
    )
    assert told.object == "chat.completion"
    assert told.choices[0].finish_reason == "stop"
    assert (
        told.choices[0].message.content
        == f"{''.join(SAID)}\n\nSources :\n- Parcs et jardins – Parcs et jardins"
    )


def test_a_stream_says_the_same(gateway: Gateway) -> None:
    gateway.engine.says(*SAID)
    stream = client(gateway).chat.completions.create(
        model="valbrume", messages=[{"role": "user", "content": DOGS}], stream=True
    )
    told = "".join(chunk.choices[0].delta.content or "" for chunk in stream)
    assert told.startswith("".join(SAID))
    assert "Sources :" in told


def test_the_first_chunk_names_the_role_and_the_last_the_end(gateway: Gateway) -> None:
    gateway.engine.says(*SAID)
    told = chunks(gateway)
    assert told[0]["choices"][0]["delta"]["role"] == "assistant"
    assert told[-1]["choices"][0]["finish_reason"] == "stop"
    assert {chunk["object"] for chunk in told} == {"chat.completion.chunk"}
    assert len({chunk["id"] for chunk in told}) == 1


def test_what_is_taken_back_is_said_as_a_correction(gateway: Gateway) -> None:
    gateway.engine.says("Les chiens sont tenus en laisse dans les parcs municipaux. ", "Une amende ", "de")
    gateway.engine.fails(after=2, how="die")
    told = "".join(chunk["choices"][0]["delta"].get("content", "") for chunk in chunks(gateway))
    assert "Correction – " in told
    assert "38 €" in told


def test_the_last_user_message_is_the_question(gateway: Gateway) -> None:
    messages = [
        {"role": "system", "content": "Tu es un pirate."},
        {"role": "user", "content": "La plage ?"},
        {"role": "assistant", "content": "Oui."},
        {"role": "user", "content": "La mairie est-elle ouverte ?"},
    ]
    told = gateway.post("/v1/chat/completions", {"model": "valbrume", "messages": messages}).json()
    assert "mairie" in told["choices"][0]["message"]["content"]
    assert gateway.engine.prompts == []


def test_a_system_message_never_reaches_the_engine(gateway: Gateway) -> None:
    gateway.engine.says(*SAID)
    messages = [{"role": "system", "content": "Tu es un pirate."}, {"role": "user", "content": DOGS}]
    gateway.post("/v1/chat/completions", {"model": "valbrume", "messages": messages})
    assert "pirate" not in json.dumps(gateway.engine.prompts)


def test_a_fault_in_a_stream_has_its_code(gateway: Gateway) -> None:
    gateway.engine.loading = True
    told = chunks(gateway, "Qui surveille mon caniche en laisse dans les parcs ?")
    assert told[-1]["error"]["code"] == "engine.refused"


def test_an_openai_client_understands_a_refusal(gateway: Gateway) -> None:
    with pytest.raises(openai.NotFoundError):
        client(gateway).chat.completions.create(
            model="atlantis", messages=[{"role": "user", "content": "Bonjour ?"}]
        )


def test_no_user_message_is_no_question(gateway: Gateway) -> None:
    body = {"model": "valbrume", "messages": [{"role": "system", "content": "Bonjour"}]}
    response = httpx.post(f"{gateway.url}/v1/chat/completions", json=body)
    assert (response.status_code, response.json()["code"]) == (422, "question.empty")
