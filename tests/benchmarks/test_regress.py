"""Scores are kept and compared: fewer right answers, or more wrong ones, is a fall."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.regress import fallen, read, write
from ops.fault import Fault

if TYPE_CHECKING:
    from pathlib import Path


def counts(asked: int, right: int, wrong: int) -> dict[str, dict[str, int]]:
    return {"fact": {"asked": asked, "right": right, "wrong": wrong}}


def test_the_same_scores_are_no_fall() -> None:
    assert fallen(counts(10, 8, 1), counts(10, 8, 1)) == []
    assert fallen(counts(10, 8, 1), counts(20, 17, 1)) == []


@pytest.mark.parametrize("now", [counts(10, 7, 1), counts(10, 8, 2), counts(20, 15, 0), {}])
def test_fewer_right_or_more_wrong_is_a_fall(now: dict[str, dict[str, int]]) -> None:
    assert len(fallen(counts(10, 8, 1), now)) == 1


def test_a_baseline_is_read_as_it_was_written(tmp_path: Path) -> None:
    write(tmp_path / "quality.json", counts(10, 8, 1))
    assert read(tmp_path / "quality.json") == counts(10, 8, 1)


def test_a_missing_baseline_says_how_to_write_one(tmp_path: Path) -> None:
    with pytest.raises(Fault) as told:
        read(tmp_path / "quality.json")
    assert "--refresh" in told.value.remedy
