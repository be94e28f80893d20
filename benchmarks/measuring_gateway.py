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
    from collections.abc import AsyncGenerator, Sequence

    from inference.prompt import Message

_SLOTS, _QUEUE = 1, 4


class ColdEngine(Engine):
    """The engine's client, whose prompts are kept and never found in the prefix cache."""

    def __init__(self, address: str, prompts: Path) -> None:
        super().__init__(address, MODEL_NAME, _SLOTS, _QUEUE)
        self._prompts = prompts

    async def stream(
        self, messages: Sequence[Message], max_tokens: int, sampling: dict[str, Any] | None = None
    ) -> AsyncGenerator[str]:
        prompt = {"messages": list(messages), "max_tokens": max_tokens, **(sampling or {})}
        with self._prompts.open("a", encoding="utf-8") as file:
            file.write(json.dumps(prompt, ensure_ascii=False) + "\n")
        cold = {**(sampling or {}), "cache_salt": uuid.uuid4().hex}
        async with aclosing(super().stream(messages, max_tokens, cold)) as texts:
            async for text in texts:
                yield text


def _forget(*_: object, **__: object) -> None:
    """No answer is kept: the same question is written each time."""


def main() -> None:
    """Serves until SIGTERM."""
    settings = read_settings()
    assembly = Assembly(settings)
    Reuse.keep = _forget  # type: ignore[method-assign]
    assembly.engine = ColdEngine(settings.engine_address, Path(sys.argv[1]))
    app = create_app(assembly)
    uvicorn.run(
        app, host=settings.gateway.host, port=settings.gateway.port, access_log=False, log_level="warning"
    )


if __name__ == "__main__":
    main()
