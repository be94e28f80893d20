"""`bench load` whole: control, run and report against the stub; a void run is told and still kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from appliance.settings import GatewaySettings, Settings
from benchmarks.load import lag
from benchmarks.load import run as running
from benchmarks.load.histogram import Durations
from benchmarks.load.load import measure, report
from benchmarks.load.plan import Plan
from benchmarks.load.run import Ran
from benchmarks.load.watch import Watch
from ops.fault import Fault
from tests.benchmarks.load.test_page import CONDITIONS
from tests.benchmarks.load.test_tally import RIGHT, counted, told

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.load.target import Target

PLAN = Plan("stub", mix="plain", per_second=20.0, seconds=1.0)


def kept(folder: Path) -> dict[str, Any]:
    (file,) = folder.glob("load-*.json")
    assert file.with_suffix(".html").exists()
    return dict(json.loads(file.read_text("utf-8")))


def test_a_whole_measure_is_asked_counted_and_kept_beside_its_control(
    stub: Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setattr(running, "_CONTROL_SECONDS", 1.0)
    monkeypatch.setattr(running, "_CONTROL_PER_SECOND", 10.0)
    monkeypatch.setattr(lag, "LATE_SECONDS", 60.0)  # whatever else this machine does
    port = int(stub.url.rpartition(":")[2])
    settings = Settings(home=tmp_path / "home", gateway=GatewaySettings(port=port))
    measure(settings, PLAN, "", tmp_path / "results")
    found = kept(tmp_path / "results")
    asked = len(PLAN.draw())
    assert found["kinds"] == {"hours/unscored": asked}
    assert found["figures"]["offered_per_second"]["count"] == asked
    assert 0 < found["control"]["whole"]["hours"]["count"] < asked
    assert (found["void"], found["control"]["void"]) == (False, False)
    assert found["plan"]["written_deadline"] == 3.0
    assert found["appliance"]["engine"] == "stub"
    assert found["edits"] == {"planned": 0, "done": 0, "failed": 0}
    assert found["scrapes"]["counters"] == "unknown"  # the stub counts nothing
    assert found["stages"] == found["cache"] == {}
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["void"] is False


def late(target: Target, plan: Plan = PLAN) -> Ran:
    tally = counted(*[(told("hours", 0.1), RIGHT)] * 20)
    tally.lag.add(Durations.of([0.5] * 5))
    return Ran(plan, tally, Watch(target))


def sound(target: Target) -> Ran:
    return Ran(PLAN, counted((told("hours", 0.1), RIGHT)), Watch(target))


def test_a_void_run_is_kept_and_ends_in_one_sentence(stub: Target, tmp_path: Path, capsys: Any) -> None:
    about = dict(CONDITIONS) | {"plan": PLAN.plain()}
    with pytest.raises(Fault, match=r"20,0 % des questions sont parties plus de 10 ms trop tard") as fault:
        report(about, late(stub), sound(stub), tmp_path)
    assert "--workers" in fault.value.remedy
    assert (kept(tmp_path)["void"], kept(tmp_path)["control"]["void"]) == (True, False)
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["void"] is True


def test_a_void_control_is_told_and_ends_nothing(stub: Target, tmp_path: Path) -> None:
    report(dict(CONDITIONS) | {"plan": PLAN.plain()}, sound(stub), late(stub), tmp_path)
    found = kept(tmp_path)
    assert (found["void"], found["control"]["void"]) == (False, True)
    (page,) = tmp_path.glob("*.html")
    assert "Témoin nul" in page.read_text("utf-8")
    assert "Mesure nulle" not in page.read_text("utf-8")
