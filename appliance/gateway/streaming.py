"""Streams to a client who may leave at any moment."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from starlette.requests import Request

T = TypeVar("T")


class ClientGone(Exception):
    """Nobody waits for the answer any more."""


async def until_gone(request: Request, items: AsyncGenerator[T]) -> AsyncGenerator[T]:
    """The items, while the client is there.

    When the client leaves, what produces the items is cancelled where it waits, so that the
    engine's slot is free at once. Raises ClientGone. The request's body must have been read.
    """
    leaving = asyncio.ensure_future(_left(request))
    coming: asyncio.Future[T] | None = None
    try:
        while True:
            coming = asyncio.ensure_future(anext(items))
            await asyncio.wait({leaving, coming}, return_when=asyncio.FIRST_COMPLETED)
            if not coming.done():
                raise ClientGone
            try:
                item = coming.result()
            except StopAsyncIteration:
                return
            yield item
    finally:
        # The server may cancel this very task too: what waits for the engine must not outlive it.
        leaving.cancel()
        if coming is not None and not coming.done():
            coming.cancel()
            await asyncio.wait({coming})
        else:
            await items.aclose()


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
