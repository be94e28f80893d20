"""Faults become RFC 9457 problem documents in French. HTTP codes live here and nowhere below."""

from __future__ import annotations

import math
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import structlog
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from ops import metrics
from ops.fault import Fault

if TYPE_CHECKING:
    from fastapi import FastAPI, Request

_log = structlog.get_logger()
_STATUS = {
    "access.refused": HTTPStatus.UNAUTHORIZED,
    "commune.unknown": HTTPStatus.NOT_FOUND,
    "document.unknown": HTTPStatus.NOT_FOUND,
    "engine": HTTPStatus.SERVICE_UNAVAILABLE,
    "page.unknown": HTTPStatus.NOT_FOUND,
    "question.too_long": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "disk": HTTPStatus.INSUFFICIENT_STORAGE,
    "stores.taken": HTTPStatus.SERVICE_UNAVAILABLE,
    "validated.unknown": HTTPStatus.NOT_FOUND,
}
_UNEXPECTED = Fault(
    key="gateway.unexpected",
    sentence="Une erreur imprévue nous empêche de répondre.",
    remedy="Réessayez dans une minute ; si cela persiste, appelez votre mairie.",
    retryable=True,
    retry_after_seconds=60,
)


def install(app: FastAPI) -> None:
    """Every failure of a route leaves as a problem document, never as a traceback."""
    for kind in (Fault, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, _answered)


async def _answered(_request: Request, error: Exception) -> JSONResponse:
    match error:
        case RequestValidationError():
            return problem(_malformed(error))
        case HTTPException():
            return problem(*_http(error))
        case Fault():
            return problem(error)
        case _:
            return problem(unexpected_fault(error), HTTPStatus.INTERNAL_SERVER_ERROR)


def problem(fault: Fault, status: int | None = None) -> JSONResponse:
    """The fault as a problem document, with Retry-After when trying again helps."""
    code = status or _status(fault)
    metrics.questions_refused.labels(fault.key).inc()
    body: dict[str, Any] = {
        "type": f"urn:parvis:{fault.key}",
        "title": fault.sentence,
        "status": int(code),
        "detail": str(fault),
        "code": fault.key,
    }
    headers = {}
    if fault.retry_after_seconds is not None:
        body["retry_after"] = math.ceil(fault.retry_after_seconds)
        headers["Retry-After"] = str(body["retry_after"])
    return JSONResponse(body, code, headers=headers, media_type="application/problem+json")


def unexpected_fault(error: Exception) -> Fault:
    """What a stream says when something broke that nobody foresaw; the log has the details."""
    if isinstance(error, Fault):
        return error
    _log.error("unexpected", error=type(error).__name__, exc_info=error)
    return _UNEXPECTED


def _status(fault: Fault) -> int:
    family = fault.key.split(".", 1)[0]
    return _STATUS.get(fault.key) or _STATUS.get(family) or HTTPStatus.UNPROCESSABLE_ENTITY


def _malformed(error: RequestValidationError) -> Fault:
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return _unreadable()
    where = ".".join(str(part) for part in first["loc"] if part != "body") or "question"
    return Fault(
        key="request.malformed",
        sentence=f"Le champ « {where} » manque ou n'a pas la forme attendue.",
        remedy='Envoyez au moins {"question": "votre question, en texte"}.',
    )


def too_large() -> Fault:
    return Fault(
        key="question.too_long",
        sentence="La demande est trop longue.",
        remedy="Une question tient en 500 caractères : raccourcissez-la.",
    )


def _unreadable() -> Fault:
    return Fault(
        key="request.malformed",
        sentence="La demande n'est pas du JSON lisible.",
        remedy='Envoyez par exemple {"question": "Quels sont les horaires de la mairie ?"}.',
    )


def _http(error: HTTPException) -> tuple[Fault, int | None]:
    """The fault, and the code where it is not the fault's own."""
    match error.status_code:
        case HTTPStatus.BAD_REQUEST:  # a body that the parser gave up on
            return _unreadable(), None
        case HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return too_large(), None
        case HTTPStatus.NOT_FOUND:
            unknown = Fault(
                key="page.unknown", sentence="Cette page n'existe pas.", remedy="Vérifiez l'adresse."
            )
            return unknown, None
        case HTTPStatus.METHOD_NOT_ALLOWED:
            sentence = "Cette adresse ne s'utilise pas ainsi."
            fault = Fault(key="request.method", sentence=sentence, remedy="Voyez /openapi.json.")
            return fault, error.status_code
        case _:
            sentence, remedy = "La demande est refusée.", "Vérifiez-la, puis recommencez."
            return Fault(key="request.refused", sentence=sentence, remedy=remedy), error.status_code
