"""What a measure publishes, noted on disk before it is handed over: a killed run's is forgotten next time.

A document is known again by its commune and its bytes: nobody else's of the same name is taken for it. The
record stays with who asked: one for this machine's appliance, one for each other that was measured from here.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

from benchmarks.shown import write_json
from ops.fault import Fault

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.load.documents import Documents
    from benchmarks.load.target import Target

RECORD: Final = "handed-over"


def record_of(run_folder: Path, target: Target) -> Path:
    mark = f"-{hashlib.sha256(target.url.encode()).hexdigest()[:12]}" if target.elsewhere else ""
    return run_folder / f"{RECORD}{mark}.json"


class Handed:
    """The record: commune → digests of what was handed over."""

    def __init__(self, documents: Documents, record: Path) -> None:
        self._documents, self._file = documents, record

    def hand_over(self, commune: str, name: str, content: bytes) -> None:
        """Noted first: a kill right after leaves no trace that is not known. Raises Fault."""
        self._note(commune, content)
        self._documents.hand_over(commune, name, content)

    def forget(self) -> int:
        """All that is noted and still there, whatever run it is of; how many there were. Raises Fault."""
        left = [
            document["document_id"]
            for commune, digests in self._noted().items()
            for document in self._listed(commune)
            if document["sha256"] in digests
        ]
        for document in left:
            self._documents.forget(document)
        self._file.unlink(missing_ok=True)
        return len(left)

    def _note(self, commune: str, content: bytes) -> None:
        noted = self._noted()
        digests = [*noted.get(commune, ()), hashlib.sha256(content).hexdigest()]
        whole = self._file.with_suffix(".new")
        write_json(noted | {commune: digests}, whole)
        whole.replace(self._file)

    def _listed(self, commune: str) -> list[dict[str, str]]:
        """Nothing where the commune is gone, and its documents with it."""
        try:
            return self._documents.listed(commune)
        except Fault as fault:
            if fault.key == "commune.unknown":
                return []
            raise

    def _noted(self) -> dict[str, list[str]]:
        return dict(json.loads(self._file.read_text(encoding="utf-8"))) if self._file.exists() else {}
