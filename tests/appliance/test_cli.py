"""The command line: 0 done, 1 one clear sentence on stderr, 2 wrong usage; never a traceback."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from appliance import cli, records
from tests.appliance.conftest import PAPERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.appliance.conftest import Ran

    Parvis = Callable[..., Ran]

ANSWER = {"answer_id", "answer", "kind", "citations", "seconds", "commune", "index_version"}


def told(ran: Ran) -> str:
    """The one sentence of a refusal."""
    assert ran.code == 1
    assert ran.out == ""
    assert ran.err.startswith("parvis : ")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    return ran.err


def test_version(parvis: Parvis) -> None:
    assert parvis("version").out.startswith("parvis 0.")


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "Bonjour ?", "--commune", "atlantis"),
        ("documents", "--commune", "atlantis"),
        ("commune", "show", "atlantis"),
        ("forget", "nothing"),
        ("ask", "", "--commune", "valbrume"),
        ("ask", "a" * 501, "--commune", "valbrume"),
        ("ask", "Bonjour ?", "--commune", "valbrume", "--at", "1789-07-14"),
        ("commune", "add", "valbrume", "--name", "Encore", "--insee", "99001"),
        ("commune", "add", "Val Brume", "--name", "Encore", "--insee", "99001"),
        ("commune", "add", "autre", "--name", "Autre", "--insee", "1"),
        ("models", "install", "gpu-of-my-dreams"),
        ("models", "verify", "cpu-demo"),
        ("up",),
    ],
    ids=" ".join,
)
def test_a_refusal_is_one_sentence(valbrume: Parvis, arguments: tuple[str, ...]) -> None:
    told(valbrume(*arguments))


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("ask",),
        ("ask", "Bonjour ?"),
        ("ingest", "/nowhere/at/all", "--commune", "valbrume"),
        ("ask", "Bonjour ?", "--commune", "valbrume", "--at", "demain"),
        ("status", "--xml"),
    ],
)
def test_wrong_usage_is_2(parvis: Parvis, arguments: tuple[str, ...]) -> None:
    ran = parvis(*arguments)
    assert ran.code == 2
    assert "Traceback" not in ran.err


def test_what_nobody_foresaw_is_one_sentence_and_a_file(
    parvis: Parvis, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_settings: object) -> None:
        raise RuntimeError("wires crossed")

    monkeypatch.setattr(records, "communes", broken)
    sentence = told(parvis("commune", "list"))
    assert "wires crossed" in sentence
    assert sentence.strip().endswith(".log")


def test_a_real_process_keeps_its_traceback_to_itself(tmp_path: Path) -> None:
    (tmp_path / "not-a-folder").touch()
    environment = {"PARVIS_HOME": str(tmp_path / "not-a-folder"), "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "appliance.cli", "commune", "list"]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stderr.startswith("parvis : ")
    assert "Traceback" not in ran.stderr + ran.stdout


def test_interrupted_it_says_how_to_go_on(parvis: Parvis, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_settings: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(records, "communes", interrupted)
    assert "relancez" in told(parvis("commune", "list"))


def test_communes_are_added_listed_and_shown(valbrume: Parvis) -> None:
    listed = valbrume("commune", "list", "--json").json
    assert [(commune["slug"], commune["insee"], commune["documents"]) for commune in listed] == [
        ("valbrume", "99001", 0)
    ]
    assert valbrume("commune", "show", "valbrume", "--json").json == listed[0]
    assert "Valbrume-sur-Oisette" in valbrume("commune", "list").out


def test_a_document_comes_answers_and_goes_without_a_gateway(valbrume: Parvis) -> None:
    ran = valbrume("ingest", *PAPERS, "--commune", "valbrume", "--json")
    assert [outcome["state"] for outcome in ran.json] == ["indexed", "indexed"]
    listed = valbrume("documents", "--commune", "valbrume", "--json").json
    assert {document["file"] for document in listed} == {"annuaire.json", "arrete_2025-047_bruit.pdf"}
    hours = ("ask", "La mairie est-elle ouverte ?", "--commune", "valbrume", "--at", "2026-11-24T10:00")
    answer = valbrume(*hours, "--json").json
    assert set(answer) >= ANSWER
    assert answer["kind"] == "hours"
    shown = valbrume(*hours)
    assert "annuaire.json" in shown.out
    noise = valbrume(
        "ask", "Les travaux de jardinage sont-ils autorisés ?", "--commune", "valbrume", "--json"
    )
    assert noise.json["kind"] == "quoted"
    for document in listed:
        assert valbrume("forget", document["document_id"]).code == 0
    assert valbrume("documents", "--commune", "valbrume", "--json").json == []


def test_a_broken_file_does_not_stop_the_others(valbrume: Parvis, tmp_path: Path) -> None:
    (tmp_path / "casse.pdf").write_bytes(b"%PDF-1.7")
    ran = valbrume("ingest", str(tmp_path / "casse.pdf"), PAPERS[0], "--commune", "valbrume")
    assert ran.code == 0
    assert "refusé" in ran.out or "échec" in ran.out
    assert "1 pris" in ran.out


def test_the_status_of_nothing(parvis: Parvis) -> None:
    health = parvis("status", "--json").json
    assert (health["gateway"], health["engine"], health["resident_bytes"]) == ("stopped", "stopped", 0)
    assert "stopped" in parvis("status").out
    assert parvis("down").out.strip() == "Rien ne tournait."


def test_the_doctor_names_what_to_mend_and_exits_1(parvis: Parvis) -> None:
    ran = parvis("doctor", "--json")
    assert ran.code == 1
    found = {finding["name"]: finding for finding in ran.json}
    assert {"disque", "mémoire", "enclos", "modèle", "port", "passerelle", "moteur"} <= set(found)
    assert found["modèle"]["remedy"] == "parvis models install cpu-demo"
    assert all(finding["fine"] or finding["remedy"] for finding in ran.json)
    assert "parvis up" in parvis("doctor").out


def test_the_profiles_are_listed(parvis: Parvis) -> None:
    profiles = parvis("models", "list", "--json").json
    assert {"cpu-demo", "h100-24b-fp8"} <= {profile["profile"] for profile in profiles}
    assert not any(profile["installed"] for profile in profiles)


def test_dates_in_json_are_iso(valbrume: Parvis) -> None:
    created = valbrume("commune", "show", "valbrume", "--json").json["created_at"]
    assert date.fromisoformat(created[:10])


def test_two_commands_never_own_the_documents_at_once(valbrume: Parvis) -> None:
    from appliance.assembly import Assembly
    from appliance.settings import read_settings

    first = Assembly(read_settings())
    try:
        assert "déjà" in told(valbrume("ask", "La mairie ?", "--commune", "valbrume"))
    finally:
        first.release()


@pytest.mark.parametrize(("command", "part"), [("bench", "bench"), ("ask", "run")])
def test_a_library_that_is_not_installed_is_told_with_what_installs_it(
    command: str, part: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise ModuleNotFoundError("No module named 'simpy'", name="simpy")

    monkeypatch.setattr(cli, "app", broken)
    monkeypatch.setattr(cli, "_add_plugins", lambda _first: None)
    monkeypatch.setattr(sys, "argv", ["parvis", command])
    with pytest.raises(SystemExit) as end:
        cli.main()
    shown = capsys.readouterr().err
    assert end.value.code == 1
    assert "« simpy »" in shown
    assert f"« ./setup.sh {part} »" in shown
