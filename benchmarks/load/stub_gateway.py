"""`python -m benchmarks.load.stub_gateway PORT`: the gateway's event stream, without a gateway behind it.

Every question gets the same answer at the same pace, from bytes made ahead: it shows what the generator can
send, and its figures say nothing of any appliance.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
from typing import TYPE_CHECKING, Any, Final

import uvloop

if TYPE_CHECKING:
    from collections.abc import Callable

_LENGTH: Final = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_HEAD: Final = (
    b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ntransfer-encoding: chunked\r\n\r\n"
)
_PLACES: Final = {
    "/livez": {"status": "alive"},
    "/readyz": {"status": "ready", "engine": "stub", "instance": "stub", "deadline_seconds": 3.0},
}
_ANSWER: Final = {
    "answer_id": "stub",
    "answer": "La mairie est ouverte de 9 h à 12 h.",
    "kind": "hours",
    "citations": [],
    "conflict": False,
    "follow_up": [],
    "handoff": None,
    "first_text_seconds": 0.0,
    "seconds": 0.0,
    "commune": "stub",
    "model": "",
    "index_version": 1,
}


def frames(texts: int) -> list[bytes]:
    """What one answer is made of, in order: status, so many texts, the end."""
    words = _ANSWER["answer"]
    told = [_chunk("status", {"stage": "writing"})]
    told += [_chunk("text", {"text": words}) for _ in range(texts)]
    last = _chunk("citations", {"citations": []}) + _chunk("done", _ANSWER) + b"0\r\n\r\n"
    return [_HEAD + told[0], *told[1:], last]


class Visit(asyncio.Protocol):
    """One kept connection. answer: its frames; pause: seconds between two of them."""

    def __init__(self, answer: list[bytes], pause: float, later: Callable[..., Any]) -> None:
        self._answer, self._pause, self._later = answer, pause, later
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport

    def data_received(self, data: bytes) -> None:
        self._read += data
        head, found, body = self._read.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if found and len(body) >= (int(length[1]) if length else 0):
            self._read = b""
            self._reply(head)

    def _reply(self, head: bytes) -> None:
        path = head.split(b" ", 2)[1].decode()
        if head.startswith(b"POST"):
            self._write(0)
        else:
            plain = json.dumps(_PLACES.get(path, {})).encode()
            self._transport.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(plain), plain))

    def _write(self, place: int) -> None:
        if self._transport.is_closing():
            return
        self._transport.write(self._answer[place])
        if place + 1 < len(self._answer):
            self._later(self._pause, self._write, place + 1)


def _chunk(name: str, data: dict[str, Any]) -> bytes:
    event = f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
    return b"%x\r\n%s\r\n" % (len(event), event)


async def _serve(port: int, texts: int, pause: float) -> None:
    loop = asyncio.get_running_loop()
    answer = frames(texts)
    server = await loop.create_server(
        lambda: Visit(answer, pause, loop.call_later), "127.0.0.1", port, backlog=4096
    )
    await server.serve_forever()


def main(arguments: list[str] | None = None) -> None:
    """Serves on loopback until it is ended."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load.stub_gateway")
    parser.add_argument("port", type=int)
    parser.add_argument("--texts", type=int, default=3)
    parser.add_argument("--pause", type=float, default=0.05)
    told = parser.parse_args(arguments)
    uvloop.run(_serve(told.port, told.texts, told.pause))


if __name__ == "__main__":
    main()
