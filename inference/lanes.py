"""Threads for what would hold the event loop: what is computed never queues behind what is searched."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")


class Lane:
    """A few threads of one kind of work. `threads` run at once, the rest waits its turn."""

    def __init__(self, name: str, threads: int) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `work` gives. A caller who leaves does not stop it, but a work not begun is never begun."""
        return await asyncio.wrap_future(self._pool.submit(work, *args, **kwargs))


COMPUTING = Lane("computing", threads=2)
SEARCHING = Lane("searching", threads=2)
