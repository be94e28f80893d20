"""Documents that change while questions are asked, as a mairie changes them: by handing files over.

Only on this machine's own appliance, and only into the sample commune unless one says otherwise: what is
handed over is invented, and people would be told it. It is forgotten at the end, or when the next measure
begins.
"""

from __future__ import annotations

import tempfile
import threading
import tomllib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from appliance.client import Client
from appliance.demo import FOLDER
from benchmarks.load.handed import Handed
from benchmarks.shown import out
from ingest.document import State
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appliance.settings import Settings
    from benchmarks.load.mix import Mix
    from benchmarks.load.plan import Plan
    from benchmarks.load.target import Target

_THERE: Final = (State.INDEXED, State.DUPLICATE)


def editing_of(settings: Settings, plan: Plan, target: Target) -> Editing:
    """What the plan's mix changes meanwhile. Raises Fault where people would be told invented notices."""
    editing = Editing(settings, plan.commune, plan.read_mix(), target.own)
    if editing.publishes and not plan.publish and plan.commune != _sample():
        raise Fault(
            key="bench.not_the_sample",
            sentence=f"Cette mesure publierait des avis inventés parmi les documents de « {plan.commune} ».",
            remedy="Mesurez la commune de démonstration, prenez un mélange sans crise ni documents qui "
            "changent, ou ajoutez --publish si personne ne consulte cette commune.",
        )
    return editing


class Editing:
    """Publishes a crisis' document as its `with` begins, and edits while `during()` lasts."""

    def __init__(self, settings: Settings, commune: str, mix: Mix, allowed: bool) -> None:
        self._client, self._commune, self._allowed = Client(settings), commune, allowed
        self._edits, self._crisis = mix.habits.edits, mix.crisis_document
        self._handed = Handed(settings)

    @property
    def publishes(self) -> bool:
        """Whether any document is handed over."""
        return self._allowed and bool(self._crisis or self._edits.per_minute)

    def __enter__(self) -> Self:
        if self._allowed and (left := self._handed.forget()):
            out.print(f"[yellow]Oublié d'abord ce qu'une mesure interrompue avait laissé :[/] {left}")
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
        if self._allowed:
            self._handed.forget()
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
        content = f"{text.strip()}\n".encode()
        file = Path(self._folder.name, name)
        file.write_bytes(content)
        self._handed.note(self._commune, content)
        for outcome in self._client.ingest([file], self._commune, lambda _progress: None):
            if outcome["state"] not in _THERE:
                raise Fault(
                    key="bench.not_taken",
                    sentence=f"L'appareil n'a pas pris {name} : {outcome['sentence']}",
                    remedy="Relancez la mesure ; voyez « parvis documents » si cela recommence.",
                    retryable=True,
                )


def _sample() -> str:
    """The sample commune's slug."""
    return str(tomllib.loads((FOLDER / "commune.toml").read_text(encoding="utf-8"))["slug"])
