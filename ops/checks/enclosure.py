"""Can the engine and the readers be enclosed, away from every network?"""

from __future__ import annotations

import shutil
import subprocess

from ops.checks import Finding

# All that either of them asks of bubblewrap.
_TRY = [
    *("bwrap", "--dev-bind", "/", "/", "--proc", "/proc", "--unshare-all"),
    *("--unshare-user", "--disable-userns", "--cap-drop", "ALL", "--", "/bin/true"),
]


def check() -> Finding:
    if shutil.which("bwrap") is None:
        return Finding("enclos", False, "bubblewrap n'est pas installé", "apt install bubblewrap")
    tried = subprocess.run(_TRY, capture_output=True, check=False, timeout=10)
    if tried.returncode == 0:
        return Finding("enclos", True, "le moteur et les lecteurs tournent sans réseau")
    return Finding(
        "enclos",
        False,
        "bubblewrap est trop ancien, ou le noyau refuse les espaces de noms",
        "bubblewrap 0.8 au moins ; sysctl kernel.unprivileged_userns_clone=1, ou lancez en root",
    )
