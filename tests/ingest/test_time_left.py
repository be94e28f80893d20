"""An ingestion says how long it will still take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.time_left import TimeLeft

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.ingest.town import Town


class Watch:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_half_of_the_weight_in_ten_seconds_leaves_ten_seconds() -> None:
    watch = Watch()
    left = TimeLeft(watch)
    left.expect("plan.pdf", 900)
    left.expect("arrete.pdf", 100)
    watch.now += 10
    left.reached("arrete.pdf", 1.0)
    left.reached("plan.pdf", 0.4)
    left.reached("plan.pdf", 4 / 9)
    assert left.seconds == 10.0
    left.reached("plan.pdf", 1.0)
    assert left.seconds == 0.0


def test_nothing_is_told_before_the_pace_is_known() -> None:
    watch = Watch()
    left = TimeLeft(watch)
    left.expect("plan.pdf", 900)
    left.reached("plan.pdf", 0.5)
    assert left.seconds is None
    watch.now += 60
    left.reached("another.pdf", 1.0)
    left.reached("plan.pdf", 0.0)
    assert left.seconds is None


def test_the_last_file_leaves_nothing_to_wait_for(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.time_left._SURE_SECONDS", 0.0)
    for name in ("cantine", "piscine"):
        (tmp_path / f"{name}.txt").write_text(f"La {name} ouvre à midi, tous les jours de la semaine.\n")
    town.ingest(tmp_path / "cantine.txt", tmp_path / "piscine.txt")
    done = [progress.seconds_left for progress in town.progress if progress.step == "done"]
    assert len(done) == 2
    assert done[0] is not None
    assert done[0] > 0
    assert done[1] == 0.0
