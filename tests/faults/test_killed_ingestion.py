"""kill -9 at random moments of an ingestion: nothing lost, nothing twice, nothing by halves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete

from benchmarks.generations import page
from benchmarks.intake_ground import IntakeGround
from benchmarks.inventory import differences, inventory
from benchmarks.kills import killed
from ingest import tables

if TYPE_CHECKING:
    from pathlib import Path

KILLS = 8


def test_kills_leave_what_an_appliance_holds_that_was_never_killed(tmp_path: Path) -> None:
    damage = killed(tmp_path, KILLS, seed=11)
    assert damage.odd == []
    assert damage.kills == KILLS
    assert damage.completed < KILLS


def test_two_appliances_with_the_same_documents_hold_the_same(tmp_path: Path) -> None:
    with _of_one_page(tmp_path, "une") as one, _of_one_page(tmp_path, "autre") as other:
        assert differences(inventory(one), inventory(other)) == {}


def test_what_one_of_them_lacks_is_told(tmp_path: Path) -> None:
    with _of_one_page(tmp_path, "une") as one, _of_one_page(tmp_path, "autre") as other:
        held = sorted(one.index.held().lexical)
        one.index.remove(held[:1])
        assert set(differences(inventory(one), inventory(other))) == {"dense", "lexical"}
        with other.store.begin() as connection:
            connection.execute(delete(tables.passages).where(tables.passages.c.ordinal == 3))
        assert "passages" in differences(inventory(one), inventory(other))


def _of_one_page(folder: Path, name: str) -> IntakeGround:
    home, file = folder / name, folder / "page.html"
    home.mkdir()
    file.write_bytes(page("Une page", 0))
    ground = IntakeGround(home)
    ground.ingest([file])
    return ground
