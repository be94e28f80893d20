"""A backlog that grows is seen, and one that only fluctuates is not."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from benchmarks.load.backlog import MOST_PILED, in_flight, piled_share

SECONDS = 60
RUNS = 300
SLOW_SHARE, SLOW_SECONDS = 0.3, 5.0
NEVER = 10_000.0


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


def refused(per_second: float, seconds: float, left_behind: float = 0.0, burstiness: float = 1.0) -> float:
    """Which share of drawn runs is refused, where nobody waits and three answers in ten take five seconds."""
    drawn = np.random.default_rng(1)
    count = 0
    for _ in range(RUNS):
        gaps = drawn.gamma(1 / burstiness, burstiness / per_second, int(3 * per_second * seconds) + 50)
        due = np.cumsum(gaps)
        due = due[due < seconds]
        ended = due + np.where(drawn.random(len(due)) < SLOW_SHARE, SLOW_SECONDS, 0.1)
        ended = np.where(drawn.random(len(due)) < left_behind, NEVER, ended)
        rows = [Counter(row.astype(int).tolist()) for row in (due, ended)]
        count += piled_share(rows[0], rows[1], seconds, burstiness) > MOST_PILED
    return count / RUNS


@pytest.mark.parametrize("seconds", [45.0, 75.0])
@pytest.mark.parametrize("per_second", [1.0, 2.0, 5.0, 20.0])
def test_a_healthy_run_is_not_refused_for_what_chance_does(per_second: float, seconds: float) -> None:
    assert refused(per_second, seconds) < 0.05


def test_nor_are_bursts() -> None:
    assert refused(5.0, 75.0, burstiness=4.0) < 0.05


@pytest.mark.parametrize(("per_second", "seconds"), [(2.0, 75.0), (5.0, 45.0), (5.0, 75.0), (20.0, 45.0)])
def test_a_tenth_that_stays_behind_is_seen_from_150_questions(per_second: float, seconds: float) -> None:
    assert refused(per_second, seconds, left_behind=0.1) >= 0.9
