"""What the reading of one file came to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.document import Reading
    from ops.fault import Fault


@dataclass(frozen=True, slots=True)
class Read:
    """reading is None when it was refused, `fault` says why then.

    folder: where the attachments of the reading are, None without any. They are taken out of it before the
    next result is asked for: then it is deleted.
    """

    media_type: str = ""
    reading: Reading | None = None
    fault: Fault | None = None
    seconds: float = 0.0
    folder: Path | None = None
