"""A store that cannot be opened says so in one sentence."""

from __future__ import annotations

import pytest

from ops.fault import Fault
from ops.store import open_store


@pytest.mark.parametrize(
    "url", ["nonsense", "postgresql+absent://nowhere/parvis", "sqlite:////proc/parvis.db"]
)
def test_a_store_that_cannot_be_opened_is_one_sentence(url: str) -> None:
    with pytest.raises(Fault, match="base de données"):
        open_store(url)
