"""Long-lived processes: started once, found again, ended with all they started."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import psutil
import pytest

from ops.process import Daemon
from tests.fake_engine import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SLEEP = [sys.executable, "-c", "import time; print('awake', flush=True); time.sleep(60)"]
FAMILY = [
    sys.executable,
    "-c",
    "import subprocess, time; child = subprocess.Popen(['sleep', '60'], start_new_session=True);"
    "print(child.pid, flush=True); time.sleep(60)",
]


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[Daemon]:
    ours = Daemon("guardian", tmp_path / "run")
    yield ours
    ours.stop()


def child_of(daemon: Daemon) -> psutil.Process:
    """The process that FAMILY started, as its log tells."""
    assert eventually(lambda: daemon.log.read_text().strip() != "")
    return psutil.Process(int(daemon.log.read_text()))


def gone(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def test_it_is_found_again_and_writes_to_its_log(daemon: Daemon) -> None:
    started = daemon.start(SLEEP, os.environ)
    assert daemon.process() == started
    assert Daemon(daemon.name, daemon.folder).process() == started
    assert eventually(lambda: "awake" in daemon.log.read_text())
    assert daemon.resident_bytes() > 0


def test_stopping_ends_what_it_started(daemon: Daemon) -> None:
    started = daemon.start(FAMILY, os.environ)
    child = child_of(daemon)
    assert daemon.stop()
    assert gone(started)
    assert gone(child)


def test_stopping_ends_what_a_killed_one_left_behind(daemon: Daemon) -> None:
    started = daemon.start(FAMILY, os.environ)
    child = child_of(daemon)
    started.kill()
    assert eventually(lambda: daemon.process() is None)
    assert daemon.stop()
    assert gone(child)


def test_stopping_twice_is_harmless(daemon: Daemon) -> None:
    daemon.start(SLEEP, os.environ)
    assert daemon.stop()
    assert not daemon.stop()
    assert daemon.process() is None
    assert daemon.resident_bytes() == 0


def test_a_recycled_pid_is_never_mistaken(daemon: Daemon) -> None:
    stranger = psutil.Process()
    daemon.folder.mkdir()
    record = {"pid": stranger.pid, "started": stranger.create_time() - 60}
    (daemon.folder / "guardian.json").write_text(json.dumps(record))
    assert daemon.process() is None
    assert not daemon.stop()
    assert stranger.is_running()


@pytest.mark.parametrize("record", ["", "{", "{}", "[]", '{"pid": 1}', '{"pid": 99999999, "started": 1}'])
def test_a_spoilt_record_is_no_process(daemon: Daemon, record: str) -> None:
    daemon.folder.mkdir()
    (daemon.folder / "guardian.json").write_text(record)
    assert daemon.process() is None


def test_one_that_ignores_sigterm_is_killed(daemon: Daemon, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ops.process._TERM_SECONDS", 0.3)
    stubborn = (
        "import signal, time; signal.signal(15, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
    )
    started = daemon.start([sys.executable, "-c", stubborn], os.environ)
    assert eventually(lambda: "deaf" in daemon.log.read_text())
    assert daemon.stop()
    assert gone(started)
