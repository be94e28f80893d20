"""`up` mends what died: the engine's process is real here, only its words are scripted."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from appliance import lifecycle
from appliance.lifecycle import Appliance, Milestone
from appliance.settings import read_settings
from ops.fault import Fault
from ops.process import Daemon
from tests.contracts.checkout import ROOT
from tests.fake_engine import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENGINE = """
import sys, time
from pathlib import Path
from tests.fake_engine import FakeEngine, serving
with serving(FakeEngine(["Oui."]), Path(sys.argv[1])):
    time.sleep(600)
"""


@pytest.fixture
def appliance(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Appliance]:
    """An installed model, and a command that serves a scripted engine on the socket it is given."""
    (home / "models" / "cpu-demo").mkdir(parents=True)
    (home / "models" / "cpu-demo" / "manifest.json").touch()
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setattr(
        lifecycle, "engine_command", lambda _p, _m, socket, _r: [sys.executable, "-c", ENGINE, str(socket)]
    )
    ours = Appliance(read_settings())
    yield ours
    ours.down()


def up(appliance: Appliance) -> list[str]:
    steps: list[Milestone] = []
    appliance.up(steps.append)
    return [step.name for step in steps if step.seconds is not None]


def test_a_killed_engine_is_started_again_beside_the_same_gateway(appliance: Appliance, home: Path) -> None:
    engine, gateway = Daemon("engine", home / "run"), Daemon("gateway", home / "run")
    assert up(appliance) == ["engine.start", "gateway.start", "engine.load"]
    first, door = engine.process(), gateway.process()
    assert first is not None
    first.kill()
    assert eventually(lambda: appliance.health().engine == "gone", seconds=10)
    up(appliance)
    assert appliance.health().engine == "ready"
    assert engine.process() != first
    assert gateway.process() == door


def test_a_killed_gateway_is_started_again_beside_the_same_engine(appliance: Appliance, home: Path) -> None:
    up(appliance)
    engine, door = Daemon("engine", home / "run").process(), Daemon("gateway", home / "run").process()
    assert door is not None
    door.kill()
    assert eventually(lambda: appliance.health().gateway == "stopped")
    up(appliance)
    assert appliance.health().gateway == "ready"
    assert Daemon("engine", home / "run").process() == engine


def test_an_engine_that_cannot_start_is_told_with_its_log(
    appliance: Appliance, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lifecycle, "engine_command", lambda *_: [sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(Fault) as failed:
        up(appliance)
    assert "« engine »" in failed.value.sentence
    assert str(home / "run" / "engine.log") in failed.value.remedy


def test_without_a_model_nothing_is_started(appliance: Appliance, home: Path) -> None:
    (home / "models" / "cpu-demo" / "manifest.json").unlink()
    with pytest.raises(Fault, match="models install cpu-demo"):
        up(appliance)
    assert appliance.health().gateway == "stopped"
    assert not appliance.down()
