"""A kill in the middle of a commit of the lexical index: the very same work can be done again."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from ingest.index import Index, IndexRow, open_chroma

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [IndexRow(f"a.1.{number}", "Titre", f"Le texte {number}") for number in range(4)]


def test_what_a_killed_commit_wrote_does_not_stop_the_next_one(tmp_path: Path) -> None:
    index = index_in(tmp_path / "lexical", tmp_path)
    index.add(ROWS)
    leave_what_a_kill_leaves(tmp_path)
    again = index_in(tmp_path / "lexical", tmp_path)
    again.remove(["a.1.0"])
    assert again.held().lexical == {"a.1.1", "a.1.2", "a.1.3"}


def leave_what_a_kill_leaves(folder: Path) -> None:
    """The files of a removal, without the list of files that makes them count."""
    shutil.copytree(folder / "lexical", folder / "twin")
    index_in(folder / "twin", folder).remove(["a.1.0"])
    written = {file.name for file in (folder / "twin").glob("*.del")}
    assert written
    for name in written:
        shutil.copyfile(folder / "twin" / name, folder / "lexical" / name)
    listed = folder / "lexical" / ".managed.json"
    listed.write_text(json.dumps(sorted({*json.loads(listed.read_text()), *written})))


def index_in(lexical: Path, folder: Path) -> Index:
    return Index(lexical, open_chroma(folder / "chroma"), "valbrume")
