"""Between questions: takes in what is dropped, tries again what failed, embeds what has no vectors yet."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import structlog

from ingest.inbox import Inbox
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from appliance.assembly import Assembly


_log = structlog.get_logger("caretaker")


class Caretaker:
    """Looks after the documents of one assembly, every `ingest.watch_seconds`."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly, self._pipeline = assembly, assembly.pipeline
        self.inbox = Inbox(assembly.settings.home / "inbox")
        self._stopped = asyncio.Event()

    async def run(self) -> None:
        """Until it is stopped. A fault is logged, and the next round tries again."""
        await asyncio.to_thread(_guarded, self._pipeline.recover)
        while not self._stopped.is_set():
            await asyncio.to_thread(_guarded, self.round)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), self._assembly.settings.ingest.watch_seconds)

    def stop(self) -> None:
        """`run` ends once the work in hand has stopped."""
        self._pipeline.stop()
        self._stopped.set()

    def round(self) -> None:
        """One look at everything."""
        slugs = [commune.slug for commune in self._assembly.communes.list()]
        for slug, paths in self.inbox.ready(slugs):
            outcomes = self._pipeline.ingest(paths, slug)
            states = [outcome.state.value for outcome in outcomes]
            counts = {state: states.count(state) for state in dict.fromkeys(states)}
            _log.info("drop folder taken in", commune=slug, **counts)
        self._pipeline.resume(datetime.now(UTC))


def _guarded(work: Callable[[], None]) -> None:
    try:
        work()
    except Fault as fault:
        _log.warning("document work put off", key=fault.key, reason=fault.sentence)
    except Exception as error:  # noqa: BLE001 - what still works goes on working
        _log.error("unexpected", error=type(error).__name__, exc_info=error)
