"""Simulated citizens: nobody is lost, one seed gives one run, more cards and fewer questions serve better."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.simulation import assumptions, drafts, service
from benchmarks.simulation.command import DRAFTS
from benchmarks.simulation.engine import Limits
from benchmarks.simulation.gateway import Doors, Question
from benchmarks.simulation.given import Rungs
from benchmarks.simulation.installation import Installation, Seen, run, simulate
from benchmarks.simulation.reuse_model import Memory
from benchmarks.simulation.roofline import Roofline
from benchmarks.simulation.sequence import Asked, Step
from benchmarks.simulation.traffic import Traffic
from inference import lanes as lanes_of_the_gateway
from inference.settings import InferenceSettings

GIVEN = assumptions.read()
CARD = Roofline(0.002, 0.02, 0, 0.0002, 0, 0)
PLACE = Installation(CARD, Limits(16, 2048, 90_000), Doors(3.0, 16, 0.03), GIVEN.gateway)
TRAFFIC = Traffic(GIVEN.rungs, GIVEN.prompts, drafts.read(DRAFTS), 700)
QUICK = Asked(10, (Step(0, 1),) * 5)


def seen(per_second: float, place: Installation = PLACE, seed: int = 1, count: int = 1500) -> Seen:
    return simulate(place, TRAFFIC, per_second, count, burst=2.0, seed=seed)


@settings(max_examples=20, deadline=None)
@given(st.floats(0.1, 200), st.integers(0, 1000), st.integers(1, 3), st.integers(1, 3))
def test_every_question_ends_once(rate: float, seed: int, copies: int, gateways: int) -> None:
    told = seen(rate, replace(PLACE, copies=copies, gateways=gateways), seed, count=200)
    asked = itertools.islice(TRAFFIC.questions(random.Random(seed + 1)), 200)  # noqa: S311
    assert Counter(one.rung for one in told.outcomes) == Counter(one.rung for one in asked)
    written = [one for one in told.outcomes if one.rung == "written"]
    assert all(0 <= one.first_text <= one.seconds <= 3.0 + 1e-9 for one in written)
    assert told.memory <= 1


def test_the_same_seed_gives_the_same_and_another_does_not() -> None:
    assert seen(5.0) == seen(5.0)
    assert seen(5.0) != seen(5.0, seed=2)


def test_more_questions_are_never_served_better() -> None:
    shares = [service.of(seen(rate), 3.0).written_in_time for rate in (1, 10, 40, 160)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.99
    assert shares[-1] < 0.3


def test_more_cards_serve_better() -> None:
    told = [seen(20.0, replace(PLACE, copies=count)) for count in (1, 2, 4)]
    shares = [service.of(one, 3.0).written_in_time for one in told]
    assert shares == sorted(shares)
    assert shares[-1] > shares[0] + 0.1


def test_tables_answer_while_the_engine_is_overrun() -> None:
    told = seen(100.0)
    computed = [one for one in told.counted if one.rung == "computed"]
    assert max(one.seconds for one in computed) < 0.5
    assert all(one.ended == "answered" for one in computed)


def alone(*questions: Question, place: Installation = PLACE) -> list[str]:
    told = run(place, [(0.0, one) for one in questions], random.Random(1))  # noqa: S311
    return [one.ended for one in sorted(told.outcomes, key=lambda one: one.arrived)]


def test_an_answer_that_takes_too_long_is_given_up_at_the_deadline() -> None:
    slow = Question("written", (Asked(10, (Step(0, 1),) * 400),))
    told = run(PLACE, [(0.0, slow)], random.Random(1))  # noqa: S311
    (one,) = told.outcomes
    assert (one.ended, one.seconds) == ("late", pytest.approx(3.0))


def test_who_finds_all_seats_and_the_queue_taken_is_answered_otherwise() -> None:
    lanes = replace(GIVEN.gateway, queue=1, searching_most=99)
    narrow = replace(PLACE, doors=Doors(3.0, 1, 0.0), gateway=lanes)
    ended = Counter(alone(*[Question("written", (QUICK,))] * 5, place=narrow))
    assert ended == {"answered": 2, "instead": 3}


def test_a_full_lane_refuses() -> None:
    narrow = replace(PLACE, gateway=replace(GIVEN.gateway, searching_most=3))
    ended = Counter(alone(*[Question("searched")] * 10, place=narrow))
    assert ended["refused"] == 10 - ended["answered"]
    assert 3 <= ended["answered"] < 10


def test_a_second_try_costs_a_second_request() -> None:
    once, twice = (
        run(PLACE, [(0.0, Question("written", (QUICK,) * count))], random.Random(1)).outcomes[0].seconds  # noqa: S311
        for count in (1, 2)
    )
    assert twice > 1.5 * once


def test_shares_of_rungs_are_those_given() -> None:
    rungs = Rungs(0.5, 0.2, 0.3, 0.5, "test")
    asked = replace(TRAFFIC, rungs=rungs).questions(random.Random(5))  # noqa: S311
    drawn = [next(asked) for _ in range(20_000)]
    shares = Counter(one.rung for one in drawn)
    assert shares["written"] / 20_000 == pytest.approx(0.3, abs=0.02)
    again = sum(len(one.requests) == 2 for one in drawn) / shares["written"]
    assert again == pytest.approx(0.5, abs=0.03)


def test_lanes_and_queue_are_those_of_the_gateway_itself() -> None:
    told = GIVEN.gateway
    lanes = (lanes_of_the_gateway.COMPUTING, lanes_of_the_gateway.SEARCHING)
    threads, most = (
        [lane._pool._max_workers for lane in lanes],
        [lane._most for lane in lanes],
    )
    assert [told.computing_threads, told.searching_threads] == threads
    assert [told.computing_most, told.searching_most] == most
    assert told.queue == InferenceSettings().queue


def test_what_is_found_again_asks_no_engine_and_serves_a_card_better() -> None:
    law = replace(GIVEN.reuse, repeated=0.9, edits_per_day=0.0)
    without, again = (
        simulate(PLACE, TRAFFIC, 20.0, 1500, burst=2.0, seed=1, memory=memory)
        for memory in (None, Memory(law, communes=1, lookups=1.0))
    )
    kept = service.of(again, 3.0).kept
    assert service.of(without, 3.0).kept == 0
    assert kept == pytest.approx(0.9 * (GIVEN.rungs.searched + GIVEN.rungs.written), abs=0.05)
    assert again.busy < 0.5 * without.busy
    written = sum(one.rung == "written" for one in again.counted) / len(again.counted)
    assert written == pytest.approx(GIVEN.rungs.still_written(kept), abs=0.03)


def test_what_is_found_again_was_searched_first() -> None:
    narrow = replace(PLACE, gateway=replace(GIVEN.gateway, searching_most=3))
    assert "refused" in alone(*[Question("kept")] * 10, place=narrow)


def test_prompts_hold_no_more_passages_than_the_profile_allows() -> None:
    asked = Traffic(GIVEN.rungs, GIVEN.prompts, TRAFFIC.traces, 500).questions(random.Random(5))  # noqa: S311
    most = GIVEN.prompts.instructions + GIVEN.prompts.question + 500
    prompts = [request.prompt for _, one in zip(range(500), asked, strict=False) for request in one.requests]
    assert max(prompts) == most
