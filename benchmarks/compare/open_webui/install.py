"""The peer in an environment of its own, under the home; never a dependency of anything here."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Final

from benchmarks.shown import out
from ops.fault import Fault

if TYPE_CHECKING:
    from pathlib import Path

VERSION: Final = "0.12.4"
_PACKAGE: Final = f"open-webui=={VERSION}"
_DONE: Final = "installed.txt"


def installed(home: Path) -> Path:
    """Its command, installed first where it is not yet: minutes, and gigabytes. Raises Fault.

    It lives in `<home>/peers/open-webui`; removing that folder removes it.
    """
    folder = home / "peers" / "open-webui"
    done = folder / _DONE
    if not done.is_file() or done.read_text(encoding="utf-8") != VERSION:
        out.print(f"→ Open WebUI {VERSION} s'installe dans {folder} : 7,4 Go, une dizaine de minutes …")
        _run([sys.executable, "-m", "venv", "--clear", str(folder)])
        pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--no-input"]
        _run([*pip, "install", "--quiet", _PACKAGE])
        done.write_text(VERSION, encoding="utf-8")
    return folder / "bin" / "open-webui"


def _run(command: list[str]) -> None:
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    if told.returncode:
        last = next((line for line in reversed(told.stderr.splitlines()) if line.strip()), "sans raison")
        raise Fault(
            key="bench.peer_not_installed",
            sentence=f"Open WebUI ne s'installe pas ({last.strip()}).",
            remedy="Il faut 8 Go libres et un index de paquets ; ou mesurez sans lui : --no-peer.",
            retryable=True,
        )
