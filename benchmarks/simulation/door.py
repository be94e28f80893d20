"""An engine asked at its own door, and each piece of its stream timed, with the tokens that it carries."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from typing import TYPE_CHECKING, Any, Self

import httpx

from benchmarks.simulation.streamed import Piece, Streamed
from inference.serving.application import MODEL_NAME
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

_SECONDS = 600.0


class Door:
    """address: `http://host:port` or `unix:/path`. Many may ask it at once."""

    def __init__(self, address: str) -> None:
        transport = None
        if address.startswith("unix:"):
            transport = httpx.AsyncHTTPTransport(uds=address.removeprefix("unix:"))
            address = "http://engine"
        limits = httpx.Limits(max_connections=None)
        self._client = httpx.AsyncClient(
            transport=transport, base_url=address, timeout=_SECONDS, trust_env=False, limits=limits
        )
        self._runner = asyncio.Runner()
        self._opened = time.perf_counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.run(self._client.aclose())
        self._runner.close()

    def now(self) -> float:
        return time.perf_counter() - self._opened

    def stream(self, prompt: dict[str, Any]) -> Streamed:
        """One answer, asked alone."""
        return self.streams([prompt])[0]

    def streams(self, prompts: Sequence[dict[str, Any]], after: Sequence[float] = ()) -> list[Streamed]:
        """All of them at once, or each so many seconds from now. Raises Fault."""
        waits = after or (0.0,) * len(prompts)
        return self._runner.run(self._gathered(prompts, waits))

    def in_turn(self, prompts: Sequence[dict[str, Any]], clients: int) -> list[Streamed]:
        """By so many clients, each asking the next one when its own is answered."""
        return self._runner.run(self._shared(prompts, clients))

    async def _gathered(self, prompts: Sequence[dict[str, Any]], waits: Sequence[float]) -> list[Streamed]:
        async def later(prompt: dict[str, Any], seconds: float) -> Streamed:
            await asyncio.sleep(seconds)
            return await self._ask(prompt)

        return list(await asyncio.gather(*(later(*one) for one in zip(prompts, waits, strict=True))))

    async def _shared(self, prompts: Sequence[dict[str, Any]], clients: int) -> list[Streamed]:
        left, told = iter(prompts), []

        async def client() -> None:
            for prompt in left:
                told.append(await self._ask(prompt))  # noqa: PERF401 - each waits for the one before

        await asyncio.gather(*(client() for _ in range(clients)))
        return told

    async def _ask(self, prompt: dict[str, Any]) -> Streamed:
        body = {
            "model": MODEL_NAME,
            "temperature": 0,
            "stream": True,
            "stream_options": {"include_usage": True},
            "return_token_ids": True,
            "cache_salt": uuid.uuid4().hex,
            **prompt,
        }
        begun = self.now()
        pieces: list[Piece] = []
        read: tuple[int, ...] = ()
        usage: dict[str, Any] = {}
        async with self._client.stream("POST", "/v1/chat/completions", json=body) as response:
            if response.is_error:
                raise Fault(key="bench.failed", sentence=f"Le moteur répond {response.status_code}.")
            async for line in response.aiter_lines():
                if not line.startswith("data: {"):
                    continue
                event = json.loads(line.removeprefix("data: "))
                read = tuple(event.get("prompt_token_ids") or ()) or read
                usage = event.get("usage") or usage
                pieces += [Piece(self.now(), tokens) for tokens in _tokens(event)]
        details = usage.get("prompt_tokens_details") or {}
        # An engine that does not number its tokens has at least counted them.
        counted = (0,) * usage.get("prompt_tokens", 0)
        cached = details.get("cached_tokens") or 0
        return Streamed(begun, read or counted, tuple(pieces), cached, numbered=bool(read))


def _tokens(event: dict[str, Any]) -> list[tuple[int, ...]]:
    """Those of each choice that carries any; one token a piece where the engine does not number them."""
    found = []
    for choice in event.get("choices", ()):
        if numbered := choice.get("token_ids"):
            found.append(tuple(numbered))
        elif choice["delta"].get("content"):
            found.append((0,))
    return found
