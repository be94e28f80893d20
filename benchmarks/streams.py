"""Questions that arrive as citizens send them: many at once, or at a rate that waits for nobody.

Everything here is asynchronous and asks over HTTP, as JSON; what comes back is timed from when it was due.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import httpx

from appliance.gateway.access import local_token
from inference.question import Kind
from inference.serving.application import MODEL_NAME

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from appliance.settings import Settings
    from benchmarks.scoring import Question

_SECONDS = 180.0


@dataclass(frozen=True, slots=True)
class Reply:
    """kind: the rung that answered, or the HTTP code of a refusal, or `lost`. at: seconds since the start."""

    kind: str
    seconds: float
    at: float


class Citizens:
    """All who ask one appliance. Closes their connections at the end of its `async with`."""

    def __init__(self, settings: Settings) -> None:
        headers = {"Authorization": f"Bearer {local_token(settings.run_folder)}"}
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=64)
        self._http = httpx.AsyncClient(
            base_url=settings.gateway_url, headers=headers, timeout=_SECONDS, limits=limits, trust_env=False
        )
        self._started = time.perf_counter()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    def now(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self._started

    async def ask(self, question: Question) -> Reply:
        begun = self.now()
        kind = await self._kind(question)
        return Reply(kind, self.now() - begun, begun)

    async def deadline_seconds(self) -> float:
        """What the appliance gives itself for one answer."""
        return float((await self._http.get("/readyz")).json()["deadline_seconds"])

    async def _kind(self, question: Question) -> str:
        body: dict[str, Any] = {"question": question.question}
        if question.at:
            body["at"] = question.at.isoformat()
        try:
            response = await self._http.post(f"/api/v1/communes/{question.commune}/questions", json=body)
        except httpx.HTTPError:
            return "lost"
        return str(response.json()["kind"] if response.is_success else response.status_code)


class PlainClients:
    """The engine's own door, asked by clients who know nothing of Parvis."""

    def __init__(self, address: str) -> None:
        transport = None
        if address.startswith("unix:"):
            transport = httpx.AsyncHTTPTransport(uds=address.removeprefix("unix:"))
            address = "http://engine"
        self._http = httpx.AsyncClient(
            transport=transport, base_url=address, timeout=_SECONDS, trust_env=False
        )
        self._started = time.perf_counter()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    def now(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self._started

    async def ask(self, prompt: dict[str, Any]) -> Reply:
        """prompt: messages and max_tokens. The text is read to its end."""
        begun = self.now()
        body = {"model": MODEL_NAME, "temperature": 0, "stream": True, **prompt}
        try:
            async with self._http.stream("POST", "/v1/chat/completions", json=body) as response:
                kind = Kind.GENERATED if response.is_success else str(response.status_code)
                await response.aread()
        except httpx.HTTPError:
            kind = "lost"
        return Reply(kind, self.now() - begun, begun)


async def at_rate(
    ask: Callable[[Question], Awaitable[Reply]], asked: Iterable[Question], per_second: float
) -> list[Reply]:
    """Open loop: one every 1 / per_second seconds, whether or not the others are answered."""
    tasks: list[asyncio.Future[Reply]] = []
    started = time.perf_counter()
    for place, one in enumerate(asked):
        await asyncio.sleep(max(0.0, started + place / per_second - time.perf_counter()))
        tasks.append(asyncio.ensure_future(ask(one)))
    return list(await asyncio.gather(*tasks))


async def at_once(
    ask: Callable[[Question], Awaitable[Reply]], asked: Iterable[Question], clients: int
) -> list[Reply]:
    """Closed loop: so many clients, each asking the next question when its own is answered."""
    left = iter(asked)
    told: list[Reply] = []

    async def client() -> None:
        told.extend([await ask(one) for one in left])

    await asyncio.gather(*(client() for _ in range(clients)))
    return told
