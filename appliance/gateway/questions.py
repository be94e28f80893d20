"""The citizens' door: a question in, an answer out, whole or streamed."""

from __future__ import annotations

import json
import math
import time
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from unicodedata import category
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, StreamingResponse
from fastapi.sse import format_sse_event
from starlette.responses import Response

from appliance.gateway.faults import unexpected_fault
from appliance.gateway.forms import AnswerForm, CitationForm, QuestionForm, answer_form, traced_form
from appliance.gateway.streaming import ClientGone, until_gone
from inference.events import Done, Replace, Sources, Status, Text
from inference.language import detect
from inference.pace import PROMISED_SECONDS
from inference.question import MAX_QUESTION_CHARACTERS, Question
from ops import metrics
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from appliance.assembly import Assembly
    from appliance.gateway.access import Access
    from inference.events import Event
    from inference.question import Answer, Citation

PARIS = ZoneInfo("Europe/Paris")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_NOT_TEXT = ("Cc", "Cs")  # Unicode categories: control characters, halves of characters
_CLIENT_CLOSED_REQUEST = 499
_STREAM_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def questions_router(assembly: Assembly, access: Access) -> APIRouter:
    """`POST /api/v1/communes/{slug}/questions`, as JSON or as server-sent events."""
    router = APIRouter(prefix="/api/v1/communes/{slug}", tags=["questions"])

    @router.post("/questions", response_model=AnswerForm, summary="Poser une question à la commune")
    async def ask(slug: str, form: QuestionForm, request: Request) -> Response | AnswerForm:
        at = access.clock(request, form.at)
        question = asked(form.question, slug, at, form.conversation_id, form.language, plain=form.plain)
        question = replace(question, anew=access.anew(request))
        events = until_gone(request, observed(assembly.ladder(slug).climb(question)))
        if "text/event-stream" in request.headers.get("accept", ""):
            return StreamingResponse(
                _streamed(events), media_type="text/event-stream", headers=_STREAM_HEADERS
            )
        try:
            answer = await whole(events)
        except ClientGone:
            return Response(status_code=_CLIENT_CLOSED_REQUEST)
        if access.traced(request):
            return JSONResponse(traced_form(answer).model_dump(mode="json"))
        return answer_form(answer)

    return router


def asked(
    text: str,
    slug: str,
    at: datetime | None = None,
    conversation: str | None = None,
    language: str | None = None,
    *,
    plain: bool = False,
) -> Question:
    """A question that may be answered. Raises Fault when it is empty, too long, or not a text.

    language: the declared one, if any.
    """
    words = _visible(text)
    if not words:
        raise Fault(key="question.empty", sentence="La question est vide.", remedy="Écrivez votre question.")
    if len(words) > MAX_QUESTION_CHARACTERS:
        raise Fault(
            key="question.too_long",
            sentence=f"La question dépasse {MAX_QUESTION_CHARACTERS} caractères.",
            remedy="Raccourcissez-la, ou posez plusieurs questions l'une après l'autre.",
        )
    if any(category(letter) in _NOT_TEXT for letter in words) or not any(map(str.isalnum, words)):
        raise Fault(
            key="question.not_text",
            sentence="La question n'est pas un texte lisible.",
            remedy="Écrivez-la avec des mots.",
        )
    moment = at or datetime.now(PARIS)
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise Fault(
            key="question.clock_refused",
            sentence="La date de la question est trop lointaine.",
            remedy=f"Choisissez une date entre {_FIRST_YEAR} et {_LAST_YEAR}.",
        )
    local = moment.astimezone(PARIS) if moment.tzinfo else moment.replace(tzinfo=PARIS)
    return Question(words, slug, local, detect(words, language), conversation or "", plain)


def _visible(text: str) -> str:
    """Without what is pasted unseen (zero-width spaces, joiners, direction marks), one space at most."""
    return " ".join("".join(letter for letter in text if category(letter) != "Cf").split())


async def observed(events: AsyncGenerator[Event]) -> AsyncGenerator[Event]:
    """The events, counted as they pass; and the questions that end without an answer."""
    started = time.perf_counter()
    answered = failed = False
    try:
        async with aclosing(events):
            async for event in events:
                if isinstance(event, Done):
                    answered = True
                    _count(event.answer)
                yield event
    except Exception:
        failed = True
        raise
    finally:
        if not answered:
            late = time.perf_counter() - started > PROMISED_SECONDS
            left = "left_late" if late else "left_in_time"
            metrics.unanswered.labels("failed" if failed else left).inc()


def _count(answer: Answer) -> None:
    kind = answer.kind.value
    metrics.answers.labels(kind).inc()
    metrics.answer_seconds.labels(kind).observe(answer.seconds)
    metrics.first_text_seconds.labels(kind).observe(answer.first_text_seconds)


async def whole(events: AsyncGenerator[Event]) -> Answer:
    """The answer that the events end with, for a door that does not stream."""
    async for event in events:
        if isinstance(event, Done):
            return event.answer
    raise RuntimeError("the ladder ended without an answer")


async def _streamed(events: AsyncGenerator[Event]) -> AsyncGenerator[bytes]:
    try:
        async for event in events:
            name, data = _as_sse(event)
            yield format_sse_event(event=name, data_str=json.dumps(data, ensure_ascii=False))
    except ClientGone:
        return
    except Exception as error:  # noqa: BLE001 - the stream has begun: its reader learns it in the stream
        yield format_sse_event(event="fault", data_str=json.dumps(_as_fault(error), ensure_ascii=False))


def _as_sse(event: Event) -> tuple[str, Any]:
    match event:
        case Status(stage):
            return "status", {"stage": stage}
        case Text(text):
            return "text", {"text": text}
        case Replace(text):
            return "replace", {"text": text}
        case Sources(citations):
            return "citations", {"citations": [_plain(citation) for citation in citations]}
        case Done(answer):
            return "done", answer_form(answer).model_dump(mode="json")


def _plain(citation: Citation) -> dict[str, Any]:
    return CitationForm.model_validate(citation, from_attributes=True).model_dump(mode="json")


def _as_fault(error: Exception) -> dict[str, Any]:
    fault = unexpected_fault(error)
    told: dict[str, Any] = {"code": fault.key, "message": str(fault)}
    if fault.retry_after_seconds is not None:
        told["retry_after"] = math.ceil(fault.retry_after_seconds)
    return told
