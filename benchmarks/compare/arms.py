"""The arms of a comparison, each asked the same question in its own way. What fails is told, never raised."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol

import httpx

from benchmarks.arms import RawEngine, Timed, WholePath
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from appliance.settings import Settings
    from benchmarks.compare.open_webui.client import OpenWebUI
    from benchmarks.compare.questions import Asked

PARVIS: Final = "parvis"
RAW: Final = "raw"
AGAIN: Final = "again"
FAULT: Final = "fault"
_GENERATED: Final = "generated"
_SALT: Final = "raw"


class Arm(Protocol):
    """name: stable, for programs. title: for people."""

    name: str
    title: str

    def ask(self, asked: Asked) -> Timed | None:
        """None where this question is not one for this arm. What fails is a `Timed` of kind `fault`."""
        ...


class GatewayArm:
    """A gateway of ours, as a citizen's page asks it. prompts: what it asked of the engine, as it grows."""

    def __init__(self, name: str, title: str, settings: Settings, prompts: Path) -> None:
        self.name, self.title = name, title
        self._whole, self._prompts = WholePath(settings), prompts
        self.asked_engine: list[str] = []

    def ask(self, asked: Asked) -> Timed:
        before = len(_lines(self._prompts))
        said = timed(lambda: self._whole.ask(asked.question))
        self.asked_engine = _lines(self._prompts)[before:] if said.kind == _GENERATED else []
        return said


class PeerArm:
    """One instance of another tool. It has no clock of ours: the moment is told in the question's text.

    apart: told beside it instead, so that documents are looked for with the question alone.
    """

    def __init__(self, name: str, title: str, client: OpenWebUI, *, apart: bool) -> None:
        self.name, self.title = name, title
        self._client, self._apart = client, apart

    def ask(self, asked: Asked) -> Timed:
        if self._apart:
            return timed(lambda: self._client.ask(asked.question.question, asked.moment))
        return timed(lambda: self._client.ask(asked.told))


class RawArm:
    """The engine alone, on the final prompt of what `of` has just written."""

    name, title = RAW, "moteur seul, même invite"

    def __init__(self, of: GatewayArm, address: str) -> None:
        self._of, self._raw = of, RawEngine(address)

    def ask(self, asked: Asked) -> Timed | None:
        """None unless the gateway wrote this answer. Of kind `again` when it took it two prompts."""
        prompts = self._of.asked_engine
        if not prompts:
            return None
        said = timed(lambda: self._raw.ask(json.loads(prompts[-1]), _SALT))
        return replace(said, kind=AGAIN) if len(prompts) > 1 and said.kind == RAW else said


def timed(ask: Callable[[], Timed]) -> Timed:
    """Its answer, or the fault with the seconds until it."""
    started = time.perf_counter()
    try:
        return ask()
    except (Fault, httpx.HTTPError, ValueError, KeyError) as error:
        seconds = time.perf_counter() - started
        return Timed(f"{type(error).__name__} {error}".strip(), FAULT, seconds, seconds)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
