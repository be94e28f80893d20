"""What could not be seen of an appliance is unknown, and never a zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.load import watch as watching
from benchmarks.load.target import Target
from benchmarks.load.watch import Watch
from tests.fake_engine import eventually

if TYPE_CHECKING:
    from benchmarks.load.target import Metrics

QUEUED = {
    "parvis_engine_queued_requests": 2.0,
    "parvis_engine_running_requests": 1.0,
    "parvis_machine_memory_bytes": 8 * 2.0**30,
    "parvis_machine_memory_available_bytes": 5 * 2.0**30,
}
HERE, ELSEWHERE = Target("http://a"), Target("http://b", elsewhere=True)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Metrics | None]:
    """What each scrape gives in turn, the last one again and again."""
    told: list[Metrics | None] = []
    monkeypatch.setattr(Target, "metrics", lambda _self: told.pop(0) if len(told) > 1 else told[0])
    monkeypatch.setattr(watching, "_SECONDS", 0.01)
    return told


def watched(target: Target, looks: int) -> Watch:
    with Watch(target) as watch:
        assert eventually(lambda: len(watch.looks) >= looks)
    return watch


def test_a_scrape_that_fails_is_a_gap_and_is_counted(seen: list[Metrics | None]) -> None:
    seen += [QUEUED, QUEUED, None, QUEUED]
    watch = watched(HERE, 3)
    assert [look.queued for look in watch.looks[:3]] == [2.0, None, 2.0]
    assert [look.running for look in watch.looks[:3]] == [1.0, None, 1.0]
    assert watch.scrapes() == {"count": len(watch.looks) + 2, "failed": 1, "counters": "known"}


def test_this_machine_is_seen_even_where_its_appliance_is_silent(seen: list[Metrics | None]) -> None:
    seen += [QUEUED, None]
    look = watched(HERE, 1).looks[0]
    assert look.memory_gib is not None
    assert look.busy_percent is not None


def test_of_another_machine_only_what_it_tells_is_seen(seen: list[Metrics | None]) -> None:
    seen += [QUEUED, QUEUED, None]
    first, second = watched(ELSEWHERE, 2).looks[:2]
    assert (first.busy_percent, first.memory_gib) == (None, 3.0)
    assert (second.busy_percent, second.memory_gib) == (None, None)


@pytest.mark.parametrize("missing", ["before", "after"])
def test_without_the_first_or_the_last_scrape_no_life_is_told_as_one_run(missing: str) -> None:
    watch = Watch(HERE)
    watch.before = {"parvis_stage_seconds_count/facts": 1_000.0, "parvis_stage_seconds_sum/facts": 500.0}
    watch.after = {"parvis_stage_seconds_count/facts": 1_002.0, "parvis_stage_seconds_sum/facts": 501.0}
    assert watch.stages() == {"facts": 0.5}
    assert watch.scrapes()["counters"] == "known"
    setattr(watch, missing, None)
    assert watch.grown("parvis_stage_seconds_count") == watch.stages() == {}
    assert watch.scrapes()["counters"] == "unknown"
