"""Opening hours are told while every search thread is taken."""

from __future__ import annotations

import asyncio
import threading

from inference.lanes import Lane


def test_a_lane_that_is_full_holds_up_no_other() -> None:
    assert asyncio.run(_computed_while_searches_hang()) == "ouvert"


async def _computed_while_searches_hang() -> str:
    searching, computing = Lane("searching", 1), Lane("computing", 1)
    end = threading.Event()
    hanging = [asyncio.ensure_future(searching.run(end.wait)) for _ in range(3)]
    told = await asyncio.wait_for(computing.run(str.lower, "OUVERT"), timeout=5)
    end.set()
    await asyncio.gather(*hanging)
    return told


def test_work_whose_caller_left_before_it_began_is_never_done() -> None:
    assert asyncio.run(_done_after_leaving()) == []


async def _done_after_leaving() -> list[str]:
    lane, end, done = Lane("one", 1), threading.Event(), list[str]()
    first = asyncio.ensure_future(lane.run(end.wait))
    second = asyncio.ensure_future(lane.run(done.append, "late"))
    await asyncio.sleep(0.05)
    second.cancel()
    await asyncio.wait({second})
    end.set()
    await first
    await lane.run(str)
    return done
