"""Each arm has a home, a port and an environment of its own; the peer has nothing of ours."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from appliance.settings import Settings
from benchmarks.compare.levers import DRAFTS, FACTS
from benchmarks.compare.open_webui.running import MANNERS, instance, settings
from benchmarks.compare.open_webui.running import environment as peer_environment
from benchmarks.compare.places import environment, place
from inference.settings import InferenceSettings

if TYPE_CHECKING:
    import pytest


def ground(home: Path) -> Settings:
    (home / "models" / "cpu-demo").mkdir(parents=True)
    (home / "run").mkdir()
    (home / "lexical" / "run").mkdir(parents=True)
    (home / "parvis.db").write_text("rows", encoding="utf-8")
    return Settings(home=home, inference=InferenceSettings(deadline_seconds=120))


def test_an_arm_has_a_copy_of_the_documents_and_the_same_models(tmp_path: Path) -> None:
    own = place(ground(tmp_path), FACTS, 6.5).settings
    assert own.home == tmp_path / "compare" / FACTS
    assert (own.home / "parvis.db").read_text("utf-8") == "rows"
    assert (own.home / "lexical" / "run").is_dir()  # only the home's own processes stay behind
    assert not (own.home / "run").exists()
    assert (own.home / "models").resolve() == (tmp_path / "models").resolve()


def test_two_arms_share_the_engine_but_no_port_and_no_copy(tmp_path: Path) -> None:
    of = ground(tmp_path)
    one, two = (place(of, name, 6.5).settings for name in (FACTS, "nothing"))
    assert one.engine_address == two.engine_address == of.engine_address
    assert one.gateway.port != two.gateway.port
    assert not (two.home / "compare").exists()


def test_only_the_arm_without_drafts_has_an_engine_of_its_own(tmp_path: Path) -> None:
    own = place(ground(tmp_path), DRAFTS, 6.5).settings
    assert own.engine_address == f"unix:{own.home / 'run' / 'engine.sock'}"


def test_its_processes_read_its_own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARVIS_INFERENCE__DEADLINE_SECONDS", "120")
    monkeypatch.setenv("PARVIS_STORE__URL", "sqlite:///elsewhere.db")
    of = ground(tmp_path)
    told = environment(place(of, FACTS, 6.5).settings)
    assert told["PARVIS_INFERENCE__DEADLINE_SECONDS"] == "6.5"
    assert (told["PARVIS_STORE__URL"], told["PARVIS_HOME"]) == ("", str(tmp_path / "compare" / FACTS))
    assert "PARVIS_INFERENCE__DEADLINE_SECONDS" not in environment(place(of, FACTS, None).settings)


def test_the_peer_is_told_what_the_report_shows_and_nothing_outside_is_within_reach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARVIS_HOME", str(tmp_path))
    for manner in MANNERS:
        told = peer_environment(instance(manner, tmp_path, Path("open-webui"), "http://127.0.0.1:1"))
        assert told.items() >= settings(manner).items()
        assert (
            told["OPENAI_API_BASE_URL"]
            == told["RAG_OPENAI_API_BASE_URL"]
            == f"http://127.0.0.1:1/{manner}/v1"
        )
        assert told["DATA_DIR"] == told["HOME"] == str(tmp_path / manner)
        assert (told["OFFLINE_MODE"], told["HTTPS_PROXY"]) == ("true", "http://127.0.0.1:9")
        assert not [name for name in told if name.startswith("PARVIS_")]
    assert os.environ["PARVIS_HOME"] == str(tmp_path)


def test_the_default_changes_nothing_but_where_things_are_and_how_many_passages() -> None:
    ours = {"RAG_TOP_K", "RAG_EMBEDDING_BATCH_SIZE", "GLOBAL_LOG_LEVEL"}
    changed = {name for name in settings("default") if name.startswith("RAG_") and "EMBEDDING" not in name}
    assert changed <= ours
    assert settings("tuned").items() >= settings("default").items()
