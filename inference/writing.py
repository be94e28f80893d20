"""The `generated` rung: passages → prompt → engine, each figure checked before it is shown."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING

from inference.guard import Checked, Guard, Unsupported
from inference.prompt import UNKNOWN, messages

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from inference.engine import Engine
    from ingest.shelf import StoredPassage

_MAX_TOKENS = 160


class NotAnswered(Exception):
    """The model found no answer in the passages, or wrote what they do not support."""


class Draft:
    """One answer being written. Iterate `text()`, then read `checked`."""

    def __init__(
        self, engine: Engine, passages: Sequence[StoredPassage], question: str, seconds: float
    ) -> None:
        self._engine = engine
        self._question = question
        self._passages = passages
        self._guard = Guard(passages, question)
        self._seconds = seconds
        self._raw = ""
        self._checked: Checked | None = None

    @property
    def checked(self) -> Checked:
        """The whole answer; only once `text()` has ended."""
        if self._checked is None:
            raise RuntimeError("the draft is still being written")
        return self._checked

    async def text(self) -> AsyncGenerator[str]:
        """What may be shown, as it comes.

        Raises NotAnswered, TimeoutError after the time given, Fault when the engine is not there.
        """
        deadline = asyncio.get_running_loop().time() + self._seconds
        try:
            async with aclosing(self._pieces()) as pieces:
                while (piece := await _next_before(deadline, pieces)) is not None:
                    yield piece
            self._checked = self._guard.check(self._raw)
        except Unsupported as unsupported:
            raise NotAnswered from unsupported

    async def _pieces(self) -> AsyncGenerator[str]:
        prompt = messages(self._passages, self._question)
        held = ""
        async with aclosing(self._engine.stream(prompt, _MAX_TOKENS)) as deltas:
            async for delta in deltas:
                self._raw += delta
                held += delta
                if UNKNOWN.startswith(held.strip()[: len(UNKNOWN)]):
                    continue  # it may be writing that it does not know
                if UNKNOWN in self._raw:
                    raise NotAnswered
                if shown := self._guard.release(held):
                    yield shown
                held = ""
        if UNKNOWN in self._raw or not self._raw.strip():
            raise NotAnswered
        if shown := self._guard.release(held) + self._guard.finish():
            yield shown


async def _next_before(deadline: float, pieces: AsyncGenerator[str]) -> str | None:
    """The next piece, None at the end. The clock runs while the engine writes, not while one reads."""
    async with asyncio.timeout_at(deadline):
        return await anext(pieces, None)
