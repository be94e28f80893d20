"""What each rung costs against writing: the ratios, and what is left out of them."""

from __future__ import annotations

import pytest

from benchmarks import city, drafts, overload, reuse
from benchmarks.arms import Timed
from benchmarks.city import Goodput
from benchmarks.overload import Felt
from benchmarks.reuse import Reused
from benchmarks.undrafted_engine import undrafted
from inference.serving.profiles import load_profile
from ops.fault import Fault


def test_a_hit_is_held_against_the_median_of_writing() -> None:
    turns = [Reused((4.0, 2.0, 3.0), (0.015,) * 20, (0.09,), others=1)] * 5
    exact, semantic = reuse.figures(turns)
    assert (exact.value, semantic.value) == pytest.approx((0.005, 0.03))
    assert semantic.note == "5 réponses réemployées sur 10 questions redites"


def test_without_any_reuse_there_is_no_figure() -> None:
    with pytest.raises(Fault):
        reuse.figures([Reused((4.0,), (), (), 3)])


def test_a_city_is_held_against_the_engine_turn_by_turn() -> None:
    whole = [Goodput(8.0, 6.0), Goodput(9.0, 9.0), Goodput(10.0, 5.0)]
    answered, written = city.figures(whole, [Goodput(1.0, 1.0)] * 3)
    assert (answered.value, written.value) == (9.0, 6.0)


def test_storms_give_medians_and_tell_who_answered() -> None:
    storms = [Felt(1.0, 1.2, 2.0, {"generated": 3, "quoted": 9}), Felt(1.1, 1.4, 4.0, {"503": 1})] * 3
    admitted, plain, recovery = overload.figures(storms)
    assert (admitted.value, plain.value, recovery.value) == pytest.approx((1.05, 1.3, 3.0))
    assert admitted.note == "3 503, 9 generated, 27 quoted"


def test_drafts_count_only_where_the_text_is_the_same() -> None:
    fast = [[Timed("9 m", "raw", 1.0, 2.0), Timed("12 m", "raw", 1.0, 1.5)]]
    slow = [[Timed("9 m", "raw", 1.0, 3.5), Timed("13 m", "raw", 1.0, 9.0)]]
    (told,) = drafts.compared(fast, slow)
    assert (told.value, told.count) == (2.5, 1)


def test_the_control_of_drafts_is_the_same_profile_without_them() -> None:
    drafted, plain = load_profile("cpu-demo"), undrafted("cpu-demo")
    assert set(drafted.engine) - set(plain.engine) == {"speculative_config"}
    assert plain.model == drafted.model
