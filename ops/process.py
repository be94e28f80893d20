"""Long-lived processes of the appliance: started once, found again, ended with all they started."""

from __future__ import annotations

import json
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_TERM_SECONDS = 8.0
_KILL_SECONDS = 5.0
_MARK = "PARVIS_DAEMON_RECORD"  # inherited by all that a daemon starts


def rank_session(niceness: int) -> None:
    """How much the caller's whole session gives way to others, 0 to 19. Raises OSError where it cannot.

    Linux may share cores between sessions first and between their processes then (autogroup): the niceness of
    a process alone says nothing to another session.
    """
    Path("/proc/self/autogroup").write_text(str(niceness), encoding="ascii")


@dataclass(frozen=True, slots=True)
class Daemon:
    """One named process, remembered in `<folder>/<name>.json`, writing to `<folder>/<name>.log`."""

    name: str
    folder: Path

    @property
    def log(self) -> Path:
        return self.folder / f"{self.name}.log"

    @property
    def _record(self) -> Path:
        return self.folder / f"{self.name}.json"

    def process(self) -> psutil.Process | None:
        """The running process; None when it is not there. A recycled pid is never mistaken for it."""
        try:
            record = json.loads(self._record.read_text())
            process = psutil.Process(record["pid"])
            alive = process.status() != psutil.STATUS_ZOMBIE
            same = abs(process.create_time() - record["started"]) < 1.0
        except (OSError, ValueError, KeyError, TypeError, psutil.Error):
            return None
        return process if alive and same else None

    def start(self, command: Sequence[str], environment: Mapping[str, str]) -> psutil.Process:
        """Starts the command in a session of its own, so that it outlives the terminal.

        What a killed one left behind is ended first.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self.stop()
        with self.log.open("ab") as log:
            child = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**environment, _MARK: str(self._record)},
                start_new_session=True,
            )
        process = psutil.Process(child.pid)
        self._record.write_text(json.dumps({"pid": child.pid, "started": process.create_time()}))
        return process

    def stop(self) -> bool:
        """Ends the process and all it started, even when it died before them; True when there was one."""
        process = self.process()
        family = [process, *_descendants(process)] if process else []
        family += [orphan for orphan in self._marked() if orphan not in family]
        for member in family:
            with suppress(psutil.Error):
                member.terminate()
        _, stubborn = psutil.wait_procs(family, timeout=_TERM_SECONDS)
        _kill(stubborn)
        self._record.unlink(missing_ok=True)
        return bool(family)

    def resident_bytes(self) -> int:
        """Memory of the process and its descendants, shared pages counted once (PSS)."""
        process = self.process()
        if process is None:
            return 0
        return sum(_proportional_bytes(member) for member in (process, *_descendants(process)))

    def _marked(self) -> list[psutil.Process]:
        return [process for process in psutil.process_iter() if _mark(process) == str(self._record)]


def _mark(process: psutil.Process) -> str | None:
    try:
        return process.environ().get(_MARK)
    except psutil.Error:
        return None


def _descendants(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []


def _kill(processes: Sequence[psutil.Process]) -> None:
    for process in processes:
        with suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(processes, timeout=_KILL_SECONDS)


def _proportional_bytes(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:
        return 0
