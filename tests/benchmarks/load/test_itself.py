"""`bench generator` keeps its report as the other measures do."""

from __future__ import annotations

import json
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from appliance.settings import read_settings
from benchmarks.load import itself
from benchmarks.load.run import Ran
from benchmarks.load.target import Target
from benchmarks.load.watch import Watch
from tests.benchmarks.load.test_tally import counted, told

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from benchmarks.load.plan import Plan

STUB = Target("http://127.0.0.1:9")


def test_its_figures_are_kept_as_json_and_as_a_page(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Any
) -> None:
    def ran(_found: Target, plan: Plan) -> Ran:
        return Ran(plan, counted((told("hours", 0.1), None)), Watch(STUB))

    monkeypatch.setattr(itself, "_stub", lambda _core: nullcontext(STUB))
    monkeypatch.setattr(itself, "run", ran)
    itself.measure(read_settings(), 2_000.0, 10.0, tmp_path)
    kept = next(tmp_path.glob("generator-*.json"))
    assert set(json.loads(kept.read_text("utf-8"))["figures"]) == {
        "late_share",
        "lag_p99",
        "generator_busy",
        "offered_per_second",
    }
    assert "Le générateur de charge" in kept.with_suffix(".html").read_text("utf-8")
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["measure"] == "generator"
