"""Whatever changes while people ask, no answer is given that would not be written any more."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.strategies import integers

from benchmarks.changing_town import ChangingTown
from benchmarks.staleness import live
from inference.reuse import cache

if TYPE_CHECKING:
    import pytest


class Town(RuleBasedStateMachine):
    """Changes and questions in any order that hypothesis likes."""

    @initialize(seed=integers(0, 2**32))
    def open(self, seed: int) -> None:
        self.folder = tempfile.TemporaryDirectory()
        draw = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
        self.town = ChangingTown(Path(self.folder.name), draw)

    @rule()
    def something_changes(self) -> None:
        self.town.edit()

    @rule()
    def somebody_asks(self) -> None:
        self.town.ask()

    @invariant()
    def nothing_stale_was_given(self) -> None:
        assert not hasattr(self, "town") or self.town.counts.stale == []

    def teardown(self) -> None:
        if hasattr(self, "town"):
            self.town.close()
            self.folder.cleanup()


TestTown = Town.TestCase
TestTown.settings = settings(
    max_examples=5, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)


def test_many_rounds_give_answers_again_and_none_of_them_stale() -> None:
    counts = live(60, seed=3)
    assert counts.stale == []
    assert counts.given_again > 0
    assert counts.validated > 0


def test_the_measure_sees_an_answer_that_is_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_known_fresh", lambda _entry, _asked: True)
    assert live(60, seed=3).stale
