"""One check, one file: what it saw, and how to mend it."""

from __future__ import annotations

import shutil
import socket
import subprocess
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING

from ops.checks import disk, enclosure, freshness, memory, port

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_room_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _home: SimpleNamespace(free=5 * 2**30))
    assert disk.check(tmp_path).fine
    monkeypatch.setattr(shutil, "disk_usage", lambda _home: SimpleNamespace(free=2**30))
    found = disk.check(tmp_path)
    assert not found.fine
    assert str(tmp_path) in found.remedy


def test_memory_for_the_model() -> None:
    assert memory.check(1).fine
    found = memory.check(2**60)
    assert not found.fine
    assert "profil" in found.remedy


def test_a_port_is_free_ours_or_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        assert port.check("127.0.0.1", taken, ours=True).fine
        found = port.check("127.0.0.1", taken, ours=False)
        assert not found.fine
        assert "PARVIS_GATEWAY__PORT" in found.remedy
    assert port.check("127.0.0.1", taken, ours=False).fine


def test_the_enclosure_is_tried_for_real(monkeypatch: pytest.MonkeyPatch) -> None:
    assert enclosure.check().fine
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert enclosure.check().remedy == "apt install bubblewrap"


def test_a_kernel_that_refuses_namespaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=1))
    found = enclosure.check()
    assert not found.fine
    assert "sysctl" in found.remedy


def test_communes_without_news_are_named() -> None:
    now = datetime(2026, 11, 24, 10, 0)
    fed = {"valbrume": now - timedelta(days=99), "port-clair": now}
    assert freshness.check(fed, now).fine
    assert freshness.check({}, now).fine
    found = freshness.check(fed | {"sandillon": now - timedelta(days=101), "carros": None}, now)
    assert not found.fine
    assert found.sentence == "sans document : carros ; rien depuis 100 jours : sandillon"
    assert "parvis ingest" in found.remedy
