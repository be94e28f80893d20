"""Where measures are taken: a home of their own, so that no commune of this machine is touched."""

from __future__ import annotations

import os
import socket
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from appliance.lifecycle import Appliance
from appliance.settings import read_settings
from benchmarks import always_writing, undrafted_engine
from ops.fault import Fault
from ops.process import Daemon

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from appliance.lifecycle import Milestone
    from appliance.settings import Settings

# A measured answer is never cut short by the clock.
_DEADLINE_SECONDS = "120"
_DEADLINE = "PARVIS_INFERENCE__DEADLINE_SECONDS"


class Ground:
    """An appliance under measure, in `<home>/bench`, with the models of this machine.

    own_deadline: what the machine's own settings say of it in the environment, or None.
    """

    def __init__(self, settings: Settings, own_deadline: str | None) -> None:
        self.settings = settings
        self.own_deadline = own_deadline
        self._own = {name: os.environ.get(name) for name in always_writing.ENVIRONMENT}
        self.prompts = settings.run_folder / "prompts.jsonl"
        self._appliance = Appliance(settings)

    def up(self) -> list[Milestone]:
        """Starts it; what each step took. Raises Fault."""
        from appliance.display import milestones

        steps: list[Milestone] = []
        with milestones() as show:

            def report(milestone: Milestone) -> None:
                steps.append(milestone)
                show(milestone)

            self._appliance.up(report)
        return [step for step in steps if step.seconds is not None]

    def go_cold(self) -> None:
        """Puts the measuring gateway in the place of the ordinary one."""
        gateway = Daemon("gateway", self.settings.run_folder)
        gateway.stop()
        self.prompts.unlink(missing_ok=True)
        self._always_write(wanted=True)
        command = [sys.executable, "-m", "benchmarks.measuring_gateway", str(self.prompts)]
        gateway.start(command, os.environ)
        self._appliance.up(lambda _milestone: None)

    def renew(self, always_writing: bool = False) -> None:
        """An ordinary gateway, with its own deadline, that remembers nothing.

        always_writing: the engine is asked even where a passage answers for certain.
        """
        Daemon("gateway", self.settings.run_folder).stop()
        _set(_DEADLINE, self.own_deadline)
        self._always_write(wanted=always_writing)
        self._appliance.up(lambda _milestone: None)

    def _always_write(self, *, wanted: bool) -> None:
        """The engine is asked even where a passage answers for certain, and what it writes is shown."""
        for name, told in (always_writing.ENVIRONMENT if wanted else self._own).items():
            _set(name, told)

    def undraft(self) -> None:
        """Puts an engine that writes without drafts in the place of the ordinary one."""
        self.down()
        undrafted_engine.start(self.settings)
        self._appliance.up(lambda _milestone: None)

    def resident_bytes(self) -> int:
        return self._appliance.health().resident_bytes

    def engine(self) -> Daemon:
        return Daemon("engine", self.settings.run_folder)

    def down(self) -> None:
        self._appliance.down()


@contextmanager
def ground() -> Iterator[Ground]:
    """The ground, taken down at the end. Raises Fault when the ordinary appliance runs beside it."""
    ordinary = read_settings()
    if any(Daemon(name, ordinary.run_folder).process() for name in ("engine", "gateway")):
        raise Fault(
            key="bench.not_alone",
            sentence="Parvis tourne sur cette machine : la mesure serait faussée.",
            remedy="Arrêtez-le avec « parvis down », puis recommencez.",
            retryable=True,
        )
    home = _home(ordinary)
    environment = {
        "PARVIS_HOME": str(home),
        "PARVIS_GATEWAY__PORT": str(free_port()),
        "PARVIS_STORE__URL": f"sqlite:///{home / 'parvis.db'}",
        "PARVIS_STORE__CHROMA": str(home / "chroma"),
        _DEADLINE: _DEADLINE_SECONDS,
    }
    own_deadline = os.environ.get(_DEADLINE)
    os.environ.update(environment)
    measured = Ground(read_settings(), own_deadline)
    try:
        yield measured
    finally:
        measured.down()


def _home(ordinary: Settings) -> Path:
    """`<home>/bench`, with the settings and the models of the ordinary home."""
    home = ordinary.home / "bench"
    home.mkdir(parents=True, exist_ok=True)
    for name in ("models", "parvis.toml"):
        link = home / name
        if not link.is_symlink():
            link.symlink_to(ordinary.home / name)
    return home


def _set(name: str, value: str | None) -> None:
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value


def free_port() -> int:
    """A port of loopback where nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
