"""`parvis bench generator`: what the generator itself can send, against a stub that answers without thinking.

One worker on one core, the stub on another where there is one. Prints a card, then JSON on the last line.
Keeps the whole report as `bench load` does.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import psutil

from benchmarks.conditions import afterwards, conditions
from benchmarks.load.figures import figures
from benchmarks.load.kept import keep, show
from benchmarks.load.load import plain, whole
from benchmarks.load.plan import Plan
from benchmarks.load.run import run
from benchmarks.load.target import Target
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from appliance.settings import Settings

_NAMES: Final = ("late_share", "lag_p99", "generator_busy", "offered_per_second")
_START_SECONDS: Final = 30.0


def measure(settings: Settings, per_second: float, seconds: float, save: Path) -> None:
    """Raises Fault when the stub does not start."""
    told: dict[str, Any] = {
        "measure": "generator",
        **conditions(settings),
        "manifest": {},
    }  # no model answers
    cores = sorted(os.sched_getaffinity(0))
    plan = Plan("stub", mix="plain", per_second=per_second, seconds=seconds)
    with _stub(cores[-1]) as found:
        os.sched_setaffinity(0, cores[:1])  # the worker inherits it
        try:
            ran = run(found, plan)
        finally:
            os.sched_setaffinity(0, cores)
    counted = [figure for figure in figures(ran, plan.other_deadline) if figure.name in _NAMES]
    told |= {
        **afterwards(),
        "plan": plan.plain(),
        "figures": plain(counted),
        **whole(ran),
    }
    show(told, counted)
    keep(told, save)


@contextmanager
def _stub(core: int) -> Iterator[Target]:
    """The gateway's stub on a free port, kept to one core."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.load.stub_gateway", str(port)])
    try:
        psutil.Process(process.pid).cpu_affinity([core])
        found = Target(f"http://127.0.0.1:{port}")
        _await(found)
        yield found
    finally:
        process.terminate()
        process.wait()


def _await(found: Target) -> None:
    limit = time.monotonic() + _START_SECONDS
    while True:
        try:
            found.deadline_seconds()
        except Fault:
            if time.monotonic() > limit:
                raise
            time.sleep(0.1)
        else:
            return
