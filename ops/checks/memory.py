"""Is there enough memory for the model?"""

from __future__ import annotations

import psutil

from ops.checks import Finding


def check(needed_bytes: int) -> Finding:
    total = psutil.virtual_memory().total
    told = f"{total / 2**30:.0f} Gio de mémoire"
    if total >= needed_bytes:
        return Finding("mémoire", True, told)
    return Finding(
        "mémoire",
        False,
        told,
        f"Ce profil demande {needed_bytes / 2**30:.0f} Gio : choisissez un profil plus petit.",
    )
