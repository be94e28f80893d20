"""`parvis bench files` says of each file of a folder what became of it, and what it took."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.files import taken
from benchmarks.seeds import seeds

if TYPE_CHECKING:
    from pathlib import Path


def test_each_file_is_told_with_its_time_and_memory(tmp_path: Path) -> None:
    sound = seeds()
    (tmp_path / "a_vide.pdf").touch()
    (tmp_path / "b_acte.pdf").write_bytes(sound["arrete_2025-047_bruit.pdf"])
    (tmp_path / "c_dossier.zip").write_bytes(sound["dossier.zip"])
    empty, act, folder = taken(tmp_path, "99001")
    assert (empty.states, empty.passages, len(empty.sentences)) == (("refused",), 0, 1)
    assert (act.name, act.states) == ("b_acte.pdf", ("indexed",))
    assert folder.states[0] == "opened"
    assert folder.passages > 0
    for file in (empty, act, folder):
        assert 10 < file.peak_mib < 512
