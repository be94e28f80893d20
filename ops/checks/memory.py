"""Is there enough memory for the model?"""

from __future__ import annotations

import psutil

from ops.checks import Finding

# A machine sold as 12 GiB shows a little less: its kernel and firmware keep some.
_KERNEL_SHARE = 0.9


def check(needed_bytes: int) -> Finding:
    total = psutil.virtual_memory().total
    told = f"{total / 2**30:.0f} Gio de mémoire"
    if total >= needed_bytes * _KERNEL_SHARE:
        return Finding("mémoire", True, told)
    return Finding(
        "mémoire",
        False,
        told,
        f"Ce profil demande {needed_bytes / 2**30:.0f} Gio : choisissez un profil plus petit.",
    )
