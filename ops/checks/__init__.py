"""Health checks: one file each, all of one shape, `check(…) -> Finding`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check saw. remedy: how to mend it, empty when all is fine."""

    name: str
    fine: bool
    sentence: str
    remedy: str = ""
