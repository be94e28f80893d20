"""Questions asked to the ladders of this very process: no server, and the same answers each time."""

from __future__ import annotations

import asyncio
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from appliance.assembly import Assembly
from appliance.gateway.forms import traced_form
from appliance.gateway.questions import asked, whole
from benchmarks.asking import Asked
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appliance.settings import Settings
    from benchmarks.scoring import Question


class InProcess:
    """Asks as the door does, on the documents of one assembly."""

    def __init__(self, assembly: Assembly, runner: asyncio.Runner) -> None:
        self._assembly = assembly
        self._runner = runner

    def ask(self, question: Question) -> Asked:
        started = time.perf_counter()
        try:
            told = self._runner.run(self._answered(question))
        except Fault as fault:
            told = {"fault": f"{fault.key} {fault}"}
        return Asked(told, time.perf_counter() - started)

    async def _answered(self, question: Question) -> dict[str, Any]:
        put = asked(question.question, question.commune, at=question.at)
        answer = await whole(self._assembly.ladder(put.commune).climb(put))
        return traced_form(answer).model_dump(mode="json")


@contextmanager
def in_process(settings: Settings) -> Iterator[tuple[InProcess, Assembly]]:
    """The asker and the assembly it asks, closed at the end. Raises Fault when the stores are taken."""
    assembly = Assembly(settings)
    with asyncio.Runner() as runner:
        try:
            yield InProcess(assembly, runner), assembly
        finally:
            runner.run(assembly.close())
