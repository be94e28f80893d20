"""The drop folder: what is ready, what waits."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from ingest.inbox import Inbox

if TYPE_CHECKING:
    from pathlib import Path

SLUGS = ["valbrume", "port-clair"]


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    made = Inbox(tmp_path)
    assert list(made.ready(SLUGS)) == []
    return made


def drop(folder: Path, name: str, slug: str = "valbrume") -> Path:
    path = folder / slug / name
    path.write_text("Arrêté", encoding="utf-8")
    return path


def test_a_file_waits_until_it_is_taken_in(inbox: Inbox, tmp_path: Path) -> None:
    drop(tmp_path, "arrete.txt")
    os.utime(tmp_path / "valbrume" / "arrete.txt", (0, 0))  # copied with the date of its original
    assert list(inbox.ready(SLUGS)) == []
    count, seconds = inbox.waiting(time.time() + 600)
    assert count == 1
    assert 600 <= seconds < 700
    for _slug, _paths in inbox.ready(SLUGS):
        assert inbox.waiting(time.time())[0] == 1
    assert inbox.waiting(time.time() + 600) == (0, 0.0)


def test_a_file_that_changes_waits_again(inbox: Inbox, tmp_path: Path) -> None:
    path = drop(tmp_path, "arrete.txt")
    for _ in range(2):
        list(inbox.ready(SLUGS))
    path.write_text("Arrêté modifié", encoding="utf-8")
    assert inbox.waiting(time.time())[0] == 1


def test_what_could_not_be_taken_in_is_given_again(inbox: Inbox, tmp_path: Path) -> None:
    path = drop(tmp_path, "arrete.txt")
    list(inbox.ready(SLUGS))
    assert next(inbox.ready(SLUGS)) == ("valbrume", [path])  # and whoever was given it fell over it
    assert inbox.waiting(time.time())[0] == 1
    assert list(inbox.ready(SLUGS)) == [("valbrume", [path])]
    assert list(inbox.ready(SLUGS)) == []
