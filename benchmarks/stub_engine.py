"""`python -m benchmarks.stub_engine PORT`: an engine of a chosen pace, without a model.

It reads a prompt at so many tokens a second (what it has read before costs nothing), copies the sentence that
answers out of the extracts it is given, at so many tokens a second, and serves so many requests at once. For
trying measures of load in seconds; a figure taken on it says nothing of any model.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from benchmarks.folding import fold
from inference.prompt import estimated_tokens
from inference.serving.application import MODEL_NAME

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from starlette.requests import Request

UNKNOWN: Final = "INCONNU"  # what the instructions tell every engine to say
_BLOCK_CHARACTERS: Final = 96  # 32 tokens
_EXTRACT: Final = re.compile(r"^\[\d+\] [^\n]*\n(.*?)(?=^\[\d+\] |\n</|\Z)", re.MULTILINE | re.DOTALL)
_SENTENCE: Final = re.compile(r"(?<=[.;])\s+|\n+")
_LONG_WORD: Final = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Pace:
    """slots: requests at once; the others wait. Rates: tokens a second, of one request."""

    slots: int = 4
    reads: float = 2000.0
    writes: float = 50.0


class StubEngine:
    """The two doors that Parvis asks: the models, and the chat, streamed."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._slots = asyncio.Semaphore(pace.slots)
        self._read: set[tuple[str, str]] = set()

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/v1/models", self._models),
                Route("/v1/chat/completions", self._chat, methods=["POST"]),
            ]
        )

    async def _models(self, _request: Request) -> Response:
        return JSONResponse({"object": "list", "data": [{"id": MODEL_NAME}]})

    async def _chat(self, request: Request) -> Response:
        return StreamingResponse(self._events(await request.json()), media_type="text/event-stream")

    async def _events(self, asked: dict[str, Any]) -> AsyncIterator[str]:
        text = "\n".join(message["content"] for message in asked["messages"])
        async with self._slots:
            tokens, cached = estimated_tokens(text), self._cached(text, str(asked.get("cache_salt", "")))
            await asyncio.sleep((tokens - cached) / self._pace.reads)
            started, words = time.perf_counter(), _answer(text).split(" ")[: asked["max_tokens"]]
            for count, word in enumerate(words, start=1):
                await asyncio.sleep(max(0.0, started + count / self._pace.writes - time.perf_counter()))
                piece = word if count == 1 else f" {word}"
                yield _event({"choices": [{"index": 0, "delta": {"content": piece}}]})
        usage = {"prompt_tokens": tokens, "completion_tokens": len(words)}
        usage_details = {"prompt_tokens_details": {"cached_tokens": cached}}
        yield _event({"choices": [], "usage": usage | usage_details})
        yield "data: [DONE]\n\n"

    def _cached(self, text: str, salt: str) -> int:
        """Tokens of the longest beginning that was read before, by whole blocks; the rest is read now."""
        ends = range(_BLOCK_CHARACTERS, len(text), _BLOCK_CHARACTERS)
        known = next((end for end in reversed(ends) if (salt, text[:end]) in self._read), 0)
        self._read |= {(salt, text[:end]) for end in ends if end > known}
        return known // 3


def _answer(prompt: str) -> str:
    """The sentence of the extracts that shares most long words with the question, or that nobody knows."""
    extracts, _, question = prompt.rpartition("Question : ")
    asked = set(_LONG_WORD.findall(fold(question)))
    told = [sentence for extract in _EXTRACT.findall(extracts) for sentence in _SENTENCE.split(extract)]
    shared = [(len(asked & set(_LONG_WORD.findall(fold(one)))), one.strip()) for one in told if one.strip()]
    best = max(shared, default=(0, ""), key=lambda pair: pair[0])
    return best[1] if best[0] else UNKNOWN


def _event(body: dict[str, Any]) -> str:
    return f"data: {json.dumps(body, ensure_ascii=False)}\n\n"


@contextmanager
def running() -> Iterator[None]:
    """One on a free port, named to all that reads settings from now on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.stub_engine", str(port)])
    os.environ["PARVIS_INFERENCE__ENGINE_ADDRESS"] = f"http://127.0.0.1:{port}"
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def main(arguments: list[str] | None = None) -> None:
    """Serves on loopback until SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stub_engine")
    parser.add_argument("port", type=int)
    parser.add_argument("--slots", type=int, default=4)
    parser.add_argument("--reads", type=float, default=2000.0)
    parser.add_argument("--writes", type=float, default=50.0)
    told = parser.parse_args(arguments)
    app = StubEngine(Pace(told.slots, told.reads, told.writes)).app()
    uvicorn.run(app, host="127.0.0.1", port=told.port, log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
