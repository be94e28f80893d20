"""Where the engine runs: without any network, seeing no process but its own.

Ray listens on all interfaces whatever it is told; inside its own network namespace there is
only a loopback that nobody else shares. Ending the enclosure ends every process in it.
"""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from ops.fault import Fault

if TYPE_CHECKING:
    from pathlib import Path

# A folder that exists on every Linux: the paths of Ray's and vLLM's sockets must stay under 107 bytes,
# so their working folder is mounted there, whatever the length of the real path.
_WORKING_FOLDER = "/mnt"


def engine_command(profile: str, model: Path, socket: Path, working_folder: Path) -> list[str]:
    """The command that serves `model` on `socket`, enclosed; all that it leaves is in `working_folder`.

    Raises Fault when the machine lacks bubblewrap.
    """
    if shutil.which("bwrap") is None:
        raise Fault(
            key="engine.no_enclosure",
            sentence="Le moteur n'est pas lancé : sans bubblewrap, Ray écouterait sur le réseau.",
            remedy="Installez-le : apt install bubblewrap.",
        )
    enclosure = ["bwrap", "--dev-bind", "/", "/", "--bind", str(working_folder), _WORKING_FOLDER]
    isolation = ["--proc", "/proc", "--unshare-net", "--unshare-pid"]
    temporary = ["--setenv", "TMPDIR", _WORKING_FOLDER]
    serve = [
        sys.executable,
        "-m",
        "inference.serving.application",
        profile,
        str(model),
        str(socket),
        _WORKING_FOLDER,
    ]
    return [*enclosure, *isolation, *temporary, "--", *serve]
