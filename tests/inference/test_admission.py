"""The engine takes a question only when it is expected to answer in time."""

from __future__ import annotations

from contextlib import suppress

import pytest

from inference.admission import REMEMBERED_SECONDS, Admission
from inference.pace import Pace
from inference.writing import NotAnswered

PACE = Pace(cold_answer=7.8, cold_first_text=2.2)  # 5.0, 7.2, 9.4 and 11.6 s beside 0 to 3 others


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_nobody_is_refused_before_anything_is_known() -> None:
    assert Admission().allows(present=7, seconds=3.0)


def test_a_question_that_would_come_too_late_is_not_begun() -> None:
    admission = Admission()
    admission.observed(present=3, seconds=6.0)
    assert not admission.allows(present=3, seconds=3.0)
    assert not admission.allows(present=4, seconds=3.0)


def test_fewer_beside_it_may_still_be_quick_enough() -> None:
    admission = Admission()
    admission.observed(present=3, seconds=6.0)
    assert admission.allows(present=2, seconds=3.0)


def test_alone_it_is_always_tried() -> None:
    admission = Admission()
    admission.observed(present=0, seconds=60.0)
    assert admission.allows(present=0, seconds=3.0)


def test_several_at_once_are_refused_by_what_is_foreseen_of_the_engine() -> None:
    admission = Admission()
    admission.pace = PACE
    assert [admission.allows(present, seconds=7.6) for present in range(4)] == [True, True, False, False]


def test_what_was_learnt_takes_the_place_of_what_is_foreseen() -> None:
    admission = Admission()
    admission.pace = PACE
    admission.observed(present=1, seconds=2.0)  # its prompt was known
    assert admission.expected(1) == 2.0
    assert admission.allows(present=3, seconds=7.6)


def test_beside_more_than_was_tried_it_takes_longer() -> None:
    admission = Admission()
    admission.pace = PACE
    admission.observed(present=0, seconds=4.0)
    assert admission.expected(1) == pytest.approx(4.0 * 7.2 / 5.0)
    assert not admission.allows(present=2, seconds=7.0)


def test_what_was_learnt_is_forgotten_so_that_the_engine_is_tried_again() -> None:
    clock = Clock()
    admission = Admission(clock)
    admission.observed(present=1, seconds=6.0)
    clock.now = REMEMBERED_SECONDS + 1
    assert admission.allows(present=1, seconds=3.0)


def test_the_newest_answers_count_most() -> None:
    admission = Admission()
    for seconds in (10.0, *[1.0] * 20):
        admission.observed(present=1, seconds=seconds)
    assert admission.expected(1) < 1.1


def test_a_whole_answer_is_learnt_from() -> None:
    clock = Clock()
    admission = Admission(clock)
    with admission.observing(present=2):
        clock.now = 6.0
    assert admission.expected(2) == 6.0


def test_an_answer_that_had_all_its_time_is_learnt_from() -> None:
    clock = Clock()
    admission = Admission(clock)
    with suppress(TimeoutError), admission.observing(present=2):
        clock.now = 6.0
        raise TimeoutError
    assert admission.expected(2) == 6.0


@pytest.mark.parametrize("early", [GeneratorExit, NotAnswered, RuntimeError])
def test_what_ended_early_promises_nothing(early: type[BaseException]) -> None:
    admission = Admission()
    admission.observed(present=2, seconds=6.0)
    with suppress(early), admission.observing(present=2):
        raise early
    assert admission.expected(2) == 6.0
