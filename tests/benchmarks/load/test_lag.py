"""A generator that is late for more than one question in a hundred voids its run."""

from __future__ import annotations

import pytest

from benchmarks.load.histogram import Durations
from benchmarks.load.lag import lateness


@pytest.mark.parametrize(("late", "void"), [(0, False), (10, False), (11, True), (500, True)])
def test_one_in_a_hundred_may_be_late(late: int, void: bool) -> None:
    found = lateness(Durations.of([0.0005] * (1000 - late) + [0.020] * late))
    assert found.share == pytest.approx(late / 1000)
    assert found.void is void
    assert found.plain()["void"] is void


def test_ten_milliseconds_are_not_late() -> None:
    assert not lateness(Durations.of([0.010] * 100)).void


def test_a_run_without_questions_is_not_late() -> None:
    assert not lateness(Durations()).void
