"""What can be seen and done from inside a jail."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from ops.fault import Fault
from tests.ingest.jailed import Cage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def cage(tmp_path: Path) -> Iterator[Cage]:
    made = Cage(tmp_path)
    with closing(made.pool):
        yield made


@pytest.mark.parametrize("host", ["127.0.0.1", "192.0.2.1", "localhost"])
def test_there_is_no_network(cage: Cage, host: str) -> None:
    assert cage.said(f"call_home {host}").startswith("no network")


@pytest.mark.parametrize("folder", ["/etc/ssl", "/var/log", "/srv", "/opt", "/home", "/sys"])
def test_the_rest_of_the_machine_is_not_there(cage: Cage, folder: str) -> None:
    assert cage.said(f"look {folder}") in ("not there", "seen: []")


def test_no_account_is_known(cage: Cage) -> None:
    assert "passwd" not in cage.said("look /etc")


def test_the_state_of_the_appliance_is_not_there(cage: Cage, tmp_path: Path) -> None:
    (tmp_path / "parvis.db").write_text("x")
    assert cage.said(f"look {tmp_path}") == "not there"


def test_other_processes_are_not_seen(cage: Cage) -> None:
    assert len(cage.said("processes").split()) == 3


@pytest.mark.parametrize("path", ["/x", "/usr/x", "/dev/shm/x", "/etc/x", "/scratch/../x"])  # noqa: S108
def test_nothing_can_be_written_but_in_the_scratch(cage: Cage, path: str) -> None:
    assert cage.said(f"write {path}") == "not written"
    assert cage.said("write here") == "written"


def test_the_original_cannot_be_changed(cage: Cage) -> None:
    source = cage.source("write ../in/document.txt")
    [(_, read)] = cage.pool.read([source], 1)
    assert read.reading is not None
    assert source.path.read_text() == "write ../in/document.txt"


def test_without_bubblewrap_nothing_is_read(cage: Cage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(Fault, match="bubblewrap n'est pas installé"):
        cage.reads("repeat rien")


def test_where_the_kernel_refuses_the_jail_nothing_is_read(
    cage: Cage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing = tmp_path / "bin" / "bwrap"
    refusing.parent.mkdir()
    refusing.write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2; exit 1\n")
    refusing.chmod(0o755)
    monkeypatch.setenv("PATH", str(refusing.parent), prepend=":")
    with pytest.raises(Fault, match="No permissions to create new namespace") as told:
        cage.reads("repeat rien")
    assert "parvis doctor" in told.value.remedy
