"""Percentiles and medians, on numbers that can be checked by hand."""

import pytest

from benchmarks.statistics import median, percentile, wilson


@pytest.mark.parametrize(("percent", "expected"), [(50, 5), (95, 10), (99, 10), (10, 1), (0, 1), (100, 10)])
def test_a_percentile_is_a_measured_value(percent: float, expected: float) -> None:
    assert percentile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], percent) == expected


def test_the_ninety_ninth_of_five_hundred_leaves_five_above() -> None:
    assert percentile(range(1, 501), 99) == 495


def test_one_value_is_all_its_percentiles() -> None:
    assert {percentile([7.0], percent) for percent in (1, 50, 99)} == {7.0}


def test_five_repeats_span_their_median_with_the_confidence_they_have() -> None:
    found = median([3.0, 1.0, 2.0, 5.0, 4.0])
    assert (found.value, found.low, found.high) == (3.0, 1.0, 5.0)
    assert found.confidence == pytest.approx(1 - 2 / 2**5)


def test_ten_repeats_leave_out_the_outermost() -> None:
    found = median([float(value) for value in range(1, 11)])
    assert (found.value, found.low, found.high) == (5.5, 2.0, 9.0)
    assert found.confidence == pytest.approx(1 - 2 * (1 + 10) / 2**10)


def test_one_outlier_does_not_move_the_interval() -> None:
    steady = [1.0] * 9
    assert median([*steady, 100.0]).high == 1.0


def test_one_value_gives_no_confidence() -> None:
    found = median([2.0])
    assert (found.low, found.high, found.confidence) == (2.0, 2.0, 0.0)


def test_a_share_has_an_interval_that_never_leaves_it() -> None:
    low, high = wilson(81, 100)
    assert (round(low, 3), round(high, 3)) == (0.722, 0.875)
    assert wilson(10, 10)[1] == 1.0
    assert 0.69 < wilson(10, 10)[0] < 0.73
