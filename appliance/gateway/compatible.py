"""The OpenAI-compatible door: the model is the commune's slug, the last user message the question."""

from __future__ import annotations

import json
import time
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict
from starlette.responses import Response

from appliance.gateway.faults import unexpected_fault
from appliance.gateway.questions import asked, observed, whole
from appliance.gateway.streaming import ClientGone, until_gone
from inference.events import Done, Replace, Text
from inference.question import MAX_QUESTION_CHARACTERS
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from appliance.assembly import Assembly
    from inference.events import Event
    from inference.question import Answer, Citation


_REMEMBERED = 5  # earlier questions: a conversation leans on its last ones


class ChatMessage(BaseModel):
    """One turn; only texts are read."""

    role: Literal["system", "developer", "user", "assistant"]
    content: str


class ChatForm(BaseModel):
    """A chat request. Sampling parameters are accepted and not used: answers are never random."""

    model_config = ConfigDict(extra="ignore")

    model: str
    messages: list[ChatMessage]
    stream: bool = False


def compatible_router(assembly: Assembly) -> APIRouter:
    """`/v1/models` and `/v1/chat/completions`."""
    router = APIRouter(prefix="/v1", tags=["openai"])

    @router.get("/models", summary="Les communes servies, comme des modèles")
    async def models() -> dict[str, Any]:
        served = [
            {"id": commune.slug, "object": "model", "owned_by": "parvis"}
            for commune in assembly.communes.list()
        ]
        return {"object": "list", "data": served}

    @router.post(
        "/chat/completions", summary="Poser une question, à la manière d'OpenAI", response_model=None
    )
    async def complete(form: ChatForm, request: Request) -> Response | dict[str, Any]:
        *earlier, last = _questions(form.messages)
        question = replace(asked(last, form.model), earlier=tuple(earlier[-_REMEMBERED:]))
        events = until_gone(request, observed(assembly.ladder(form.model).climb(question)))
        if form.stream:
            return StreamingResponse(_chunks(events, form.model), media_type="text/event-stream")
        try:
            return _completion(await whole(events), form.model)
        except ClientGone:
            return Response(status_code=499)

    return router


def _questions(messages: Sequence[ChatMessage]) -> list[str]:
    """What the user said, oldest first; at least one. The assistant's own words are never read again."""
    said = [message.content for message in messages if message.role == "user"]
    if not said:
        raise Fault(
            key="question.empty", sentence="La question est vide.", remedy="Ajoutez un message « user »."
        )
    return [text[:MAX_QUESTION_CHARACTERS] for text in said[:-1] if text.strip()] + said[-1:]


async def _chunks(events: AsyncGenerator[Event], model: str) -> AsyncGenerator[str]:
    head = {
        "id": f"chatcmpl-{uuid.uuid4().hex}",
        "object": "chat.completion.chunk",
        "created": int(time.time()),
    }
    chunk = Chunk(head | {"model": model})
    yield chunk.of({"role": "assistant", "content": ""})
    try:
        async for event in events:
            if text := _said(event):
                yield chunk.of({"content": text})
    except ClientGone:
        return
    except Exception as error:  # noqa: BLE001 - the stream has begun: its reader learns it in the stream
        fault = unexpected_fault(error)
        yield chunk.fault(fault)
        return
    yield chunk.of({}, finish="stop")
    yield "data: [DONE]\n\n"


class Chunk:
    """The events of one streamed completion."""

    def __init__(self, head: dict[str, Any]) -> None:
        self._head = head

    def of(self, delta: dict[str, str], finish: str | None = None) -> str:
        return self._event(self._head | {"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]})

    def fault(self, fault: Fault) -> str:
        return self._event({"error": {"message": str(fault), "type": "server_error", "code": fault.key}})

    def _event(self, body: dict[str, Any]) -> str:
        return f"data: {json.dumps(body, ensure_ascii=False)}\n\n"


def _said(event: Event) -> str:
    """This protocol cannot take text back: a correction is said as one."""
    match event:
        case Text(text):
            return text
        case Replace(text):
            return f"\n\nCorrection – {text}"
        case Done(answer):
            return _sources(answer.citations)
        case _:
            return ""


def _sources(citations: Sequence[Citation]) -> str:
    if not citations:
        return ""
    lines = "\n".join(f"- {citation.title} – {citation.locator}" for citation in citations)
    return f"\n\nSources :\n{lines}"


def _completion(answer: Answer, model: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": answer.text + _sources(answer.citations)}
    return {
        "id": f"chatcmpl-{answer.answer_id}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": model,
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
    }
