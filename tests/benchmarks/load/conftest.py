"""What the tests of load share: the gateway's stub, in a process of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from benchmarks.load.target import Target
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def stub() -> Iterator[Target]:
    """Three texts for every question, 20 ms apart; no `/metrics`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "benchmarks.load.stub_gateway", str(port), "--pause", "0.02"]
    process = subprocess.Popen(command)
    found = Target(f"http://127.0.0.1:{port}")
    while not answers(found):
        time.sleep(0.05)
    yield found
    process.terminate()
    process.wait()


def answers(found: Target) -> bool:
    try:
        return found.deadline_seconds() > 0
    except Fault:
        return False
