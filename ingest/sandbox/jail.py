"""A jail: a template process that sees no network, no other process and no file but the code and a scratch.

Everything in it ends with it: bubblewrap gives it processes, users and a network of its own.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import ingest
import ops
from ingest.sandbox import usage
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SCRATCH = "/scratch"
_ISOLATION = ("--unshare-all", "--unshare-user", "--disable-userns", "--cap-drop", "ALL", "--clearenv")
_LIFE = ("--die-with-parent", "--new-session", "--hostname", "lecture")
# Libraries, fonts and programs; no account, no key, no configuration of the house.
_SYSTEM = (
    *("/usr", "/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/etc/libreoffice"),
    *("/var/cache/fontconfig", "/var/lib/libreoffice"),
)
_LINKS = ("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
_ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "HOME": SCRATCH,
    "OMP_NUM_THREADS": "1",
    "OMP_THREAD_LIMIT": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "DO_NOT_TRACK": "1",
    "PROJ_NETWORK": "OFF",
}
_TEMPORARY = ("/tmp", "/var/tmp")  # noqa: S108
_TEMPORARY_BYTES = str(64 << 20)
_END_SECONDS = 5.0
_ERROR_LETTERS = 300


class Jail:
    """One started template. module: has `warm` and `read`. code: folders it is imported from beside ours."""

    def __init__(self, module: str, scratch: Path, code: Sequence[Path] = (), niceness: int = 0) -> None:
        self.scratch = scratch
        self.control, inner = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with inner:
            arguments = [module, str(niceness)]
            command = [*enclosed(scratch, code), *template(inner.fileno(), arguments)]
            self._process = _started(command, inner.fileno())

    @property
    def pid(self) -> int:
        return self._process.pid

    def send(self, request: bytes, data: socket.socket) -> None:
        socket.send_fds(self.control, [request], [data.fileno()])

    def stop(self) -> None:
        """End everything in it, and wait until it is gone."""
        self._kill()
        with suppress(OSError):
            self.control.settimeout(_END_SECONDS)
            while self.control.recv(1024):  # the last process inside to end hangs up
                pass
        self.control.close()
        self.settle()

    def _kill(self) -> None:
        """Its family too: bubblewrap dies with its own only once it has started whole."""
        self._process.send_signal(signal.SIGSTOP)
        with suppress(ChildProcessError):
            os.waitid(os.P_PID, self.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
            for member in usage.family(self.pid)[1:]:
                with suppress(ProcessLookupError):
                    os.kill(member, signal.SIGKILL)
        self._process.kill()
        self._process.wait()

    def settle(self) -> None:
        """It has started: it has nothing more to complain of."""
        if self._process.stderr:
            self._process.stderr.close()

    def failure(self) -> Fault:
        """Why it ended before it was ready."""
        self._process.kill()
        _, told = self._process.communicate()
        lines = told.decode("utf-8", "replace").strip().splitlines()
        return unavailable(lines[-1][:_ERROR_LETTERS] if lines else "")


def template(control: int, arguments: Sequence[str]) -> list[str]:
    python = [sys.executable, "-s", "-P", "-B", "-W", "ignore"]
    return [*python, "-m", "ingest.sandbox.template", str(control), *arguments]


def enclosed(scratch: Path, code: Sequence[Path] = ()) -> list[str]:
    """The command that runs what follows it in a jail whose only writable folder is `scratch`."""
    ours = [Path(str(package.__file__)).parent for package in (ingest, ops)]
    environment = _ENVIRONMENT | {"PYTHONPATH": str(ours[0].parent)}
    return [
        *("bwrap", *_ISOLATION, *_LIFE),
        *(word for name, value in environment.items() for word in ("--setenv", name, value)),
        *_bound([Path(path) for path in _SYSTEM]),
        *(word for link in _LINKS for word in _linked(Path(link))),
        *(word for path in _TEMPORARY for word in _temporary(path, ours)),
        *_bound([*_python(), *ours, *code]),
        *("--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev"),
        *("--bind", str(scratch), SCRATCH, "--chdir", SCRATCH, "--remount-ro", "/", "--"),
    ]


def unavailable(told: str = "") -> Fault:
    """Without a jail nothing is read: no file is trusted."""
    return Fault(
        key="sandbox.unavailable",
        sentence=f"Rien n'est lu : l'enclos des lecteurs ne démarre pas{f' ({told})' if told else ''}.",
        remedy="« parvis doctor » dit comment le réparer : apt install bubblewrap, ou les droits du noyau.",
    )


def _started(command: Sequence[str], inner: int) -> subprocess.Popen[bytes]:
    if shutil.which(command[0]) is None:
        raise unavailable("bubblewrap n'est pas installé")
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        pass_fds=(inner,),
    )


def _python() -> list[Path]:
    prefixes = {Path(sys.prefix), Path(sys.base_prefix), Path(sys.base_prefix).resolve()}
    return sorted(prefix for prefix in prefixes if not prefix.is_relative_to("/usr"))


def _bound(paths: Sequence[Path]) -> Iterator[str]:
    for path in paths:
        yield from ("--ro-bind-try", str(path), str(path))


def _temporary(path: str, code: Sequence[Path]) -> tuple[str, ...]:
    """Programs write there whatever they are told: into the scratch, unless our code is itself below it."""
    if any(folder.is_relative_to(path) for folder in code):
        return ("--size", _TEMPORARY_BYTES, "--tmpfs", path)
    return ("--symlink", SCRATCH, path)


def _linked(path: Path) -> Iterator[str]:
    """`/bin` and its like: links into /usr on a merged system, folders elsewhere."""
    if path.is_symlink():
        yield from ("--symlink", str(path.readlink()), str(path))
    else:
        yield from _bound([path])
