"""Up and down: the engine and the gateway as processes of this machine."""

from __future__ import annotations

import os
import shutil
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx

from inference.serving.enclosure import engine_command
from ops.checks import port
from ops.fault import Fault
from ops.process import Daemon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from appliance.settings import Settings

_GATEWAY_SECONDS = 120.0
_ENGINE_SECONDS = 900.0
_PAUSE_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step of a start, as it begins (seconds is None) and as it ends."""

    name: str
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """What runs.

    engine: `ready`, `loading`, `gone` or `stopped`. resident_bytes: shared pages counted once.
    deadline_seconds: from a question's arrival to the last word; None while nothing answers.
    """

    gateway: str
    engine: str
    url: str
    profile: str
    resident_bytes: int
    deadline_seconds: float | None = None


class Appliance:
    """The processes that one home folder has."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._engine = Daemon("engine", settings.run_folder)
        self._gateway = Daemon("gateway", settings.run_folder)

    def up(self, report: Callable[[Milestone], None]) -> None:
        """Starts what does not run yet and waits until all of it answers. Raises Fault."""
        if not self._settings.inference.engine_address:
            self._step("engine.start", self._start_engine, report)
        self._step("gateway.start", self._start_gateway, report)
        self._step("engine.load", self._await_engine, report)

    def down(self) -> bool:
        """Ends both and all they started; True when something ran."""
        stopped = [self._gateway.stop(), self._engine.stop()]
        self._settings.engine_socket.unlink(missing_ok=True)
        return any(stopped)

    def health(self) -> Health:
        """What answers now."""
        told = self._readiness()
        running = self._engine.process() is not None or bool(self._settings.inference.engine_address)
        return Health(
            gateway="ready" if told else ("starting" if self._gateway.process() else "stopped"),
            engine=told["engine"] if told else ("loading" if running else "stopped"),
            url=self._settings.gateway_url,
            profile=self._settings.inference.profile,
            resident_bytes=self._engine.resident_bytes() + self._gateway.resident_bytes(),
            deadline_seconds=told.get("deadline_seconds") if told else None,
        )

    def _step(self, name: str, work: Callable[[], None], report: Callable[[Milestone], None]) -> None:
        report(Milestone(name))
        started = time.monotonic()
        work()
        report(Milestone(name, time.monotonic() - started))

    def _start_engine(self) -> None:
        if self._engine.process():
            return
        settings = self._settings
        model = settings.models_folder / settings.inference.profile
        if not (model / "manifest.json").is_file():
            raise Fault(
                key="model.missing",
                sentence=f"Le modèle du profil « {settings.inference.profile} » n'est pas installé.",
                remedy=f"Lancez « parvis models install {settings.inference.profile} ».",
            )
        ray_folder = settings.run_folder / "ray"
        shutil.rmtree(ray_folder, ignore_errors=True)
        ray_folder.mkdir(parents=True)
        settings.engine_socket.unlink(missing_ok=True)
        command = engine_command(settings.inference.profile, model, settings.engine_socket, ray_folder)
        self._engine.start(command, {**os.environ, "RAY_USAGE_STATS_ENABLED": "0"})

    def _start_gateway(self) -> None:
        if self._gateway.process() is None:
            self._require_port()
            environment = {**os.environ, "PARVIS_HOME": str(self._settings.home)}
            self._gateway.start([sys.executable, "-m", "appliance.gateway"], environment)
        self._wait(lambda: self._readiness() is not None, [self._gateway], _GATEWAY_SECONDS)

    def _await_engine(self) -> None:
        ours = [] if self._settings.inference.engine_address else [self._engine]
        self._wait(self._engine_answers, [self._gateway, *ours], _ENGINE_SECONDS)

    def _require_port(self) -> None:
        found = port.check(self._settings.gateway.host, self._settings.gateway.port, ours=False)
        if not found.fine:
            raise Fault(
                key="gateway.port_taken",
                sentence=f"La passerelle n'est pas lancée : {found.sentence}.",
                remedy=found.remedy,
            )

    def _engine_answers(self) -> bool:
        return (self._readiness() or {}).get("engine") == "ready"

    def _wait(self, done: Callable[[], bool], daemons: Sequence[Daemon], seconds: float) -> None:
        limit = time.monotonic() + seconds
        while not done():
            late = daemons[-1] if time.monotonic() > limit else None
            if failed := next((daemon for daemon in daemons if daemon.process() is None), late):
                raise Fault(
                    key="process.not_ready",
                    sentence=f"« {failed.name} » n'a pas démarré.",
                    remedy=f"Le journal dit pourquoi : {failed.log}",
                )
            time.sleep(_PAUSE_SECONDS)

    def _readiness(self) -> dict[str, Any] | None:
        try:
            response = httpx.get(f"{self._settings.gateway_url}/readyz", timeout=2.0, trust_env=False)
            told = dict(response.json())
            return told if told.get("instance") == self._settings.instance else None
        except (httpx.HTTPError, ValueError):
            return None
