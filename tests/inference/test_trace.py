"""An answer carries how it came about: stages, passages considered, what the guard decided."""

from __future__ import annotations

from dataclasses import replace

from inference.answering import Answering
from inference.question import Kind
from tests.inference.town import asked
from tests.inference.written import passage


def answering() -> Answering:
    return Answering(asked("Faut-il une laisse ?"), "a model", 1)


def test_stages_stand_in_the_order_of_their_beginning() -> None:
    made = answering()
    with made.stage("retrieval"), made.stage("dense"):
        pass
    with made.stage("writing"):
        trace = made.answer(Kind.GENERATED, "Oui.").trace
    assert trace
    assert [stage.name for stage in trace.stages] == ["retrieval", "dense", "writing"]
    assert all(stage.seconds >= 0 for stage in trace.stages)


def test_a_stage_that_fails_is_kept() -> None:
    made = answering()
    try:
        with made.stage("writing"):
            raise TimeoutError
    except TimeoutError:
        made.decided("too slow")
    assert [stage.name for stage in made.trace().stages] == ["writing"]


def test_what_was_considered_keeps_its_rank_and_score() -> None:
    made = answering()
    made.considered([passage("Les chiens"), passage("Les chats")], [0.9, 0.4])
    assert [one.score for one in made.trace().considered] == [0.9, 0.4]
    made.considered([passage("Les chiens")])
    assert [one.score for one in made.trace().considered] == [None]
    made.considered([passage("Les chiens. " * 100)])
    assert made.trace().considered[0].text == ("Les chiens. " * 25)


def test_tokens_decisions_and_notes_add_up() -> None:
    made = answering()
    made.prompted(700)
    made.prompted(720)
    made.decided("« 12 € » stands in no passage")
    made.note("cache", "near miss: another date")
    trace = made.trace()
    assert (trace.prompt_tokens, trace.decisions) == (1420, ("« 12 € » stands in no passage",))
    assert [(note.key, note.value) for note in trace.notes] == [("cache", "near miss: another date")]


def test_the_trace_is_no_part_of_what_is_said() -> None:
    made = answering().answer(Kind.QUOTED, "Oui.")
    assert made == replace(made, trace=None)
    assert "trace" not in repr(made)
