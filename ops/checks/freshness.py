"""Is every source of documents still fed?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from ops.checks import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping

# A council meets once a quarter at least (CGCT, L2121-7), and its acts are published.
MOST_DAYS: Final = 100


def check(newest: Mapping[str, datetime | None], now: datetime) -> Finding:
    """newest: by name, when the last document in use was taken in; None without any. All in UTC."""
    oldest = now - timedelta(days=MOST_DAYS)
    empty = sorted(name for name, at in newest.items() if at is None)
    stale = sorted(name for name, at in newest.items() if at is not None and at < oldest)
    if not empty and not stale:
        return Finding("fraîcheur", True, f"{len(newest)} communes, toutes avec des documents récents")
    told = [f"sans document : {', '.join(empty)}"] if empty else []
    told += [f"rien depuis {MOST_DAYS} jours : {', '.join(stale)}"] if stale else []
    remedy = "Demandez les derniers actes et horaires, puis « parvis ingest … --commune … »."
    return Finding("fraîcheur", False, " ; ".join(told), remedy)
