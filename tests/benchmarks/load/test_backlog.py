"""A backlog that grows is seen, and one that only fluctuates is not."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.load.backlog import in_flight, piled_share

SECONDS = 60


def test_what_is_due_and_not_over_is_in_flight() -> None:
    assert list(in_flight({0: 3, 1: 2}, {1: 1, 2: 4}, 4)) == [3, 4, 0, 0]


def test_ended_after_the_last_arrival_still_counts_as_in_flight_until_then() -> None:
    assert list(in_flight({0: 2}, {7: 2}, 3)) == [2, 2, 2]


def test_a_server_that_does_four_of_five_leaves_a_fifth_behind() -> None:
    due = Counter(dict.fromkeys(range(SECONDS), 10))
    ended = Counter(dict.fromkeys(range(SECONDS), 8))
    assert piled_share(due, ended, SECONDS) == pytest.approx(0.2)


def test_a_server_that_keeps_up_leaves_none_behind_however_late_it_is() -> None:
    due = Counter(dict.fromkeys(range(SECONDS), 10))
    ended = Counter(dict.fromkeys(range(5, SECONDS + 5), 10))
    assert piled_share(due, ended, SECONDS) == pytest.approx(0.0, abs=1e-9)


def test_too_short_a_run_says_nothing() -> None:
    assert piled_share({0: 5}, {}, 2) == 0.0
