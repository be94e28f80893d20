"""Where no cold answer makes three seconds, the deadline is what the engine alone needs."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from inference import pace
from inference.engine import Engine
from inference.pace import PROMISED_SECONDS, Deadline, Pace, measure
from ops.fault import Fault

if TYPE_CHECKING:
    from tests.fake_engine import FakeEngine


def test_a_slow_engine_lengthens_the_deadline_to_its_own_answer() -> None:
    deadline = Deadline(10.0)
    deadline.follow(Pace(cold_answer=7.25, cold_first_text=3.0))
    assert deadline.seconds == 7.2


def test_a_quick_engine_keeps_to_what_is_promised() -> None:
    deadline = Deadline(10.0)
    deadline.follow(Pace(cold_answer=1.0, cold_first_text=0.2))
    assert deadline.seconds == PROMISED_SECONDS


def test_each_prompt_is_new_to_the_engine_and_as_long_as_passages_may_be(engine: FakeEngine) -> None:
    engine.says("un", " mot")
    asyncio.run(_measured(engine.address))
    texts = [prompt["messages"][0]["content"] for prompt in engine.prompts]
    assert len({text[:40] for text in texts}) == len(texts) > 1
    assert all(len(text) > 1000 for text in texts)


def test_an_engine_so_slow_that_one_answer_says_it_is_not_asked_again(
    engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.says("un", " mot")
    monkeypatch.setattr(pace, "_LONG_SECONDS", 0.0001)
    asyncio.run(_measured(engine.address))
    assert len(engine.prompts) == 1


def test_an_engine_that_is_not_there_is_a_fault() -> None:
    with pytest.raises(Fault):
        asyncio.run(_measured("unix:/nowhere/engine.sock"))


async def _measured(address: str) -> Pace:
    client = Engine(address, "parvis", slots=1, queue=1)
    try:
        return await measure(client, 400)
    finally:
        await client.close()
