"""Whose token a measure asks with: this machine's own, another's from a file, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from appliance.gateway.access import local_token
from appliance.settings import Settings
from benchmarks.asking import Asker, administrator_token
from ops.fault import Fault

if TYPE_CHECKING:
    from pathlib import Path

AWAY = "http://10.0.0.9:8080"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


def kept(folder: Path, text: str, mode: int = 0o600) -> Path:
    file = folder / "mairie.token"
    file.touch(mode=0o600)
    file.write_text(text, encoding="utf-8")
    file.chmod(mode)
    return file


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o640])
def test_anothers_token_comes_from_its_file(settings: Settings, tmp_path: Path, mode: int) -> None:
    assert administrator_token(settings, AWAY, kept(tmp_path, "their-own\n", mode)) == "their-own"


def test_without_a_file_only_this_machine_has_one(settings: Settings) -> None:
    assert administrator_token(settings, AWAY) == ""
    assert administrator_token(settings) == local_token(settings.run_folder) != ""


@pytest.mark.parametrize("mode", [0o604, 0o644])
def test_a_file_that_all_can_read_is_refused(settings: Settings, tmp_path: Path, mode: int) -> None:
    with pytest.raises(Fault, match="lu par tous") as fault:
        administrator_token(settings, AWAY, kept(tmp_path, "their-own", mode))
    assert "chmod 600" in fault.value.remedy
    assert "their-own" not in str(fault.value)


@pytest.mark.parametrize("text", ["", "  \n", "two words", "one\ntwo", "clé"])
def test_a_file_without_a_token_is_refused(settings: Settings, tmp_path: Path, text: str) -> None:
    with pytest.raises(Fault, match=r"mairie\.token"):
        administrator_token(settings, AWAY, kept(tmp_path, text))


def test_a_file_that_is_not_there_is_refused(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(Fault, match="ne peut être lu"):
        administrator_token(settings, AWAY, tmp_path / "none.token")


def test_with_the_token_answers_may_be_asked_anew_elsewhere_too(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Asker, "_require_life", lambda _self: None)
    with Asker.to(settings, AWAY, kept(tmp_path, "their-own"), anew=True) as asker:
        assert asker._http.headers["X-Parvis-Anew"] == "1"
        assert asker._http.headers["Authorization"] == "Bearer their-own"
    with Asker.to(settings, AWAY, anew=True) as asker:
        assert "X-Parvis-Anew" not in asker._http.headers
        assert "Authorization" not in asker._http.headers
