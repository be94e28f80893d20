"""A question is embedded once, however often its vector is needed."""

from __future__ import annotations

import numpy as np
import pytest

from inference.embedding.remembered import Remembered
from tests.inference.town import WordVectors


class Counting(WordVectors):
    """Counts what it embeds."""

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def query(self, text: str) -> np.ndarray:
        self.embedded.append(text)
        return super().query(text)


def test_the_same_question_costs_nothing_the_second_time() -> None:
    words = Counting()
    remembered = Remembered(words)
    first, second = remembered.query("Où est la mairie ?"), remembered.query("Où est la mairie ?")
    assert np.array_equal(first, second)
    assert words.embedded == ["Où est la mairie ?"]


def test_the_longest_unused_is_forgotten_first() -> None:
    words = Counting()
    remembered = Remembered(words, most=2)
    for text in ("un", "deux", "un", "trois", "un", "deux"):
        remembered.query(text)
    assert words.embedded == ["un", "deux", "trois", "deux"]


def test_nobody_can_change_what_is_remembered() -> None:
    with pytest.raises(ValueError, match="read-only"):
        Remembered(WordVectors()).query("mairie")[0] = 1


def test_passages_go_through() -> None:
    assert Remembered(WordVectors()).passages(["un texte", "un autre"]).shape == (2, 384)
