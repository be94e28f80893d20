"""Histograms are added, so that a percentile is that of all durations and not the mean of percentiles."""

from __future__ import annotations

import random

import pytest

from benchmarks.load.histogram import Durations, merged
from benchmarks.statistics import percentile

THREE_DIGITS = 0.002


def test_the_merge_of_two_workers_is_the_histogram_of_all() -> None:
    chance = random.Random(1)  # noqa: S311 - a draw, not a secret
    quick = [chance.expovariate(20) for _ in range(9_000)]
    slow = [2 + chance.expovariate(1) for _ in range(1_000)]
    both = merged([Durations.of(quick), Durations.of(slow)])
    for percent in (50, 90, 95, 99):
        exact = percentile(quick + slow, percent)
        assert both.percentile(percent) == pytest.approx(exact, rel=THREE_DIGITS)


def test_the_mean_of_percentiles_would_have_been_wrong() -> None:
    quick, slow = Durations.of([0.1] * 98), Durations.of([5.0] * 2)
    mean = (quick.percentile(95) + slow.percentile(95)) / 2
    assert merged([quick, slow]).percentile(95) == pytest.approx(0.1, rel=THREE_DIGITS)
    assert mean > 2


def test_merging_changes_neither_the_other_nor_the_order() -> None:
    one, other = Durations.of([0.1, 0.2]), Durations.of([0.3])
    assert merged([one, other]).encoded() == merged([other, one]).encoded()
    assert (one.count, other.count) == (2, 1)


def test_it_survives_the_way_between_processes() -> None:
    sent = Durations.of([0.000_001, 0.01, 3.0, 120.0])
    received = Durations.decoded(sent.encoded())
    assert received.count == 4
    assert received.curve() == sent.curve()


def test_the_interval_holds_the_percentile_and_narrows_with_more_durations() -> None:
    chance = random.Random(2)  # noqa: S311 - a draw, not a secret
    few, many = (Durations.of(chance.random() for _ in range(count)) for count in (100, 10_000))
    for durations in (few, many):
        low, high = durations.interval(95)
        assert low <= durations.percentile(95) <= high
    assert many.interval(95)[1] - many.interval(95)[0] < few.interval(95)[1] - few.interval(95)[0]


def test_shares_over_a_limit_are_counted() -> None:
    durations = Durations.of([0.001] * 97 + [0.011] * 3)
    assert durations.share_over(0.010) == pytest.approx(0.03)
    assert durations.share_over(1.0) == 0.0


def test_what_is_beyond_an_hour_is_an_hour_and_nothing_is_nothing() -> None:
    assert Durations.of([10_000.0]).percentile(50) == pytest.approx(3600, rel=THREE_DIGITS)
    assert Durations().percentile(95) == 0.0
    assert Durations().share_over(0.01) == 0.0
