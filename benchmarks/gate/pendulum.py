"""The control of the gate: one fixed piece of work of this process, timed between two questions.

It tells how quick the machine is at this moment. What an upgrade may change (engine, gateway, libraries) has
no part in it: OpenSSL's SHA-256 and a copy in memory, always of the same bytes.
"""

from __future__ import annotations

import hashlib
import time
from typing import Final

VERSION: Final = 1  # of the work: seconds of another version are not comparable
_HASHED: Final = bytes(range(256)) * (8 << 12)  # 8 MiB
_COPIES: Final = 4


def swing() -> float:
    """Seconds that the work takes now: some 20 ms, in which compute and memory both count."""
    started = time.perf_counter()
    hashlib.sha256(_HASHED).digest()
    for _ in range(_COPIES):
        bytearray(_HASHED)
    return time.perf_counter() - started
