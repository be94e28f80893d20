"""Drafts are found again by the engine's own rule, and answers replayed token by token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.simulation.drafts import Ngram, Trace, disagreements, per_step, read, traced, write
from benchmarks.simulation.sequence import Step

if TYPE_CHECKING:
    from pathlib import Path

RULE = Ngram(drafted=4, shortest=2, longest=4)


def test_the_longest_end_that_stood_before_goes_on_as_it_went_on_then() -> None:
    assert RULE.propose([1, 2, 3, 4, 5, 6, 7, 9, 3, 4]) == [5, 6, 7, 9]
    assert RULE.propose([8, 3, 4, 1, 2, 3, 4, 5, 6, 2, 3, 4]) == [5, 6, 2, 3]


def test_of_equal_ends_the_first_one_counts() -> None:
    assert RULE.propose([1, 2, 7, 1, 2, 8, 1, 2]) == [7, 1, 2, 8]


def test_nothing_is_drafted_after_an_end_that_is_new() -> None:
    assert RULE.propose([1, 2, 3, 4]) == []
    assert RULE.propose([1]) == []


def test_near_the_end_fewer_are_drafted() -> None:
    assert RULE.propose([5, 5, 5]) == [5]


def test_a_stream_tells_what_was_kept_and_the_rule_what_was_drafted() -> None:
    prompt = [1, 2, 3, 4, 5, 6, 7, 8]
    trace = traced(prompt, [[2], [3], [4, 5, 6], [9]], RULE)
    assert trace == Trace(8, (Step(0, 1), Step(4, 3), Step(4, 1)))
    assert trace.written == 6


def test_a_step_that_keeps_more_than_was_drafted_is_noticed() -> None:
    assert disagreements([Trace(8, (Step(4, 5), Step(0, 2)))]) == 1


def test_without_drafts_the_same_text_takes_a_step_a_token() -> None:
    trace = Trace(8, (Step(4, 5), Step(0, 1)))
    assert trace.undrafted() == Trace(8, (Step(0, 1),) * 6)
    assert (per_step([trace]), per_step([trace.undrafted()])) == (3.0, 1.0)


def test_a_longer_answer_repeats_its_steps() -> None:
    trace = Trace(8, (Step(4, 5), Step(0, 1)))
    assert trace.longer(1.5).steps == (Step(4, 5), Step(0, 1), Step(4, 5))


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    traces = [Trace(8, (Step(4, 5), Step(0, 1))), Trace(9, ())]
    write(tmp_path / "drafts.jsonl", traces)
    assert read(tmp_path / "drafts.jsonl") == traces
