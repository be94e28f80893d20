"""On a given day, only what is in force that day is retrieved, in whatever order it came."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from inference.retrieval import Retrieval
from tests.ingest.town import HashEmbedder, Town

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

OLD, NEW = "hostile/17_arrete_2024-012_bruit.pdf", "hostile/18_arrete_2025-031_bruit.pdf"


class HashEmbedding(HashEmbedder):
    """Questions embedded as the passages of the town are."""

    def query(self, text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self.passages([text])[0]
        return vector


def retrieved(town: Town, day: date) -> set[str]:
    found = Retrieval(town.shelf, town.index, HashEmbedding()).search("travaux de bricolage bruyants", day, 5)
    return {passage.file for passage in found.passages}


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 4, 20), set()),
        (date(2024, 6, 1), {OLD}),
        (date(2025, 2, 15), {OLD}),
        (date(2025, 2, 28), {OLD}),
        (date(2025, 3, 1), {NEW}),
        (date(2026, 11, 24), {NEW}),
    ],
)
def test_the_rule_on_noise_that_holds_on_the_day_is_retrieved(
    real: Callable[[str], Path], tmp_path: Path, newest_first: bool, day: date, expected: set[str]
) -> None:
    town = Town(tmp_path / "home", "hostile", "99999")
    for name in (NEW, OLD) if newest_first else (OLD, NEW):
        town.ingest(real(name))
    assert retrieved(town, day) == {name.removeprefix("hostile/") for name in expected}


def test_forgetting_the_repeal_brings_the_old_rule_back(real: Callable[[str], Path], tmp_path: Path) -> None:
    town = Town(tmp_path / "home", "hostile", "99999")
    old, new = town.ingest(real(OLD), real(NEW))
    town.pipeline.forget(new.document_id)
    assert retrieved(town, date(2026, 11, 24)) == {old.file}


def test_a_picture_of_an_order_says_what_it_replaces(real: Callable[[str], Path], tmp_path: Path) -> None:
    town = Town(tmp_path / "home", "vence", "06157")
    town.ingest(real("arretes/vence2.png"))
    (document,) = town.shelf.documents()
    assert document.validity.in_force_from == date(2006, 9, 21)
    assert document.title == "Arrêté du 21 septembre 2006"
    assert any("annule et remplace notre arrêté du 7 septembre 2006" in text for text in town.texts())
