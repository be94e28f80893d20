"""`parvis bench gate` before the real gateway: passes on itself, fails when answers are worse or slower."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.gate import baseline, command
from ops.fault import Fault
from tests.fake_engine import eventually
from tests.gateway.test_probes import DOGS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gateway.conftest import Gateway

LEASH = "Les chiens sont tenus en laisse dans les parcs municipaux."
WIDE = 4.0  # five times as slow: other tests may run on this machine, and the engine slows thirty times
ASKED: list[dict[str, Any]] = [
    {
        "id": name,
        "commune": "valbrume",
        "at": "2026-11-24T10:00",
        "question": text,
        "type": kind,
        "all": expected,
        "kind": rung,
    }
    for name, text, kind, expected, rung in (
        ("hours", "La mairie est-elle ouverte ?", "schedule", [["ouverte"]], ["hours"]),
        ("leash", "Faut-il tenir les chiens en laisse dans les parcs ?", "fact", [["laisse"]], ["generated"]),
        (
            "parks",
            "Comment tenir les chiens dans les parcs municipaux ?",
            "fact",
            [["laisse"]],
            ["generated"],
        ),
    )
]


@pytest.fixture
def town(gateway: Gateway, tmp_path: Path) -> Gateway:
    """Recorded while its engine is well."""
    gateway.engine.says(LEASH)
    file = tmp_path / "set.jsonl"
    file.write_text("\n".join(map(json.dumps, ASKED)), encoding="utf-8")
    command.record(gateway.rooms.settings, file)
    return gateway


def judged(town: Gateway) -> None:
    command.judge(town.rooms.settings, WIDE)


def refused(town: Gateway) -> str:
    with pytest.raises(Fault) as told:
        judged(town)
    assert told.value.key == "bench.gate"
    return str(told.value)


def test_it_passes_on_itself(town: Gateway, capsys: pytest.CaptureFixture[str]) -> None:
    judged(town)
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (told["passed"], told["asked"], told["worse"]) == (True, 3, [])
    assert {"rédigées", "calculées"} == set(told["times_slower"])


def test_it_fails_when_answers_are_worse(town: Gateway) -> None:
    town.engine.says("Les chiens paient 99 euros.")
    said = refused(town)
    assert "Faut-il tenir les chiens en laisse dans les parcs ?" in said
    assert "ouverte" not in said


def test_it_fails_when_the_engine_is_gone(town: Gateway) -> None:
    town.engine.fails(after=0, how="die")
    said = refused(town)
    assert "Faut-il tenir les chiens en laisse dans les parcs ?" in said
    assert "Les documents ont changé" not in said
    assert ".." not in said


def test_a_right_passage_quoted_in_its_place_does_not_hide_that_the_engine_is_gone(
    gateway: Gateway, tmp_path: Path
) -> None:
    gateway.engine.says(LEASH)
    file = tmp_path / "set.jsonl"
    sure = {"id": "sure", "question": DOGS, "kind": []}
    file.write_text(json.dumps(ASKED[1] | sure), encoding="utf-8")
    command.record(gateway.rooms.settings, file)
    gateway.engine.fails(after=0, how="die")
    said = refused(gateway)
    assert "réponses que le modèle ne rédige plus : 1 sur 1" in said
    assert DOGS not in said


def test_an_engine_that_is_gone_is_told_where_nothing_was_written_before(town: Gateway) -> None:
    file = baseline.place(town.rooms.settings)
    before = baseline.read(file)
    hours = tuple(one for one in before.seen if one.question.id == "hours")
    baseline.write(file, before.model_copy(update={"seen": hours}))
    judged(town)
    town.engine.loading = True
    assert eventually(lambda: town.get("/readyz").json()["engine"] == "gone", seconds=30)
    assert "le moteur de rédaction n'est plus prêt" in refused(town)


def test_it_fails_when_answers_are_slower(town: Gateway) -> None:
    town.engine.says(LEASH, delay=1.0)
    said = refused(town)
    assert "réponses rédigées" in said
    assert "calculées" not in said


def test_no_answer_of_before_hides_what_is_written_now(town: Gateway) -> None:
    asked = len(town.engine.prompts)
    judged(town)
    assert len(town.engine.prompts) >= asked + 2


def test_another_machine_or_profile_must_be_recorded_anew(town: Gateway) -> None:
    file = baseline.place(town.rooms.settings)
    other = baseline.read(file).model_copy(update={"machine": "Z80, 1 cœur, cpu-demo"})
    baseline.write(file, other)
    with pytest.raises(Fault) as told:
        judged(town)
    assert told.value.key == "bench.other_machine"


def test_without_a_baseline_it_says_how_to_take_one(gateway: Gateway) -> None:
    baseline.place(gateway.rooms.settings).unlink(missing_ok=True)
    with pytest.raises(Fault, match="pas encore de mesure") as told:
        judged(gateway)
    assert "--record" in told.value.remedy


def test_upgrades_read_the_exit_code(town: Gateway) -> None:
    settings = town.rooms.settings
    environment = os.environ | {"PARVIS_HOME": str(settings.home), "PARVIS_GATEWAY__PORT": str(town.port)}
    gate = [sys.executable, "-c", "from appliance.cli import main; main()", "bench", "gate", "--tolerance=4"]

    def ran() -> subprocess.CompletedProcess[str]:
        return subprocess.run(gate, env=environment, capture_output=True, text=True, check=False, timeout=120)

    assert ran().returncode == 0
    town.engine.fails(after=0, how="die")
    worse = ran()
    assert worse.returncode == 1
    assert "moins bon que sa mesure de référence" in worse.stderr
    assert "Traceback" not in worse.stderr


def test_only_whoever_measures_is_answered_anew(gateway: Gateway) -> None:
    gateway.engine.says(LEASH)
    path, body = (
        "/api/v1/communes/valbrume/questions",
        {"question": "Tient-on les chiens en laisse au parc ?"},
    )
    anew = {"X-Parvis-Anew": "1"}

    def kind(**headers: str) -> str:
        return str(gateway.post(path, body, headers=headers).json()["kind"])

    assert kind() == "generated"
    assert kind(**anew) == "cached"  # a citizen may not make the engine work
    assert kind(**anew, **gateway.administrator) == "generated"
    assert kind() == "cached"
