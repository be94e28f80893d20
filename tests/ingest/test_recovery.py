"""kill -9 in the middle of an ingestion: the old document or the new one, never a half."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from ingest.document import State
from tests.ingest.paper import web_page
from tests.ingest.town import Town

ROOT = Path(__file__).parents[2]
KILLS = 4


def write(folder: Path, generation: int) -> None:
    for number in range(8):
        parts = [f"Page {number}, état {generation}, partie {part}. " + "mot " * 90 for part in range(5)]
        web_page(folder / f"{number}.html", *parts)


def ingest_and_kill(home: Path, folder: Path, seconds: float) -> None:
    command = [sys.executable, "-m", "tests.ingest.ingest_slowly", str(home), str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


def whole(town: Town) -> None:
    """Each live document has the five parts of one state."""
    for document in town.shelf.documents():
        texts = [p.text for p in town.shelf.document_passages(document.document_id)]
        states = {text.split(",")[1] for text in texts}
        assert len(texts) == 5
        assert len(states) == 1


def test_kills_at_random_moments_leave_whole_documents(tmp_path: Path) -> None:
    folder, home = tmp_path / "d", tmp_path / "home"
    folder.mkdir()
    write(folder, 0)
    Town(home).ingest(folder)
    chance = random.Random(7)  # noqa: S311 - moments to kill at, not secrets
    for generation in range(1, KILLS + 1):
        write(folder, generation)
        ingest_and_kill(home, folder, chance.uniform(0.3, 1.6))
        town = Town(home)
        whole(town)
        town.pipeline.recover()
        town.assert_indexes_hold_what_is_live()
        whole(town)
    assert [o.state for o in town.ingest(folder)] == [State.INDEXED] * 8
    assert len(town.texts()) == 40
    assert all(f"état {KILLS}," in text for text in town.texts())
    assert len(list((home / "originals" / "valbrume").iterdir())) == 8
    town.assert_indexes_hold_what_is_live()


def test_an_index_that_was_lost_is_built_again(tmp_path: Path) -> None:
    import shutil

    folder = tmp_path / "d"
    folder.mkdir()
    write(folder, 0)
    town = Town(tmp_path / "home")
    town.ingest(folder)
    shutil.rmtree(tmp_path / "home" / "lexical")
    town.pipeline.recover()
    town.assert_indexes_hold_what_is_live()
    assert len(town.found("état 0 partie")) == 10
