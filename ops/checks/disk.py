"""Is there room left where the appliance keeps its state?"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from ops.checks import Finding

if TYPE_CHECKING:
    from pathlib import Path

NEEDED_BYTES = 2 * 2**30


def check(home: Path) -> Finding:
    free = shutil.disk_usage(home).free
    told = f"{free / 2**30:.1f} Gio libres".replace(".", ",")
    if free >= NEEDED_BYTES:
        return Finding("disque", True, told)
    return Finding("disque", False, told, f"Libérez de la place sur le disque de {home} : il faut 2 Gio.")
