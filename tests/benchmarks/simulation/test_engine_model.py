"""The batching engine: chunks, seats, memory that is never exceeded, requests that are never lost."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
import simpy
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.simulation.engine import Engine, Limits
from benchmarks.simulation.roofline import Roofline
from benchmarks.simulation.sequence import Asked, Beginning, Step

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from benchmarks.simulation.sequence import Sequence as Request

TOKEN = Roofline(0, 0, 0, token=0.001, pair=0, sequence=0)
STEP = Roofline(overhead=1.0, weights=0, context=0, token=0, pair=0, sequence=0)
WIDE = Limits(seats=8, batched_tokens=1000, kv_tokens=100_000)


def written(count: int) -> tuple[Step, ...]:
    """An answer of 1 + count tokens, without drafts."""
    return (Step(0, 1),) * count


def ran(roofline: Roofline, limits: Limits, asked: Sequence[Asked]) -> tuple[Engine, list[Request], float]:
    """All asked at once, to the end."""
    env = simpy.Environment()
    engine = Engine(env, roofline, limits)
    requests = [engine.ask(one) for one in asked]
    env.run()
    return engine, requests, env.now


def test_a_long_prompt_is_read_in_chunks_and_gives_its_first_token_with_the_last() -> None:
    _, (request,), seconds = ran(STEP, WIDE, [Asked(2500, written(2))])
    assert seconds == 3 + 2
    assert request.first.processed


def test_a_draft_that_is_kept_saves_steps() -> None:
    _, _, plain = ran(STEP, WIDE, [Asked(10, written(10))])
    _, _, drafted = ran(STEP, WIDE, [Asked(10, (Step(4, 5), Step(4, 5)))])
    assert (plain, drafted) == (11, 3)


def test_answers_are_written_together_and_prompts_read_beside_them() -> None:
    _, _, seconds = ran(STEP, WIDE, [Asked(100, written(10))] * 8)
    assert seconds == 11


def test_who_finds_no_seat_waits_for_one() -> None:
    one_seat = Limits(seats=1, batched_tokens=1000, kv_tokens=100_000)
    _, _, seconds = ran(STEP, one_seat, [Asked(100, written(10))] * 3)
    assert seconds == 33


def test_a_beginning_is_computed_once_and_found_by_those_who_come_later() -> None:
    asked = Asked(100, (), (Beginning("instructions", 64),))
    env = simpy.Environment()
    engine = Engine(env, TOKEN, WIDE)
    first = engine.ask(asked)
    env.run()
    second = engine.ask(asked)
    env.run()
    assert (first.cached, second.cached) == (0, 64)
    assert env.now == pytest.approx(0.100 + 0.036)


def test_what_never_fits_is_refused_at_once() -> None:
    engine = Engine(simpy.Environment(), TOKEN, Limits(1, 1000, kv_tokens=160))
    with pytest.raises(ValueError, match="never fit"):
        engine.ask(Asked(161))


def test_a_cancelled_request_leaves_seat_and_memory() -> None:
    env = simpy.Environment()
    engine = Engine(env, STEP, Limits(1, 1000, 1000))
    gone, stays = engine.ask(Asked(100, written(50))), engine.ask(Asked(100, written(2)))
    env.run(until=5.5)
    engine.cancel(gone)
    env.run()
    assert stays.done.processed
    assert not gone.done.triggered
    assert (engine.present, engine.blocks.held) == (0, 0)


REQUESTS = st.lists(
    st.tuples(
        st.integers(1, 300),
        st.lists(st.tuples(st.integers(0, 4), st.integers(1, 5)), max_size=20),
        st.sampled_from([0, 16, 40]),
        st.floats(0, 5),
    ),
    min_size=1,
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(REQUESTS, st.integers(26, 60), st.integers(1, 6), st.integers(20, 400))
def test_memory_is_never_exceeded_and_nobody_is_lost(
    told: list[tuple[int, list[tuple[int, int]], int, float]], blocks: int, seats: int, batched: int
) -> None:
    env = simpy.Environment()
    engine = Engine(env, TOKEN, Limits(seats, batched, kv_tokens=blocks * 16))
    requests: list[Request] = []
    over: list[int] = []

    def watch() -> Generator[simpy.Event, Any, None]:
        while True:
            yield env.timeout(0.0007)
            over.extend([engine.blocks.used] if engine.blocks.used > blocks else [])

    def town() -> Generator[simpy.Event, Any, None]:
        for prompt, steps, beginning, gap in told:
            yield env.timeout(gap / 100)
            begins = (Beginning(f"b{beginning}", beginning),) if 0 < beginning < prompt else ()
            answer = tuple(Step(drafted, min(kept, drafted + 1)) for drafted, kept in steps)
            requests.append(engine.ask(Asked(prompt, answer, begins)))
        for request in requests:
            yield request.done

    env.process(watch())
    env.run(until=env.process(town()))
    assert not over
    assert engine.most_blocks <= blocks
    assert all(request.done.triggered and request.first.triggered for request in requests)
    assert (engine.present, engine.blocks.held) == (0, 0)
    for request in requests:
        assert request.written == 1 + sum(step.written for step in request.asked.answer)


def test_when_memory_runs_out_the_youngest_begins_again_and_all_end() -> None:
    tight = Limits(seats=4, batched_tokens=1000, kv_tokens=16 * 20)
    engine, requests, _ = ran(STEP, tight, [Asked(64, written(100))] * 4)
    assert engine.thrown_out > 0
    assert all(request.written == 101 for request in requests)
    assert engine.most_blocks <= 20


def test_more_requests_at_once_never_end_sooner() -> None:
    chance = random.Random(3)  # noqa: S311
    asked = [Asked(chance.randint(50, 900), written(chance.randint(1, 40))) for _ in range(24)]
    ends = [ran(TOKEN, WIDE, asked[:count])[2] for count in (6, 12, 24)]
    assert ends == sorted(ends)
