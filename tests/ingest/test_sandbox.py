"""Readers in child processes: slow ones are stopped, dead ones are replaced, the others go on."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from datetime import date
from typing import TYPE_CHECKING

from ingest.readers.source import Source
from ingest.sandbox import read_all
from tests.ingest.paper import web_page

if TYPE_CHECKING:
    from pathlib import Path


def sources(folder: Path) -> list[Source]:
    """A pipe that nobody writes to, which a reader waits on for ever, then two pages."""
    os.mkfifo(folder / "sans_fin.html")
    paths = [
        folder / "sans_fin.html",
        web_page(folder / "a.html", "Un."),
        web_page(folder / "b.html", "Deux."),
    ]
    return [Source(path, path.name, "99001", date(2026, 11, 22)) for path in paths]


def test_a_reader_without_end_is_stopped_and_the_others_are_read(tmp_path: Path) -> None:
    started = time.monotonic()
    reads = dict(read_all(sources(tmp_path), workers=1, limit_seconds=4))
    assert "durait trop longtemps" in str(reads[0].fault)
    assert [reads[place].reading is not None for place in (1, 2)] == [True, True]
    assert time.monotonic() - started < 30
    assert multiprocessing.active_children() == []


def test_a_reader_that_dies_is_replaced(tmp_path: Path) -> None:
    def kill_soon() -> None:
        while not multiprocessing.active_children():
            time.sleep(0.05)
        time.sleep(1)
        multiprocessing.active_children()[0].kill()

    threading.Thread(target=kill_soon).start()
    reads = dict(read_all(sources(tmp_path), workers=1, limit_seconds=60))
    assert "fait tomber son lecteur" in str(reads[0].fault)
    assert reads[1].reading is not None
    assert reads[2].reading is not None
