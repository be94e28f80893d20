"""One run: a plan against an appliance, what came of it and what the machine did meanwhile."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from benchmarks.load.backlog import piled_share
from benchmarks.load.lag import lateness
from benchmarks.load.tally import Tally
from benchmarks.load.watch import Watch
from ops.fault import Fault

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from benchmarks.load.lag import Lateness
    from benchmarks.load.plan import Plan
    from benchmarks.load.target import Target

_URL, _TOKEN = "PARVIS_LOAD_URL", "PARVIS_LOAD_TOKEN"
_CONTROL_SECONDS = 20.0
_CONTROL_PER_SECOND = 0.5


@dataclass(frozen=True, slots=True)
class Ran:
    """What one plan gave."""

    plan: Plan
    tally: Tally
    watch: Watch

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


def run(target: Target, plan: Plan, changing: AbstractContextManager[object] | None = None) -> Ran:
    """changing: what happens to the appliance meanwhile. Raises Fault when nothing could be asked."""
    environment = {**os.environ, _URL: target.url, _TOKEN: target.token}
    command = [sys.executable, "-m", "benchmarks.load.generator"]
    with Watch(target) as watch, changing or nullcontext():
        told = subprocess.run(
            command,
            input=json.dumps(plan.plain()),
            capture_output=True,
            text=True,
            env=environment,
            check=False,
        )
    if told.returncode:
        raise _failed(told.stderr)
    counts = json.loads(told.stdout.splitlines()[-1])
    watch.align(counts["began"])
    return Ran(plan, Tally.unwired(counts), watch)


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
