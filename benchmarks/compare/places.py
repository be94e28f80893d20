"""A home and a gateway for each arm: the stores belong to one process at a time, so each has its own copy."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from appliance.lifecycle import Appliance
from appliance.settings import StoreSettings
from benchmarks import undrafted_engine
from benchmarks.compare import levers
from benchmarks.ground import free_port
from ops.process import Daemon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from appliance.settings import Settings

FOLDER: Final = "compare"
_STAYS: Final = frozenset({"run", "models", FOLDER})  # processes, weights, and the other copies


@dataclass(frozen=True, slots=True)
class Place:
    """Where one arm answers. lever: which one is off."""

    lever: str
    settings: Settings

    @property
    def prompts(self) -> Path:
        """What its ladder asked of the engine, one JSON object a line."""
        return self.settings.run_folder / "prompts.jsonl"

    def start(self) -> None:
        """Returns once it answers, engine included. Raises Fault."""
        if self.lever == levers.DRAFTS:
            undrafted_engine.start(self.settings)
        command = [sys.executable, "-m", "benchmarks.compare.without", self.lever, str(self.prompts)]
        Daemon("gateway", self.settings.run_folder).start(command, environment(self.settings))
        Appliance(self.settings).up(lambda _milestone: None)

    def deadline_seconds(self) -> float:
        """What it gives itself for one answer; it runs."""
        return Appliance(self.settings).health().deadline_seconds or 0.0

    def stop(self) -> None:
        Appliance(self.settings).down()


def place(of: Settings, lever: str, deadline_seconds: float | None) -> Place:
    """A copy of the home `of`, whose gateway does not run now; it asks the same engine but for drafts.

    deadline_seconds: None for its own.
    """
    home = of.home / FOLDER / lever
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(of.home, home, symlinks=True, ignore=lambda folder, _: _left(folder, of.home))
    (home / "models").symlink_to(of.models_folder.resolve())
    engine = "" if lever == levers.DRAFTS else of.engine_address
    told = {"engine_address": engine, "deadline_seconds": deadline_seconds}
    changed = {
        "home": home,
        "store": StoreSettings(),
        "gateway": of.gateway.model_copy(update={"port": free_port()}),
        "inference": of.inference.model_copy(update=told),
    }
    return Place(lever, of.model_copy(update=changed))


@contextmanager
def standing(places: Sequence[Place]) -> Iterator[None]:
    """All of them started, and stopped at the end."""
    try:
        for one in places:
            one.start()
        yield
    finally:
        for one in places:
            one.stop()


def environment(settings: Settings) -> dict[str, str]:
    """What its processes read: this one's own variables, but for those of the ground."""
    inference = settings.inference
    own = {
        "PARVIS_HOME": str(settings.home),
        "PARVIS_GATEWAY__PORT": str(settings.gateway.port),
        "PARVIS_STORE__URL": "",
        "PARVIS_STORE__CHROMA": "",
        "PARVIS_INFERENCE__ENGINE_ADDRESS": inference.engine_address,
    }
    given = {key: value for key, value in os.environ.items() if key != "PARVIS_INFERENCE__DEADLINE_SECONDS"}
    if inference.deadline_seconds:
        own["PARVIS_INFERENCE__DEADLINE_SECONDS"] = str(inference.deadline_seconds)
    return given | own


def _left(folder: str, home: Path) -> frozenset[str]:
    """What is not copied: only of the home itself, a document may have any name."""
    return _STAYS if folder == str(home) else frozenset()
