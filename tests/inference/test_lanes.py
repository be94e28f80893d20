"""Opening hours are told while every search thread is taken."""

from __future__ import annotations

import asyncio
import os
import threading

import pytest

from inference.lanes import Lane
from ops.fault import Fault


def test_a_lane_that_is_full_holds_up_no_other() -> None:
    assert asyncio.run(_computed_while_searches_hang()) == "ouvert"


async def _computed_while_searches_hang() -> str:
    searching, computing = Lane("searching", 1, most=3), Lane("computing", 1, most=3)
    end = threading.Event()
    hanging = [asyncio.ensure_future(searching.run(end.wait)) for _ in range(3)]
    told = await asyncio.wait_for(computing.run(str.lower, "OUVERT"), timeout=5)
    end.set()
    await asyncio.gather(*hanging)
    return told


def test_work_whose_caller_left_before_it_began_is_never_done() -> None:
    assert asyncio.run(_done_after_leaving()) == []


async def _done_after_leaving() -> list[str]:
    lane, end, done = Lane("one", 1, most=3), threading.Event(), list[str]()
    first = asyncio.ensure_future(lane.run(end.wait))
    second = asyncio.ensure_future(lane.run(done.append, "late"))
    await asyncio.sleep(0.05)
    second.cancel()
    await asyncio.wait({second})
    end.set()
    await first
    await lane.run(str)
    return done


def test_one_more_than_may_wait_is_asked_to_come_back() -> None:
    with pytest.raises(Fault) as refused:
        asyncio.run(_one_too_many())
    assert refused.value.key == "engine.overloaded"
    assert refused.value.retryable


async def _one_too_many() -> None:
    lane, end = Lane("one", 1, most=2), threading.Event()
    there = [asyncio.ensure_future(lane.run(end.wait)) for _ in range(2)]
    await asyncio.sleep(0.05)
    try:
        await lane.run(str)
    finally:
        end.set()
        await asyncio.gather(*there)


def test_what_searches_gives_way_to_what_computes() -> None:
    searching, computing = Lane("searching", 1, most=1, niceness=10), Lane("computing", 1, most=1)
    assert asyncio.run(searching.run(_niceness)) > asyncio.run(computing.run(_niceness))


def _niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
