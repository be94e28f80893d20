"""No answer is given to a question that differs in one thing, and most paraphrases are known."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from benchmarks.near_misses import Pair, Trial, near_misses, paraphrased, paraphrases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def trial(tmp_path: Path) -> Iterator[Trial]:
    opened = Trial(tmp_path)
    yield opened
    opened.close()


def draw(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - a repeatable draw, no secret


def test_none_of_a_draw_of_near_misses_gets_the_answer(trial: Trial) -> None:
    pairs = near_misses(draw(7))
    assert len(pairs) >= 3000
    wrong = [pair for pair in draw(7).sample(pairs, 600) if trial.hit(pair)]
    assert wrong == []


def test_every_kind_of_difference_is_drawn() -> None:
    drawn = {pair.what for pair in near_misses(draw(1))}
    assert drawn >= {
        "date",
        "hour",
        "zone",
        "street",
        "house",
        "amount",
        "count",
        "modality",
        "bound",
        "audience",
    }


def test_more_than_two_paraphrases_in_three_get_it(trial: Trial) -> None:
    for pairs in (paraphrases("pairs"), paraphrases("fresh"), paraphrased(draw(1))):
        hits = sum(trial.hit(pair) for pair in pairs)
        assert hits / len(pairs) > 2 / 3


def test_a_paraphrase_that_vectors_hold_apart_gets_nothing(trial: Trial) -> None:
    import numpy as np

    one, other = "Où est la mairie ?", "Où se trouve la mairie ?"
    assert trial.hit(Pair("", one, other))
    assert not trial.hit(Pair("", one, other), lambda text: np.array([text == one, text != one], np.float32))
