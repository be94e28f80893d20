"""One run: a plan against an appliance, what came of it and what the machine did meanwhile."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from benchmarks.load.backlog import piled_share
from benchmarks.load.changes import Changes
from benchmarks.load.lag import lateness
from benchmarks.load.tally import Tally
from benchmarks.load.watch import Watch
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from benchmarks.load.lag import Lateness
    from benchmarks.load.plan import Plan
    from benchmarks.load.target import Target

_URL, _TOKEN = "PARVIS_LOAD_URL", "PARVIS_LOAD_TOKEN"
_BEGINS = "begins "  # a worker's line says so, and when
_CONTROL_SECONDS = 20.0
_CONTROL_PER_SECOND = 0.5


@dataclass(frozen=True, slots=True)
class Ran:
    """What one plan gave. changes: of documents, meanwhile."""

    plan: Plan
    tally: Tally
    watch: Watch
    changes: Changes = field(default_factory=Changes)

    @property
    def lateness(self) -> Lateness:
        return lateness(self.tally.lag)

    @property
    def void(self) -> bool:
        return self.lateness.void

    @property
    def piled(self) -> float:
        """Which share of what arrived stayed behind beyond chance, 0 to 1."""
        arriving = self.plan.read_law().burstiness
        return piled_share(self.tally.due, self.tally.ended, self.plan.seconds, arriving)


def run(target: Target, plan: Plan, changing: AbstractContextManager[Changes] | None = None) -> Ran:
    """changing: what happens to the appliance meanwhile. Raises Fault when nothing could be asked."""
    with Watch(target) as watch, changing or nullcontext(Changes()) as changes:
        counts = _generated(target, plan, lambda at: changes.begin(at, plan.seconds))
    watch.align(counts["began"])
    return Ran(plan, Tally.unwired(counts), watch, changes)


def _generated(target: Target, plan: Plan, begins: Callable[[float], None]) -> dict[str, Any]:
    """What the generator counted. begins: told the run's second 0, once it is known."""
    command = [sys.executable, "-m", "benchmarks.load.generator"]
    environment = {**os.environ, _URL: target.url, _TOKEN: target.token}
    with tempfile.TemporaryFile("w+") as wanted, tempfile.TemporaryFile("w+") as errors:
        wanted.write(json.dumps(plan.plain()))
        wanted.seek(0)
        process = subprocess.Popen(
            command, stdin=wanted, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment
        )
        with _ended(process):
            last = _heard(process, begins)
        if process.returncode:
            errors.seek(0)
            raise _failed(errors.read())
    return dict(json.loads(last))


def _heard(process: subprocess.Popen[str], begins: Callable[[float], None]) -> str:
    """The last line that it says."""
    last = ""
    for last in process.stdout or ():
        if last.startswith(_BEGINS):
            begins(float(last.removeprefix(_BEGINS)))
    return last


@contextmanager
def _ended(process: subprocess.Popen[str]) -> Iterator[None]:
    """Waited for; killed when whoever waits is told to end."""
    with process:
        try:
            yield
        except BaseException:
            process.kill()
            raise


def at_rest(target: Target, plan: Plan) -> Ran:
    """The control: the same questions so rarely that hardly any meets another."""
    rarely = replace(
        plan,
        law="poisson",
        per_second=min(_CONTROL_PER_SECOND, plan.per_second),
        seconds=_CONTROL_SECONDS,
        warm_up=0.0,
        workers=1,
        run=f"{plan.run}0",
    )
    return run(target, rarely)


def _failed(told: str) -> Fault:
    """The last line of what the generator said."""
    last = next((line for line in reversed(told.splitlines()) if line.strip()), "sans raison")
    missing = "ModuleNotFoundError" in last
    return Fault(
        key="bench.generator_failed",
        sentence=f"Le générateur de charge s'est arrêté ({last.strip()}).",
        remedy="Installez ce qu'il lui faut : ./setup.sh bench." if missing else "Relancez la mesure.",
        retryable=not missing,
    )
