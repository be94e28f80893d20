"""Of what the words choose, the nearest in meaning comes first; a sentence is embedded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from inference.embedding.sentences import Sentences
from inference.evidence.words import plain_weights
from inference.quoting import nearest_quotation, quotation
from tests.inference.written import passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

FINE = "La contravention pour un chien sans laisse au square est de 38 €."
TAX = "Le chien déclaré au square paie une taxe de 12 €."
ASKED = "Quelle amende pour mon chien au square ?"


def near_to(word: str) -> object:
    return lambda texts: [0.9 if word in text else 0.8 for text in texts]


def test_the_nearest_in_meaning_is_quoted() -> None:
    papers = [passage(TAX), passage(FINE, number=1)]
    for word, told in (("contravention", "38 €"), ("taxe", "12 €")):
        found = quotation(ASKED, papers, plain_weights, near=near_to(word))  # type: ignore[arg-type]
        assert found is not None
        assert told in found.excerpt


def test_meaning_that_chooses_as_the_words_do_makes_it_surer() -> None:
    papers = [passage(FINE), passage("Le square ouvre à 8 h.", number=1)]
    agreed, apart = (
        quotation(ASKED, papers, plain_weights, near=near_to(word))  # type: ignore[arg-type]
        for word in ("contravention", "ouvre")
    )
    assert agreed is not None
    assert apart is not None
    assert agreed.confidence > apart.confidence


def test_a_question_that_shares_no_word_finds_the_nearest_and_no_heading() -> None:
    papers = [passage("Bulletin municipal\n\nLe repas de la cantine coûte 3,42 € par enfant.")]
    found = nearest_quotation("ما ثمن الوجبة", papers, plain_weights, near_to("Bulletin"))  # type: ignore[arg-type]
    assert found is not None
    assert "3,42 €" in found.excerpt
    assert nearest_quotation("ما ثمن الوجبة", [], plain_weights, near_to("Bulletin")) is None  # type: ignore[arg-type]


class Counting:
    """One direction a text, and how often each was embedded."""

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def query(self, text: str) -> NDArray[np.float32]:
        return np.array([1.0, 0.0], dtype=np.float32)

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded += texts
        return np.array([[1.0, 0.0] if "a" in text else [0.0, 1.0] for text in texts], dtype=np.float32)


def test_a_sentence_is_embedded_once_while_it_is_remembered() -> None:
    counting = Counting()
    sentences = Sentences(counting, lambda: counting, most=2)
    assert sentences.near("?", ["a", "b", "a"]) == [1.0, 0.0, 1.0]
    assert sentences.near("?", ["b", "a"]) == [0.0, 1.0]
    assert counting.embedded == ["a", "b"]
    sentences.near("?", ["c", "a"])  # « b » was used least lately
    sentences.near("?", ["b"])
    assert counting.embedded == ["a", "b", "c", "b"]
    assert sentences.near("?", []) == []
