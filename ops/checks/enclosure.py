"""Can the engine be enclosed, away from every network?"""

from __future__ import annotations

import shutil
import subprocess

from ops.checks import Finding

_TRY = [
    "bwrap",
    "--dev-bind",
    "/",
    "/",
    "--proc",
    "/proc",
    "--unshare-net",
    "--unshare-pid",
    "--",
    "/bin/true",
]


def check() -> Finding:
    if shutil.which("bwrap") is None:
        return Finding("enclos", False, "bubblewrap n'est pas installé", "apt install bubblewrap")
    tried = subprocess.run(_TRY, capture_output=True, check=False, timeout=10)
    if tried.returncode == 0:
        return Finding("enclos", True, "le moteur tourne sans réseau")
    return Finding(
        "enclos",
        False,
        "le noyau refuse les espaces de noms",
        "sysctl kernel.unprivileged_userns_clone=1, ou lancez en root",
    )
