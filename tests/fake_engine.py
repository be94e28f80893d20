"""A scripted engine behind the same HTTP as the real one: OpenAI chat completions, streamed.

It listens on a socket file or a loopback port, in a thread of its own, and counts what it runs
and what its clients abandoned.
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_OK = "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
_LOADING = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass
class FakeEngine:
    """Says `pieces`, `delay` seconds before each. What happens after `healthy` pieces is `then`.

    then: "hang" (says nothing more), "die" (drops the connection), "error" (an error in the stream).
    """

    pieces: list[str] = field(default_factory=list)
    delay: float = 0.0
    loading: bool = False
    healthy: int | None = None
    then: str = "hang"
    cached_tokens: int = 0
    tokens_per_piece: int = 1
    prompts: list[dict[str, Any]] = field(default_factory=list)
    running: int = 0
    most_running: int = 0
    finished: int = 0
    cancelled: int = 0
    cancelled_at: float = 0.0
    address: str = ""

    def says(self, *pieces: str, delay: float = 0.0) -> None:
        self.pieces, self.delay = list(pieces), delay

    def fails(self, after: int, how: str) -> None:
        self.healthy, self.then = after, how

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            path, body = await _request(reader)
            if self.loading:
                writer.write(_LOADING)
            elif path.endswith("/models"):
                writer.write(_OK.format(kind="application/json").encode())
                writer.write(
                    _chunk(json.dumps({"object": "list", "data": [{"id": "parvis"}]})) + b"0\r\n\r\n"
                )
            else:
                await self._answer(json.loads(body), reader, writer)
            await writer.drain()
        writer.close()

    async def _answer(self, asked: dict[str, Any], reader: Any, writer: asyncio.StreamWriter) -> None:
        self.prompts.append(asked)
        self.running += 1
        self.most_running = max(self.most_running, self.running)
        speaking = asyncio.create_task(self._speak(writer))
        leaving = asyncio.create_task(reader.read(1))
        done, _ = await asyncio.wait({speaking, leaving}, return_when=asyncio.FIRST_COMPLETED)
        self.running -= 1
        if speaking in done:
            self.finished += 1
        else:
            self.cancelled += 1
            self.cancelled_at = time.monotonic()
        speaking.cancel()
        leaving.cancel()

    async def _speak(self, writer: asyncio.StreamWriter) -> None:
        if self.healthy != 0:
            writer.write(_OK.format(kind="text/event-stream").encode())
        for said, piece in enumerate([*self.pieces, None]):
            if said == self.healthy:
                await self._fail(writer)
                return
            if piece is not None:
                await asyncio.sleep(self.delay)
                writer.write(_event({"choices": [{"index": 0, "delta": {"content": piece}}]}))
                await writer.drain()
        written = self.tokens_per_piece * len(self.pieces)
        usage: dict[str, Any] = {"prompt_tokens": 300, "completion_tokens": written}
        usage["prompt_tokens_details"] = {"cached_tokens": self.cached_tokens} if self.cached_tokens else None
        writer.write(_event({"choices": [], "usage": usage}) + _chunk("data: [DONE]\n\n") + b"0\r\n\r\n")

    async def _fail(self, writer: asyncio.StreamWriter) -> None:
        if self.then == "hang":
            await asyncio.sleep(600)
        elif self.then == "error":
            writer.write(_event({"error": {"message": "out of memory", "code": 500}}) + b"0\r\n\r\n")
        else:
            writer.transport.abort()


@contextmanager
def serving(engine: FakeEngine, socket: Path | None = None) -> Iterator[FakeEngine]:
    """The engine on `socket`, or on a free loopback port, until the block ends."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    if socket:
        opening: Any = asyncio.start_unix_server(engine.connected, path=socket)
    else:
        opening = asyncio.start_server(engine.connected, "127.0.0.1", 0)
    server = asyncio.run_coroutine_threadsafe(opening, loop).result(5)
    engine.address = f"unix:{socket}" if socket else "http://127.0.0.1:{}".format(*_port(server))
    yield engine
    asyncio.run_coroutine_threadsafe(_closed(server), loop).result(5)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)
    loop.close()


def eventually(true: Callable[[], bool], seconds: float = 5.0) -> bool:
    """Whether it becomes true in time."""
    limit = time.monotonic() + seconds
    while not true():
        if time.monotonic() > limit:
            return False
        time.sleep(0.01)
    return True


async def _closed(server: asyncio.Server) -> None:
    server.close()
    pending = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)


async def _request(reader: asyncio.StreamReader) -> tuple[str, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    fields = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if line)
    return head.split(" ")[1], await reader.readexactly(int(fields.get("content-length", 0)))


def _port(server: asyncio.Server) -> tuple[int]:
    return (server.sockets[0].getsockname()[1],)


def _event(body: dict[str, Any]) -> bytes:
    return _chunk(f"data: {json.dumps(body)}\n\n")


def _chunk(text: str) -> bytes:
    data = text.encode()
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"
