"""`python -m benchmarks.measuring_gateway FILE`: the gateway, where nothing is ever found in a cache.

No answer is kept, and no prompt is in the engine's cache: one field of what is sent is new each time, its
`cache_salt`. All else is the gateway's own. Each prompt is written to FILE, one JSON object a line.
"""

from __future__ import annotations

import json
import sys
import uuid
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uvicorn

from appliance.assembly import Assembly
from appliance.gateway.app import create_app
from appliance.settings import read_settings
from inference.engine import Engine
from inference.reuse.cache import Reuse
from inference.serving.application import MODEL_NAME

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Sequence

    from inference.prompt import Message

_SLOTS, _QUEUE = 1, 4


def new_salt() -> str:
    """Nobody's prefix cache: nothing is ever found in it."""
    return uuid.uuid4().hex


class MeasuredEngine(Engine):
    """The engine's client, whose prompts are kept. salt: in which prefix cache the next one is looked for."""

    def __init__(
        self,
        address: str,
        prompts: Path,
        salt: Callable[[], str] = new_salt,
        slots: int = _SLOTS,
        queue: int = _QUEUE,
    ) -> None:
        super().__init__(address, MODEL_NAME, slots, queue)
        self._prompts, self._salt = prompts, salt

    async def stream(
        self, messages: Sequence[Message], max_tokens: int, sampling: dict[str, Any] | None = None
    ) -> AsyncGenerator[str]:
        prompt = {"messages": list(messages), "max_tokens": max_tokens, **(sampling or {})}
        with self._prompts.open("a", encoding="utf-8") as file:
            file.write(json.dumps(prompt, ensure_ascii=False) + "\n")
        salted = {**(sampling or {}), "cache_salt": self._salt()}
        async with aclosing(super().stream(messages, max_tokens, salted)) as texts:
            async for text in texts:
                yield text


def forget(*_: object, **__: object) -> None:
    """In the place of `Reuse.keep`: no answer is kept, the same question is written each time."""


def serve(assembly: Assembly, engine: Engine) -> None:
    """The gateway over this engine, until SIGTERM."""
    assembly.engine = engine
    gateway = assembly.settings.gateway
    uvicorn.run(
        create_app(assembly), host=gateway.host, port=gateway.port, access_log=False, log_level="warning"
    )


def main() -> None:
    """Serves until SIGTERM."""
    settings = read_settings()
    assembly = Assembly(settings)
    Reuse.keep = forget  # type: ignore[method-assign]
    serve(assembly, MeasuredEngine(settings.engine_address, Path(sys.argv[1])))


if __name__ == "__main__":
    main()
