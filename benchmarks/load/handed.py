"""What a measure publishes, noted on disk before it is handed over: a killed run's is forgotten next time.

A document is known again by its commune and its bytes: nobody else's of the same name is taken for it.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

from appliance.client import Client
from appliance.records import communes, documents_of
from benchmarks.shown import write_json

if TYPE_CHECKING:
    from pathlib import Path

    from appliance.settings import Settings

RECORD: Final = "handed-over.json"


class Handed:
    """The record in the home's run folder: commune → digests of what was handed over."""

    def __init__(self, settings: Settings) -> None:
        self._settings, self._client = settings, Client(settings)
        self._file: Path = settings.run_folder / RECORD

    def note(self, commune: str, content: bytes) -> None:
        """Before the document is handed over: a kill right after leaves no trace that is not known."""
        noted = self._noted()
        digests = [*noted.get(commune, ()), hashlib.sha256(content).hexdigest()]
        whole = self._file.with_suffix(".new")
        write_json(noted | {commune: digests}, whole)
        whole.replace(self._file)

    def forget(self) -> int:
        """All that is noted and still there, whatever run it is of; how many there were. Raises Fault."""
        served = {commune["slug"] for commune in communes(self._settings)}
        left = [
            document["document_id"]
            for commune, digests in self._noted().items()
            if commune in served
            for document in documents_of(self._settings, commune)
            if document["sha256"] in digests
        ]
        for document in left:
            self._client.forget(document)
        self._file.unlink(missing_ok=True)
        return len(left)

    def _noted(self) -> dict[str, list[str]]:
        return dict(json.loads(self._file.read_text(encoding="utf-8"))) if self._file.exists() else {}
