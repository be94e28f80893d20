"""Arrivals keep their law: how many, how bunched, when, and the same again from the same seed."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.load.arrivals import arrivals, law
from ops.fault import Fault

RATE, SECONDS = 50.0, 400.0
EXPECTED = RATE * SECONDS
LAWS = ["poisson", "bursts", "day", "crisis"]


def variation(moments: np.ndarray) -> float:
    """The variance of the gaps ÷ the square of their mean: 1 for a Poisson process."""
    gaps = np.diff(moments)
    return float(gaps.var() / gaps.mean() ** 2)


@pytest.mark.parametrize("name", LAWS)
def test_the_mean_rate_is_the_one_asked_for(name: str) -> None:
    moments = arrivals(law(name), RATE, SECONDS, 1)
    deviation = np.sqrt(EXPECTED * law(name).burstiness)
    assert abs(len(moments) - EXPECTED) < 4 * deviation


@pytest.mark.parametrize("name", LAWS)
def test_moments_are_sorted_and_inside_the_run(name: str) -> None:
    moments = arrivals(law(name), RATE, SECONDS, 2)
    assert np.all(np.diff(moments) >= 0)
    assert moments[0] >= 0
    assert moments[-1] < SECONDS


def test_poisson_gaps_are_exponential() -> None:
    gaps = np.sort(np.diff(arrivals(law("poisson"), RATE, SECONDS, 3)))
    seen = np.arange(1, len(gaps) + 1) / len(gaps)
    furthest = np.max(np.abs(seen - (1 - np.exp(-RATE * gaps))))
    assert furthest < 1.95 / np.sqrt(len(gaps))  # Kolmogorov–Smirnov, 0.1 %


def test_bursts_vary_four_times_as_much_as_poisson() -> None:
    assert variation(arrivals(law("poisson"), RATE, SECONDS, 4)) == pytest.approx(1.0, rel=0.1)
    assert variation(arrivals(law("bursts"), RATE, SECONDS, 4)) == pytest.approx(4.0, rel=0.2)


def test_a_day_has_its_peaks_at_nine_and_in_the_evening() -> None:
    moments = arrivals(law("day"), RATE, SECONDS, 5)
    hours = np.bincount((moments / SECONDS * 24).astype(int), minlength=24)
    assert hours.argmax() == 9
    assert hours[19] > hours[13] > hours[3]


def test_a_crisis_is_a_step_of_eight_times() -> None:
    crisis = law("crisis")
    moments = arrivals(crisis, RATE, SECONDS, 6) / SECONDS
    before, during = np.sum(moments < 0.2) / 0.2, np.sum((moments >= 0.2) & (moments < 0.6)) / 0.4
    assert crisis.crisis == (0.2, 0.7)
    assert during / before == pytest.approx(8.0, rel=0.1)


def test_another_rate_is_the_same_rhythm_only_faster() -> None:
    slow, fast = (arrivals(law("bursts"), rate, 100 / rate, 7) for rate in (1.0, 5.0))
    assert slow == pytest.approx(fast * 5.0)


def test_a_seed_draws_the_same_again_and_another_seed_does_not() -> None:
    first, again, other = (arrivals(law("day"), RATE, SECONDS, seed) for seed in (8, 8, 9))
    assert np.array_equal(first, again)
    assert not np.array_equal(first[:100], other[:100])


def test_an_unknown_law_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(Fault, match="crisis"):
        law("tempest")
