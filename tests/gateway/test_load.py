"""`bench load` from another machine: with the administrator's token it dates questions, and edits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from appliance.settings import Settings
from appliance.version import version
from benchmarks.load import lag
from benchmarks.load import run as running
from benchmarks.load.documents import Documents
from benchmarks.load.load import measure
from benchmarks.load.plan import Plan
from benchmarks.load.target import Target
from ops.fault import Fault

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gateway.conftest import Gateway

MIX = """
intents = "town.jsonl"
at = "2026-11-24T10:00"
repeats = 1.0

[edits]
per_minute = 40
file = "avis-de-mesure.txt"
text = "Avis n° {number}. L’arrosage des massifs aura lieu à tour de rôle."
"""
INTENT: dict[str, Any] = {
    "intent": "mairie",
    "asked": {"fr": ["La mairie est-elle ouverte ?"]},
    "type": "schedule",
    "all": [["ouverte"]],
    "kind": ["hours"],
    "cite": {"file": "annuaire.json"},
}


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plan:
    monkeypatch.setattr(running, "_CONTROL_SECONDS", 1.0)
    monkeypatch.setattr(running, "_CONTROL_PER_SECOND", 4.0)
    monkeypatch.setattr(lag, "LATE_SECONDS", 60.0)  # whatever else this machine does
    (tmp_path / "town.toml").write_text(MIX, encoding="utf-8")
    (tmp_path / "town.jsonl").write_text(json.dumps(INTENT), encoding="utf-8")
    return Plan("valbrume", mix=str(tmp_path / "town.toml"), per_second=4.0, seconds=3.0, publish=True)


@pytest.fixture
def asker(tmp_path: Path) -> Settings:
    """The machine that asks: a home of its own, where nothing runs."""
    return Settings(home=tmp_path / "asker")


def kept(folder: Path, token: str) -> Path:
    file = folder / "mairie.token"
    file.touch(mode=0o600)
    file.write_text(token)
    return file


def token_of(gateway: Gateway) -> str:
    return gateway.administrator["Authorization"].removeprefix("Bearer ")


def notices(gateway: Gateway) -> list[str]:
    documents = gateway.rooms.shelf("valbrume").documents()
    return [document.file for document in documents if document.file.startswith("avis")]


def test_with_its_token_another_machine_is_measured_as_its_own_would_be(
    gateway: Gateway, plan: Plan, asker: Settings, tmp_path: Path
) -> None:
    measure(asker, plan, gateway.url, tmp_path / "results", kept(tmp_path, token_of(gateway)))
    (file,) = (tmp_path / "results").glob("load-*.json")
    found = json.loads(file.read_text("utf-8"))
    assert found["kinds"] == {"hours/right": len(plan.draw())}
    assert found["edits"] == {"planned": 2, "done": 2, "failed": 0}
    assert notices(gateway) == []  # forgotten at the end
    assert (found["version"], found["appliance"]["version"]) == (version(), version())
    assert found["appliance"]["asked_as"] == "administrator"
    assert found["scrapes"]["counters"] == "known"
    assert "hardware" not in found
    assert found["asker"]["hardware"]["cores"] > 0
    assert {look["busy_percent"] for look in found["looks"]} == {None}
    assert not asker.run_folder.joinpath("local.token").exists()
    page = file.with_suffix(".html").read_text("utf-8")
    assert "Machine qui demande" in page
    assert "processeurs, %" not in page


def test_a_token_of_another_appliance_is_refused_before_anything_is_asked(
    gateway: Gateway, plan: Plan, asker: Settings, tmp_path: Path
) -> None:
    with pytest.raises(Fault, match="jeton n'est pas celui"):
        measure(asker, plan, gateway.url, tmp_path / "results", kept(tmp_path, "not-its-own"))
    assert not (tmp_path / "results").exists()


def test_its_documents_are_handed_over_listed_and_forgotten_through_its_door(gateway: Gateway) -> None:
    documents = Documents(Target(gateway.url, token_of(gateway), elsewhere=True))
    documents.hand_over("valbrume", "avis-de-crue.txt", b"Le pont du Lavoir est ferm\xc3\xa9.\n")
    (known,) = [one for one in documents.listed("valbrume") if one["file"] == "avis-de-crue.txt"]
    assert notices(gateway) == ["avis-de-crue.txt"]
    documents.forget(known["document_id"])
    assert notices(gateway) == []


@pytest.mark.parametrize(
    ("token", "commune", "key"),
    [(True, "nowhere", "commune.unknown"), (False, "valbrume", "access.refused")],
)
def test_what_the_door_refuses_is_a_fault(gateway: Gateway, token: bool, commune: str, key: str) -> None:
    documents = Documents(Target(gateway.url, token_of(gateway) if token else "", elsewhere=True))
    with pytest.raises(Fault) as fault:
        documents.listed(commune)
    assert fault.value.key == key


def test_a_document_that_is_not_taken_is_a_fault(gateway: Gateway) -> None:
    documents = Documents(Target(gateway.url, token_of(gateway), elsewhere=True))
    with pytest.raises(Fault, match=r"vide\.pdf"):
        documents.hand_over("valbrume", "vide.pdf", b"")
    for one in documents.listed("valbrume"):
        if one["file"] == "vide.pdf":
            documents.forget(one["document_id"])


def test_nobody_at_the_door_is_told_in_one_sentence() -> None:
    with pytest.raises(Fault, match="ne répond pas"):
        Documents(Target("http://127.0.0.1:9", "token")).listed("valbrume")
