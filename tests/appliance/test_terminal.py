"""The command in a real terminal, where bars and colours are drawn."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from tests.appliance.conftest import PAPERS

if TYPE_CHECKING:
    from pathlib import Path


def in_terminal(home: Path, *arguments: str) -> tuple[int, str]:
    """Exit code, and all that the terminal was given."""
    ours, theirs = pty.openpty()
    environment = {"PARVIS_HOME": str(home), "PATH": os.environ["PATH"], "TERM": "xterm-256color"}
    command = [sys.executable, "-m", "appliance.cli", *arguments]
    with subprocess.Popen(command, env=environment, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = bytearray()
        with suppress(OSError):  # how Linux says that the other side is closed
            while piece := os.read(ours, 4096):
                shown += piece
        os.close(ours)
    return process.returncode, shown.decode()


def test_documents_are_taken_in_under_a_bar(tmp_path: Path) -> None:
    added, _ = in_terminal(tmp_path, "commune", "add", "valbrume", "--name", "Valbrume", "--insee", "99001")
    taken, shown = in_terminal(tmp_path, "ingest", *PAPERS, "--commune", "valbrume")
    assert (added, taken) == (0, 0), shown
    assert "0/?" in shown  # before it is known how many there are
    assert "Documents" in shown
    assert "2 pris" in shown
    assert "\x1b[" in shown
