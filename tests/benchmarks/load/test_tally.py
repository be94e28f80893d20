"""What came of a run: who counts, what is good, and the same whether one worker counted or two."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.load.drawing import Planned
from benchmarks.load.tally import LONGEST_SECONDS, Deadlines, Tally
from benchmarks.load.visitor import Told
from benchmarks.scoring import Outcome, Question, Verdict

ASKED = Question(id="hauteur-1", commune="v", question="Quelle hauteur ?", type="fact")
DEADLINES = Deadlines(written=8.0, other=3.0)
RIGHT, WRONG = Verdict(Outcome.RIGHT), Verdict(Outcome.WRONG, ("ne dit pas « 9 m »",))


def told(kind: str, seconds: float, **more: Any) -> Told:
    return Told(kind, seconds, seconds / 2, (0.1,), {"kind": kind}, **more)


def counted(*answers: tuple[Told, Verdict | None], leaves: float = 0.0) -> Tally:
    tally = Tally()
    for second, (answer, verdict) in enumerate(answers):
        planned = Planned(float(second), ASKED, leaves_after=leaves)
        tally.sent(planned, 0.001)
        tally.told(planned, answer, verdict, DEADLINES)
    return tally


@pytest.mark.parametrize(
    ("kind", "seconds", "verdict", "good"),
    [
        ("hours", 2.9, RIGHT, 1),
        ("hours", 3.1, RIGHT, 0),
        ("quoted", 3.1, RIGHT, 0),
        ("generated", 7.9, RIGHT, 1),
        ("generated", 8.1, RIGHT, 0),
        ("hours", 0.1, WRONG, 0),
    ],
)
def test_good_is_right_and_in_time_for_its_rung(
    kind: str, seconds: float, verdict: Verdict, good: int
) -> None:
    assert counted((told(kind, seconds), verdict)).good == good


def test_what_never_came_counts_as_offered() -> None:
    tally = counted((Told("503", 0.01), None), (Told("lost", 0.01), None), (told("hours", 0.1), RIGHT))
    assert (tally.offered, tally.in_time, tally.good) == (3, 1, 1)
    assert tally.kinds == {"503/lost": 1, "lost/lost": 1, "hours/right": 1}
    assert tally.lost == 2


def test_what_never_came_is_longer_than_all_that_came() -> None:
    answers = [(told("hours", 0.1), RIGHT)] * 8
    tally = counted(*answers, (Told("503", 0.01), None), (Told("fault engine.broken", 0.01), None))
    for durations in (tally.all_whole(), tally.all_first()):
        assert durations.count == 10
        assert durations.percentile(95) == pytest.approx(LONGEST_SECONDS, rel=0.01)
        assert durations.percentile(80) < 1.0
    assert tally.whole["hours"].count == 8


def test_who_leaves_by_plan_is_in_no_percentile() -> None:
    tally = counted((told("hours", 0.1), RIGHT), (Told("left", 1.0), None), leaves=1.0)
    assert (tally.lost, tally.all_whole().count, tally.gaps.count) == (0, 0, 0)


def test_what_was_not_even_over_when_the_run_ended_never_came() -> None:
    tally = counted((told("hours", 0.1), RIGHT))
    tally.unfinished = 1
    assert tally.all_whole().count == 2


def test_who_leaves_by_plan_is_counted_apart_answered_or_not() -> None:
    tally = counted((told("hours", 0.1), RIGHT), (Told("left", 1.0), None), leaves=1.0)
    assert (tally.offered, tally.leavers, tally.good) == (0, 2, 0)


def test_a_wrong_answer_is_told_with_its_reason() -> None:
    assert counted((told("cached", 0.1), WRONG)).reasons == {"hauteur : cached, ne dit pas « 9 m »": 1}


def test_two_workers_added_are_one_worker_that_saw_all() -> None:
    first = [(told("hours", 0.1), RIGHT), (told("generated", 5.0), WRONG)]
    second = [(told("quoted", 4.0), RIGHT), (Told("left", 1.0), None)]
    whole = counted(*first)
    whole.add(Tally.unwired(counted(*second).wire()))
    both = counted(*first, *second)
    both.due, both.ended = whole.due, whole.ended  # the second worker's seconds begin again at 0
    assert whole.wire() == both.wire()


def test_what_warms_up_is_in_flight_and_nothing_more() -> None:
    tally = Tally()
    planned = Planned(1.0, ASKED, counts=False)
    tally.sent(planned, 0.001)
    tally.told(planned, told("hours", 0.1), RIGHT, DEADLINES)
    assert (tally.warming, tally.offered, tally.good, tally.kinds) == (1, 0, 0, {})
    assert (tally.due, tally.ended, tally.lag.count) == ({1: 1}, {1: 1}, 1)
