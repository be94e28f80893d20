"""Documents that change while questions are asked, as a mairie changes them: by handing files over.

Only on this machine's own appliance; what was handed over is forgotten at the end.
"""

from __future__ import annotations

import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from appliance.client import Client
from benchmarks.shown import out
from ingest.document import State
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appliance.settings import Settings
    from benchmarks.load.mix import Mix

_THERE: Final = (State.INDEXED, State.DUPLICATE)


class Editing:
    """Publishes a crisis' document as its `with` begins, and edits while `during()` lasts."""

    def __init__(self, settings: Settings, commune: str, mix: Mix, allowed: bool) -> None:
        self._client, self._commune, self._allowed = Client(settings), commune, allowed
        self._edits, self._crisis = mix.habits.edits, mix.crisis_document
        self._handed: dict[str, str] = {}  # file → its newest document, which took the older ones' place

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory()
        if self._crisis:
            if not self._allowed:
                raise Fault(
                    key="bench.not_ours",
                    sentence="Le document de la crise ne peut être remis à un autre appareil.",
                    remedy="Lancez la mesure sur l'appareil même, ou sans --crisis.",
                )
            try:
                self._hand_over(self._crisis.file, self._crisis.document)
            except Fault:
                self._clear()
                raise
        return self

    def __exit__(self, *_: object) -> None:
        self._clear()

    def _clear(self) -> None:
        for document in self._handed.values():
            self._client.forget(document)
        self._folder.cleanup()

    @contextmanager
    def during(self) -> Iterator[None]:
        """One edit every 60 / per_minute seconds, from a thread of its own."""
        if not (self._edits.per_minute and self._allowed):
            yield
            return
        ended = threading.Event()
        thread = threading.Thread(target=self._edit, args=(ended,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def _edit(self, ended: threading.Event) -> None:
        number = 0
        while not ended.wait(60 / self._edits.per_minute):
            number += 1
            try:
                self._hand_over(self._edits.file, self._edits.text.format(number=number))
            except Fault as fault:
                out.print(f"[yellow]document non remis :[/] {fault}")

    def _hand_over(self, name: str, text: str) -> None:
        file = Path(self._folder.name, name)
        file.write_text(text.strip() + "\n", encoding="utf-8")
        for outcome in self._client.ingest([file], self._commune, lambda _progress: None):
            if outcome["document_id"]:
                self._handed[name] = outcome["document_id"]
            if outcome["state"] not in _THERE:
                raise Fault(
                    key="bench.not_taken",
                    sentence=f"L'appareil n'a pas pris {name} : {outcome['sentence']}",
                    remedy="Relancez la mesure ; voyez « parvis documents » si cela recommence.",
                    retryable=True,
                )
