"""The engine's client: an OpenAI-compatible door, streamed, cancelled, bounded. Knows no passage."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import aclosing, asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx

from ops import metrics
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Sequence

    from inference.prompt import Message

_CONNECT_SECONDS = 1.0
_SILENCE_SECONDS = 60.0
_PROBE_SECONDS = 2.0


class Engine:
    """One engine at `address`: `http://host:port` or `unix:/path/to/socket`.

    slots: requests that it answers at once. queue: how many more may wait; others are refused
    at once, because a citizen is better served by a quoted passage than by a long wait.
    """

    def __init__(self, address: str, model: str, slots: int, queue: int) -> None:
        self._model = model
        self._client = _client(address)
        self._slots = asyncio.Semaphore(slots)
        self._places = slots + queue
        self._present = 0

    async def close(self) -> None:
        await self._client.aclose()

    @property
    def present(self) -> int:
        """How many are being answered, or wait to be."""
        return self._present

    @property
    def busy(self) -> bool:
        """Whether somebody is being answered, or waits to be."""
        return self._present > 0

    async def ready(self) -> bool:
        """Whether it answers now."""
        try:
            response = await self._client.get("/v1/models", timeout=_PROBE_SECONDS)
        except httpx.HTTPError:
            return False
        return response.status_code == httpx.codes.OK

    async def stream(
        self, messages: Sequence[Message], max_tokens: int, sampling: dict[str, Any] | None = None
    ) -> AsyncGenerator[str]:
        """The text as it is written. Leaving the iterator cancels the request in the engine.

        Raises Fault (retryable) when the engine is gone, loading, overloaded or refuses.
        """
        body = {
            "model": self._model,
            "messages": list(messages),
            "max_tokens": max_tokens,
            "temperature": 0,
            "stream": True,
            "stream_options": {"include_usage": True},
            **(sampling or {}),
        }
        async with self._slot():
            try:
                async with self._client.stream("POST", "/v1/chat/completions", json=body) as response:
                    if response.status_code != httpx.codes.OK:
                        raise _refused(response.status_code)
                    async with aclosing(_deltas(response)) as deltas:
                        async for text in deltas:
                            yield text
            except httpx.HTTPError as error:
                raise _gone(error) from error

    @asynccontextmanager
    async def _slot(self) -> AsyncIterator[None]:
        if self._present >= self._places:
            raise overloaded()
        self._present += 1
        metrics.engine_queue.inc()
        arrived = time.perf_counter()
        try:
            async with self._slots:
                metrics.engine_wait_seconds.observe(time.perf_counter() - arrived)
                metrics.engine_queue.dec()
                metrics.engine_running.inc()
                try:
                    yield
                finally:
                    metrics.engine_running.dec()
                    metrics.engine_queue.inc()
        finally:
            metrics.engine_queue.dec()
            self._present -= 1


def overloaded() -> Fault:
    return Fault(
        key="engine.overloaded",
        sentence="Trop de questions arrivent en même temps.",
        remedy="Réessayez dans quelques secondes.",
        retryable=True,
        retry_after_seconds=5,
    )


def _client(address: str) -> httpx.AsyncClient:
    timeout = httpx.Timeout(_SILENCE_SECONDS, connect=_CONNECT_SECONDS)
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=16)
    if address.startswith("unix:"):
        transport = httpx.AsyncHTTPTransport(uds=address.removeprefix("unix:"), limits=limits)
        return httpx.AsyncClient(transport=transport, base_url="http://engine", timeout=timeout)
    return httpx.AsyncClient(base_url=address, timeout=timeout, limits=limits, trust_env=False)


async def _deltas(response: httpx.Response) -> AsyncGenerator[str]:
    steps = 0
    async for line in response.aiter_lines():
        if not line.startswith("data: {"):
            continue
        chunk = json.loads(line.removeprefix("data: "))
        if "error" in chunk:
            raise _broken()
        _count(chunk.get("usage"), steps)
        for choice in chunk.get("choices", ()):
            text = choice["delta"].get("content")
            steps += bool(text or choice.get("finish_reason"))  # the first chunk only says who speaks
            if text:
                yield text


def _count(usage: dict[str, Any] | None, steps: int) -> None:
    """cached: tokens of the prompt that the engine found in its prefix cache and did not compute.

    steps: how many texts came, the unseen token of the end too: the engine sends what each step wrote.
    """
    if usage:
        details = usage.get("prompt_tokens_details") or {}
        metrics.engine_tokens.labels("cached").inc(details.get("cached_tokens") or 0)
        metrics.engine_tokens.labels("prompt").inc(usage["prompt_tokens"])
        metrics.engine_tokens.labels("completion").inc(usage["completion_tokens"])
        if steps:
            metrics.engine_step_tokens.observe(usage["completion_tokens"] / steps)


def _gone(error: httpx.HTTPError) -> Fault:
    return Fault(
        key="engine.unavailable",
        sentence=f"Le moteur de rédaction ne répond pas ({type(error).__name__}).",
        remedy="Réessayez dans une minute.",
        retryable=True,
        retry_after_seconds=30,
    )


def _broken() -> Fault:
    return Fault(
        key="engine.broken",
        sentence="Le moteur de rédaction s'est interrompu.",
        remedy="Réessayez dans une minute.",
        retryable=True,
        retry_after_seconds=30,
    )


def _refused(status: int) -> Fault:
    return Fault(
        key="engine.refused",
        sentence=f"Le moteur de rédaction a refusé la demande (code {status}).",
        remedy="Réessayez dans une minute.",
        retryable=True,
        retry_after_seconds=30,
    )
