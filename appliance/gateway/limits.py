"""Requests that are too large never reach a route."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import HTTPException

from appliance.gateway.faults import problem, too_large

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_BYTES = 64 * 1024
MAX_UPLOAD_BYTES = 1_000_000_000
_UPLOADS = re.compile(r"/api/v1/communes/[^/]+/documents/files")


class _TooLarge(HTTPException):
    """The body went past the limit while it was read: told as it is, whoever reads it."""

    def __init__(self) -> None:
        super().__init__(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


class LimitedBody:
    """Answers 413 to a body over the limit, declared or not, without keeping it in memory."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        limit = MAX_UPLOAD_BYTES if _UPLOADS.fullmatch(scope["path"]) else MAX_BODY_BYTES
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > limit:
                raise _TooLarge
            return message

        try:
            if declared.isdigit() and int(declared) > limit:
                raise _TooLarge
            await self._app(scope, counted, send)
        except _TooLarge:
            await problem(too_large())(scope, receive, send)
