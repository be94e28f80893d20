"""The two indexes: what a question's words find, and what they never do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from ingest.index import Index, IndexRow

if TYPE_CHECKING:
    from tests.ingest.town import Town

ROWS = [
    IndexRow("a.1.0", "Zone UA › Article UA 10 – Hauteur maximale", "La hauteur est fixée à 9 m à l’égout."),
    IndexRow("a.1.1", "Délibération n° 2014 / 172", "La parcelle EW 562 est vendue 11 142 € HT."),
    IndexRow("a.1.2", "Écoles", "Les écoliers mangent des œufs à la cantine de 11 h 30 à 13 heures."),
    IndexRow("a.1.3", "Mairie", "Le secrétariat est ouvert le mercredi."),
]


@pytest.fixture
def index(town: Town) -> Index:
    index = town.index
    index.add(ROWS)
    index.add_vectors([row.passage_id for row in ROWS], np.eye(4, dtype=np.float32))
    return index


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("UA10", "a.1.0"),
        ("article ua 10", "a.1.0"),
        ("hauteurs maximales", "a.1.0"),
        ("2014/172", "a.1.1"),
        ("délibération 2014-172", "a.1.1"),
        ("EW562", "a.1.1"),
        ("11142 euros", "a.1.1"),
        ("ecole", "a.1.2"),
        ("L'ÉCOLE", "a.1.2"),
        ("oeuf", "a.1.2"),
        ("11h30", "a.1.2"),
        ("13h", "a.1.2"),
    ],
)
def test_a_question_finds_its_passage_however_it_is_written(index: Index, words: str, first: str) -> None:
    assert index.matching(words, 5)[0].passage_id == first


@pytest.mark.parametrize(
    "words", ['"', "a AND (", "text:école*", "[1 TO", "+-!{}^~?:\\", "école OR", "   ", "le la les"]
)
def test_a_question_is_never_read_as_a_query(index: Index, words: str) -> None:
    assert len(index.matching(words, 5)) <= 1


def test_the_nearest_vector_comes_first_with_its_cosine(index: Index) -> None:
    vector = np.array([0.0, 0.6, 0.8, 0.0], dtype=np.float32)
    hits = index.nearest(vector, 2)
    assert [hit.passage_id for hit in hits] == ["a.1.2", "a.1.1"]
    assert [round(hit.score, 3) for hit in hits] == [0.8, 0.6]


def test_among_thousands_that_came_and_went_in_small_groups_none_of_the_nearest_is_missed(town: Town) -> None:
    draw = np.random.default_rng(1)
    topics = draw.normal(
        size=(100, 384)
    )  # the passages of one commune are alike: in a thin graph some are lost
    own = 0.8 * draw.normal(size=(3_000, 384))
    vectors = (topics[draw.integers(100, size=3_000)] + own).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    names = [f"n{place}" for place in range(len(vectors))]
    for start in range(0, len(names), 80):
        town.index.add_vectors(names[start : start + 80], vectors[start : start + 80])
    town.index.remove(names[1::4])
    kept = np.flatnonzero(np.arange(len(names)) % 4 != 1)
    missed = 0
    for asked in vectors[:50]:
        true = {names[kept[place]] for place in np.argsort(-(vectors[kept] @ asked))[:60]}
        missed += len(true - {hit.passage_id for hit in town.index.nearest(asked, 60)})
    assert missed <= 0.002 * 60 * len(vectors[:50])


def test_what_is_removed_is_found_no_more(index: Index) -> None:
    index.remove(["a.1.1"])
    assert index.matching("EW562", 5) == []
    assert "a.1.1" not in {hit.passage_id for hit in index.nearest(np.eye(4, dtype=np.float32)[1], 4)}


def test_adding_a_row_again_keeps_one(index: Index) -> None:
    index.add(ROWS[:1])
    index.add_vectors([ROWS[0].passage_id], np.eye(4, dtype=np.float32)[:1])
    assert [hit.passage_id for hit in index.matching("hauteur", 5)] == ["a.1.0"]


def test_two_communes_share_nothing(town: Town, index: Index) -> None:
    other = Index(town.home / "lexical" / "ailleurs", town.chroma, "ailleurs")
    assert other.matching("école", 5) == []
    assert other.nearest(np.eye(4, dtype=np.float32)[0], 5) == []


def test_the_words_of_an_only_document_are_telling(town: Town) -> None:
    """Where every passage holds a word, it is what they are about: a commune begins with one document."""
    town.index.add(ROWS[:1])
    weights = town.index.lexical.weights("Quelle est la hauteur maximale du portail ?")
    held, absent = weights["hauteur"], weights["portail"]
    assert held > 0.6 * absent
