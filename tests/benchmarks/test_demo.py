"""What stops the demonstration before it starts is told in one French sentence."""

import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import demo


@pytest.fixture(autouse=True)
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A home without a model, and the terminal's signals back afterwards."""
    monkeypatch.setenv("PARVIS_HOME", str(tmp_path))
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port(
    taken_port: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PARVIS_GATEWAY__PORT", str(taken_port))
    assert demo.main(["--oneshot"]) == 1
    told = capsys.readouterr().err.strip()
    assert f"le port {taken_port} est pris par un autre programme" in told
    assert "\n" not in told


def test_a_missing_model(
    taken_port: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(demo, "_require_port", lambda _settings: None)
    monkeypatch.setenv("PARVIS_GATEWAY__PORT", str(taken_port))
    assert demo.main(["--oneshot"]) == 1
    told = capsys.readouterr().err.strip()
    assert "n'est pas installé" in told
    assert "parvis models install cpu-demo" in told


def test_an_interruption(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(_settings: object, _oneshot: bool) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "_demonstrate", interrupted)
    assert demo.main([]) == 1
    assert capsys.readouterr().err.strip() == "make demo : interrompu ; relancez la commande pour reprendre."
