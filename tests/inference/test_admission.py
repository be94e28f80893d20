"""The engine takes a question only when it is expected to answer in time."""

from __future__ import annotations

from contextlib import suppress

import pytest

from inference.admission import REMEMBERED_SECONDS, Admission
from inference.writing import NotAnswered


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
