"""The engine's client: streamed, cancelled, bounded."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest

from inference.engine import Engine
from ops import metrics
from ops.fault import Fault
from tests.fake_engine import FakeEngine, eventually, serving

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

HELLO = [{"role": "user", "content": "Bonjour"}]


def gauges() -> tuple[float, float]:
    return metrics.engine_running._value.get(), metrics.engine_queue._value.get()


def client(engine: FakeEngine, slots: int = 1, queue: int = 0) -> Engine:
    return Engine(engine.address, "parvis", slots, queue)


def words(engine: Engine) -> AsyncGenerator[str]:
    return engine.stream(HELLO, max_tokens=20)  # type: ignore[arg-type]


async def said(engine: Engine) -> str:
    return "".join([text async for text in words(engine)])


def test_the_text_arrives_piece_by_piece(engine: FakeEngine) -> None:
    engine.says("Bon", "jour")
    assert asyncio.run(said(client(engine))) == "Bonjour"
    assert engine.prompts[0]["temperature"] == 0
    assert engine.prompts[0]["stream"] is True
    assert engine.prompts[0]["max_tokens"] == 20


def test_a_socket_file_serves_as_well_as_a_port(tmp_path: Path) -> None:
    with serving(FakeEngine(["Bonjour"]), tmp_path / "engine.sock") as engine:
        assert asyncio.run(client(engine).ready())
        assert asyncio.run(said(client(engine))) == "Bonjour"


def test_tokens_are_counted(engine: FakeEngine) -> None:
    engine.says("Bon", "jour")
    before = metrics.engine_tokens.labels("completion")._value.get()
    asyncio.run(said(client(engine)))
    assert metrics.engine_tokens.labels("completion")._value.get() == before + 2


def test_accepted_drafts_show_as_tokens_of_one_step(engine: FakeEngine) -> None:
    engine.says("La mairie ", "est ouverte")
    engine.tokens_per_piece = 3
    answers, tokens = _steps()
    asyncio.run(said(client(engine)))
    assert _steps() == (answers + 1, tokens + 3)


def _steps() -> tuple[float, float]:
    """Answers counted, and the sum of their tokens a step."""
    samples = {
        sample.name: sample.value
        for family in metrics.engine_step_tokens.collect()
        for sample in family.samples
    }
    return samples["parvis_engine_step_tokens_count"], samples["parvis_engine_step_tokens_sum"]


def test_leaving_cancels_in_the_engine_and_frees_the_slot(engine: FakeEngine) -> None:
    engine.says(*["mot "] * 100, delay=0.05)

    async def leave_after_the_first_word() -> None:
        speaking = words(client(engine))
        await anext(speaking)
        await speaking.aclose()

    before = gauges()
    asyncio.run(leave_after_the_first_word())
    assert eventually(lambda: engine.cancelled == 1, seconds=1)
    assert gauges() == before


@pytest.mark.parametrize(("after", "how"), [(0, "die"), (1, "die"), (1, "error")])
def test_a_broken_answer_is_a_fault_and_frees_the_slot(engine: FakeEngine, after: int, how: str) -> None:
    engine.says("Bon", "jour")
    engine.fails(after, how)
    before = gauges()
    with pytest.raises(Fault) as broken:
        asyncio.run(said(client(engine)))
    assert broken.value.retryable
    assert gauges() == before


def test_an_engine_that_loads_is_not_ready(engine: FakeEngine) -> None:
    engine.loading = True
    assert not asyncio.run(client(engine).ready())


def test_nobody_there_is_told_at_once() -> None:
    started = time.monotonic()
    with pytest.raises(Fault, match="ne répond pas"):
        asyncio.run(said(Engine("unix:/nowhere.sock", "parvis", 1, 0)))
    assert time.monotonic() - started < 1.5


def test_the_queue_is_bounded_and_the_gauges_tell_it(engine: FakeEngine) -> None:
    engine.fails(after=0, how="hang")
    before = gauges()

    async def three_for_one_slot() -> tuple[float, float]:
        bounded = client(engine, slots=1, queue=1)
        waiting = [asyncio.ensure_future(said(bounded)) for _ in range(2)]
        await asyncio.sleep(0.2)
        seen = gauges()
        with pytest.raises(Fault, match="même temps"):
            await said(bounded)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        return seen

    running, queued = asyncio.run(three_for_one_slot())
    assert (running - before[0], queued - before[1]) == (1, 1)
    assert gauges() == before


def test_tokens_found_in_the_prefix_cache_are_counted(engine: FakeEngine) -> None:
    engine.says("Bonjour")
    engine.cached_tokens = 256
    before = metrics.engine_tokens.labels("cached")._value.get()
    assert asyncio.run(said(client(engine))) == "Bonjour"
    assert metrics.engine_tokens.labels("cached")._value.get() - before == 256
