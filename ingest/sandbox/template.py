"""The process inside a jail: it imports the readers once, then forks one child a file.

Started as `python -m ingest.sandbox.template CONTROL MODULE NICENESS`; MODULE has `warm` and `read`.
"""

from __future__ import annotations

import gc
import importlib
import os
import select
import signal
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.sandbox.child import run
from ingest.sandbox.wire import READY, REQUEST_BYTES, Request

if TYPE_CHECKING:
    from types import ModuleType

_IN_JAIL = 2  # our number where bubblewrap's own process is the first: nobody outside has it
_STRAY_LOOKS, _STRAY_SECONDS = 100, 0.01


def main() -> None:
    control = socket.socket(fileno=int(sys.argv[1]))
    control.set_inheritable(False)
    module = importlib.import_module(sys.argv[2])
    module.warm()
    os.nice(int(sys.argv[3]))
    _fall_silent()
    gc.collect()
    gc.freeze()  # what is shared with every child stays shared
    control.send(READY)
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, REQUEST_BYTES, 1)
        if not message or not descriptors:
            return
        status = _served(module, message, descriptors[0], control)
        control.send(bytes([status]))


def _served(module: ModuleType, message: bytes, data: int, control: socket.socket) -> int:
    """How the child of one request ended: 0, an exit status, or a signal's number."""
    child = os.fork()
    if child == 0:
        control.close()
        run(module.read, Request.unpacked(message), socket.socket(fileno=data))
    os.close(data)
    ended = os.pidfd_open(child)
    listening = select.poll()
    for descriptor in (ended, control.fileno()):
        listening.register(descriptor, select.POLLIN)
    if control.fileno() in dict(listening.poll()):  # the pool hung up: everything in the jail ends
        os._exit(0)
    os.close(ended)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    _end_strays()
    return abs(status) & 0xFF


def _end_strays() -> None:
    """Nothing that a reading started outlives it."""
    for _ in range(_STRAY_LOOKS if os.getpid() == _IN_JAIL else 0):
        strays = [int(found.name) for found in Path("/proc").iterdir() if found.name.isdigit()]
        strays = [stray for stray in strays if stray not in (1, _IN_JAIL)]
        for stray in strays:
            with suppress(OSError):
                os.kill(stray, signal.SIGKILL)
        if not strays:
            return
        time.sleep(_STRAY_SECONDS)  # bubblewrap's own process buries them


def _fall_silent() -> None:
    """Parsers print what they like; the standard error was the pool's, to hear why a start fails."""
    nowhere = os.open(Path(os.devnull), os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)


if __name__ == "__main__":
    main()
