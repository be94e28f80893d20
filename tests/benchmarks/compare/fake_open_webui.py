"""Open WebUI 0.12.4 as its source answers: signing in, files, a collection, a stream with its sources."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

TOKEN = "Bearer signed-in"  # noqa: S105 - of a fake
PIECES = ("La location ", "coûte 320 €.")


@dataclass
class FakeOpenWebUI:
    """refuses: names of files that it cannot read. fails: the stream ends with an error."""

    refuses: frozenset[str] = frozenset()
    fails: bool = False
    asked: list[dict[str, Any]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    shelved: list[str] = field(default_factory=list)

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/api/v1/auths/signin", self._sign_in, methods=["POST"]),
                Route("/api/v1/knowledge/create", self._create, methods=["POST"]),
                Route("/api/v1/files/", self._upload, methods=["POST"]),
                Route("/api/v1/knowledge/kept/file/add", self._add, methods=["POST"]),
                Route("/api/chat/completions", self._chat, methods=["POST"]),
            ]
        )

    async def _sign_in(self, _request: Request) -> Response:
        return JSONResponse({"token": TOKEN.removeprefix("Bearer "), "token_type": "Bearer", "role": "admin"})

    async def _create(self, request: Request) -> Response:
        return JSONResponse({"id": "kept", **await request.json()}, _allowed(request))

    async def _upload(self, request: Request) -> Response:
        async with request.form() as form:
            name = str(getattr(form["file"], "filename", ""))
        assert request.query_params["process_in_background"] == "false"
        number = str(len(self.names))
        self.names[number] = name
        return JSONResponse({"status": True, "id": number, "filename": name}, _allowed(request))

    async def _add(self, request: Request) -> Response:
        name = self.names[(await request.json())["file_id"]]
        if name in self.refuses:
            return JSONResponse({"detail": "400: The content provided is empty."}, 400)
        self.shelved.append(name)
        return JSONResponse({"id": "kept", "files": []})

    async def _chat(self, request: Request) -> Response:
        self.asked.append(await request.json())
        if request.headers.get("authorization") != TOKEN:
            return JSONResponse({"detail": "Not authenticated"}, 401)
        return StreamingResponse(self._events(), media_type="text/event-stream")

    def _events(self) -> Iterator[str]:
        about = [{"name": "tarifs.docx", "source": "tarifs.docx", "file_id": "0"}, {"name": "plage.html"}]
        source = {"source": {"type": "collection", "id": "kept"}, "document": ["320 €", "20 h"]}
        yield _data({"sources": [source | {"metadata": about, "distances": [0.9, 0.8]}]})
        yield _data({"choices": [{"index": 0, "delta": {"role": "assistant", "content": ""}}]})
        for piece in PIECES:
            yield _data({"choices": [{"index": 0, "delta": {"content": piece}}]})
        if self.fails:
            yield _data({"error": {"message": "Chat completion stream failed"}})
        yield "data: [DONE]\n\n"


def _data(event: dict[str, Any]) -> str:
    return f"data: {json.dumps(event)}\n\n"


def _allowed(request: Request) -> int:
    return 200 if request.headers.get("authorization") == TOKEN else 401
