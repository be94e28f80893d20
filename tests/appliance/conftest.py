"""The `parvis` command on an empty home of its own."""

from __future__ import annotations

import json
import socket
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from appliance.cli import main
from tests.inference.town import DEMO

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAPERS = [str(DEMO / "annuaire.json"), str(DEMO / "arrete_2025-047_bruit.pdf")]


@dataclass(frozen=True)
class Ran:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PARVIS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PARVIS_GATEWAY__PORT", str(free_port()))
    return tmp_path / "home"


@pytest.fixture
def parvis(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ran]:
    """Runs one command in this process."""

    def run(*arguments: str) -> Ran:
        assert home
        monkeypatch.setattr(sys, "argv", ["parvis", *arguments])
        capsys.readouterr()
        code: object = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code or 0
        said = capsys.readouterr()
        assert isinstance(code, int)
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture
def valbrume(parvis: Callable[..., Ran]) -> Callable[..., Ran]:
    """The same command where Valbrume is served already."""
    added = parvis("commune", "add", "valbrume", "--name", "Valbrume-sur-Oisette", "--insee", "99001")
    assert added.code == 0, added.err
    return parvis
