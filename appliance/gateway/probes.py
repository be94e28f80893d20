"""What machines ask: is it alive, can it answer, how much did it do."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import structlog
from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from ops import metrics
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from inference.engine import Engine
    from inference.pace import Deadline

_SECONDS_BETWEEN_PROBES = 2.0
_log = structlog.get_logger()


class EngineWatch:
    """Asks the engine every other second whether it answers, so that no citizen's request has to.

    when_ready: done once, the first time, before anybody is told that the engine is ready; again at the next
    look where the engine fails at it.
    """

    def __init__(self, engine: Engine, when_ready: Callable[[], Awaitable[None]]) -> None:
        self._engine = engine
        self._when_ready = when_ready
        self._state = "loading"

    @property
    def state(self) -> str:
        """`loading` until it has answered once, then `ready` or `gone`."""
        return self._state

    def is_ready(self) -> bool:
        return self._state == "ready"

    async def run(self) -> None:
        while True:
            await self._look()
            await asyncio.sleep(_SECONDS_BETWEEN_PROBES)

    async def _look(self) -> None:
        if await self._engine.ready():
            if self._state != "loading" or await self._met():
                self._state = "ready"
        elif self._state == "ready":
            self._state = "gone"
        metrics.engine_ready.set(self.is_ready())

    async def _met(self) -> bool:
        try:
            await self._when_ready()
        except Fault as fault:
            _log.warning("engine not met", key=fault.key, reason=fault.sentence)
            return False
        return True


def probes_router(
    watch: EngineWatch, instance: str, deadline: Deadline, look: Callable[[], None]
) -> APIRouter:
    """`/livez`, `/readyz`, `/metrics`. instance: tells the commands that this gateway is their home's.

    look: brings what is not counted as it happens up to date, before it is told.
    """
    router = APIRouter(tags=["probes"])

    @router.get("/livez", summary="Le processus vit")
    async def livez() -> dict[str, str]:
        return {"status": "alive"}

    @router.get(
        "/readyz", summary="La passerelle répond ; `engine` dit si les réponses rédigées sont disponibles"
    )
    async def readyz() -> dict[str, Any]:
        # 200 even without the engine: hours and quoted passages go on being answered.
        return {
            "status": "ready",
            "engine": watch.state,
            "instance": instance,
            "deadline_seconds": deadline.seconds,
        }

    @router.get("/metrics", include_in_schema=False)
    def scraped() -> Response:  # in a thread of its own: looking reads disks and the store
        look()
        return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)

    return router
