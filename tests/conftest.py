"""What every folder of tests may borrow: a fake engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fake_engine import FakeEngine, serving

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def engine() -> Iterator[FakeEngine]:
    """A scripted engine on a free loopback port."""
    with serving(FakeEngine()) as running:
        yield running
