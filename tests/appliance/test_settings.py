"""Settings come from one file and the environment; an unknown key is refused in one sentence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from appliance.settings import read_settings
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.appliance.conftest import Ran


def write(home: Path, text: str) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "parvis.toml").write_text(text, encoding="utf-8")


def test_a_home_without_a_file_has_the_defaults(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PARVIS_GATEWAY__PORT")
    settings = read_settings()
    assert settings.home == home
    assert (settings.gateway.host, settings.gateway.port) == ("127.0.0.1", 8080)
    assert settings.inference.profile == "cpu-demo"
    assert settings.engine_address == f"unix:{home}/run/engine.sock"
    assert settings.store_url == f"sqlite:///{home}/parvis.db"


def test_the_file_is_read(home: Path) -> None:
    write(home, '[inference]\nprofile = "l4-8b-w4"\nqueue = 9\n[ingest]\nworkers = 1\n')
    settings = read_settings()
    assert (settings.inference.profile, settings.inference.queue, settings.ingest.workers) == (
        "l4-8b-w4",
        9,
        1,
    )


def test_the_environment_wins(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(home, "[inference]\nqueue = 9\n")
    monkeypatch.setenv("PARVIS_INFERENCE__QUEUE", "2")
    assert read_settings().inference.queue == 2


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[gateway]\nprot = 80\n", "gateway.prot"),
        ("[gatway]\nport = 80\n", "gatway"),
        ("[gateway]\nport = 99999\n", "gateway.port"),
        ("[inference]\nqueue = -1\n", "inference.queue"),
        ("[ingest]\nworkers = 0\n", "ingest.workers"),
    ],
)
def test_a_wrong_key_is_named(home: Path, monkeypatch: pytest.MonkeyPatch, text: str, key: str) -> None:
    monkeypatch.delenv("PARVIS_GATEWAY__PORT")
    write(home, text)
    with pytest.raises(Fault) as refused:
        read_settings()
    assert f"« {key} »" in refused.value.sentence
    assert str(home / "parvis.toml") in refused.value.remedy


def test_a_file_that_is_not_toml_is_one_sentence(home: Path, parvis: Callable[..., Ran]) -> None:
    write(home, "[gateway\nport: 80")
    ran = parvis("status")
    assert ran.code == 1
    assert "parvis.toml" in ran.err
    assert "imprévue" not in ran.err


def test_an_unknown_variable_is_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARVIS_GATEWAY__PROT", "80")
    with pytest.raises(Fault, match="prot"):
        read_settings()


def test_settings_never_change(home: Path) -> None:
    settings = read_settings()
    with pytest.raises(ValueError, match="frozen"):
        settings.gateway.port = 1  # type: ignore[misc]
    with pytest.raises(ValueError, match="frozen"):
        settings.home = Path("/")  # type: ignore[misc]


def test_a_misspelt_section_in_the_environment_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARVIS_GATEWEY__PORT", "8090")
    with pytest.raises(Fault, match="PARVIS_GATEWEY__PORT"):
        read_settings()
