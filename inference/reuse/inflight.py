"""Questions asked by several at once are answered once: who comes later follows what is being written.

Knows no rung and no event. All of it runs on one loop.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Hashable

T = TypeVar("T")


class InFlight(Generic[T]):
    """What is being made now, by key."""

    def __init__(self) -> None:
        self._flights: dict[Hashable, _Flight[T]] = {}

    def __len__(self) -> int:
        return len(self._flights)

    async def join(self, key: Hashable, begin: Callable[[], AsyncGenerator[T]]) -> AsyncGenerator[T]:
        """Every item of what `begin` makes, from the first; begun only when nobody is at `key` already.

        Who leaves, leaves the others: the making is cancelled with the last of them. Raises what it raises.
        """
        flight = self._flights.get(key)
        if flight is None:
            flight = self._flights[key] = _Flight(begin(), lambda: self._flights.pop(key, None))
        flight.followers += 1
        try:
            async with aclosing(flight.follow()) as items:
                async for item in items:
                    yield item
        finally:
            flight.followers -= 1
            if not flight.followers:
                await flight.cancel()


class _Flight(Generic[T]):
    """One answer being made: all that was said so far, and how many follow it."""

    def __init__(self, items: AsyncGenerator[T], landed: Callable[[], object]) -> None:
        self.followers = 0
        self._said: list[T] = []
        self._error: Exception | None = None
        self._landed: Callable[[], object] | None = landed
        self._news = asyncio.Event()
        self._task = asyncio.create_task(self._make(items))

    async def follow(self) -> AsyncGenerator[T]:
        place = 0
        while True:
            news = self._news  # taken before reading: what is said while we yield has set it
            while place < len(self._said):
                yield self._said[place]
                place += 1
            if self._landed is None:
                break
            await news.wait()
        if self._error is not None:
            raise self._error

    async def cancel(self) -> None:
        """Nobody follows any more. Waits for the end, so that the engine's slot is free afterwards."""
        self._land()
        self._task.cancel()
        await asyncio.wait({self._task})

    async def _make(self, items: AsyncGenerator[T]) -> None:
        try:
            async with aclosing(items):
                async for item in items:
                    self._said.append(item)
                    self._tell()
        except Exception as error:  # noqa: BLE001 - each follower is told
            self._error = error
        finally:
            self._land()

    def _land(self) -> None:
        """From now on a new question of this key begins anew."""
        if self._landed is not None:
            landed, self._landed = self._landed, None
            landed()
            self._tell()

    def _tell(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()
