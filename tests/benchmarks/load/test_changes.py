"""When documents change within a run: inside it however short it is, and counted whatever becomes of them."""

from __future__ import annotations

import threading
import time

import pytest

from benchmarks.load.changes import Changes, moments
from ops.fault import Fault
from tests.fake_engine import eventually


@pytest.mark.parametrize("seconds", [1.0, 30.0, 60.0, 600.0])
@pytest.mark.parametrize("seed", range(5))
def test_they_come_at_their_rate_inside_the_run_the_first_in_its_first_half(
    seconds: float, seed: int
) -> None:
    drawn = moments(2.0, seconds, seed)
    assert len(drawn) == max(1, round(seconds / 30))
    assert drawn == sorted(drawn)
    assert 0 <= drawn[0] < seconds / 2
    assert drawn[-1] < seconds


def test_the_same_seed_draws_the_same_and_another_others() -> None:
    assert moments(2.0, 60.0, 1) == moments(2.0, 60.0, 1) != moments(2.0, 60.0, 2)


def test_a_mix_without_edits_changes_nothing() -> None:
    assert moments(0.0, 60.0, 1) == []
    with Changes() as changes:
        changes.begin(time.time(), 60.0)
    assert changes.plain() == {"planned": 0, "done": 0, "failed": 0}


def test_what_fails_is_counted_and_the_next_is_tried() -> None:
    tries = []

    def change() -> None:
        tries.append(len(tries))
        if len(tries) == 1:
            raise Fault(key="bench.not_taken", sentence="Illisible.")

    with Changes(2.0, 1, change) as changes:
        changes.begin(time.time() - 90, 90.0)
        assert eventually(lambda: len(tries) == 3)
    assert changes.plain() == {"planned": 3, "done": 2, "failed": 1}


def test_a_run_that_ends_waits_for_the_change_that_is_being_made_and_for_no_other() -> None:
    began, done = threading.Event(), threading.Event()

    def slow() -> None:
        began.set()
        done.wait(0.2)

    with Changes(120.0, 1, slow) as changes:
        changes.begin(time.time() - 1.0, 60.0)
        assert began.wait(5)
    assert changes.plain()["planned"] == 120
    assert 1 <= changes.done < 10


def test_a_run_that_never_began_changes_nothing() -> None:
    with Changes(2.0, 1, lambda: pytest.fail("changed")) as changes:
        pass
    assert changes.plain()["done"] == 0
