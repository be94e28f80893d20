"""Threads for what would hold the event loop: what is computed never queues behind what is searched."""

from __future__ import annotations

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from inference.engine import overloaded

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")


class Lane:
    """A few threads of one kind of work. `threads` run at once, the rest waits its turn.

    most: how many may be there at once, waiting or at work; others are refused at once, because nobody is
    served by a queue that outlasts their patience. niceness: how much its threads, and those that they start,
    give way to the others of this process, 0 to 19.
    """

    def __init__(self, name: str, threads: int, most: int, niceness: int = 0) -> None:
        # On Linux a niceness is one thread's own.
        self._pool = ThreadPoolExecutor(
            threads, thread_name_prefix=name, initializer=os.nice, initargs=(niceness,)
        )
        self._most = most
        self._present = 0

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `work` gives. A caller who leaves does not stop it, but a work not begun is never begun.

        Raises Fault (retryable) when too many are there already.
        """
        if self._present >= self._most:
            raise overloaded()
        self._present += 1
        try:
            return await asyncio.wrap_future(self._pool.submit(work, *args, **kwargs))
        finally:
            self._present -= 1


COMPUTING = Lane("computing", threads=2, most=256)
# Beside a busy engine and six quoted answers a second, a computed answer has a p95 of 13 ms instead of 16.
SEARCHING = Lane("searching", threads=2, most=16, niceness=10)
