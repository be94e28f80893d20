"""A commune whose documents change at will: written as ingestion writes them, without a file to read."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from inference.facts.days import Calendar
from inference.retrieval import Retrieval
from inference.reuse.cache import MOST_KEPT, Reuse
from inference.reuse.freshness import Freshness
from inference.validated_answers.book import AnswerBook
from inference.validated_answers.rung import Validated
from ingest.claim import Claim
from ingest.communes import Communes
from ingest.document import Locator, Passage, Reading
from ingest.facts import Validity
from ingest.index import Index, open_chroma
from ingest.publication import Publication
from ingest.shelf import Shelf
from ingest.shelving import Shelving
from ops.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from inference.question import Question
    from inference.retrieval import Found
    from inference.reuse.nearness import Embed

SLUG: Final = "valbrume"
CALENDAR: Final = Calendar("99001")
DIMENSIONS: Final = 384
MOST_FOUND: Final = 12
_ALWAYS: Final = Validity()


class WordVectors:
    """Deterministic: each long word is a direction. Two texts are as near as the words they share."""

    def query(self, text: str) -> NDArray[np.float32]:
        vector = np.full(DIMENSIONS, 1e-3, dtype=np.float32)
        for word in re.findall(r"\w{4,}", text.lower()):
            vector[int(hashlib.sha256(word.encode()).hexdigest(), 16) % DIMENSIONS] += 1
        return (vector / np.linalg.norm(vector)).astype(np.float32)

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([self.query(text) for text in texts])


def one_direction(_text: str) -> NDArray[np.float32]:
    """Vectors that let everything pass."""
    return np.ones(1, dtype=np.float32)


class MovingShelf:
    """One commune in `folder`."""

    def __init__(self, folder: Path, most_found: int = MOST_FOUND) -> None:
        self._most_found = most_found
        self.store = open_store(f"sqlite:///{folder}/parvis.db")
        Communes(self.store).add(SLUG, "Valbrume-sur-Oisette", "99001")
        chroma = open_chroma(folder / "chroma")
        self._shelving = Shelving(self.store, chroma, folder, SLUG)
        self._words = WordVectors()
        self._names: dict[str, str] = {}
        self.shelf = Shelf(self.store, SLUG)
        self.book = AnswerBook(self.store, SLUG)
        index = Index(folder / "lexical" / SLUG, chroma, SLUG)
        self._retrieval = Retrieval(self.shelf, index, self._words)

    def place(self, name: str, text: str, validity: Validity = _ALWAYS, embedded: bool = True) -> str:
        """A document of one passage, new or in place of what bore its name; its id."""
        claim = Claim(name, name, name, Path(), hashlib.sha256(text.encode()).hexdigest())
        identity = self._names.setdefault(name, self._shelving.ledger.new_id(claim))
        passage = Passage(0, text, Locator((name,)))
        reading = Reading(name, (), validity=validity, pages=1)
        version = self._shelving.ledger.next_version()
        self._shelving.place(Publication(identity, version, claim, "text/html", reading, (passage,), 0.0))
        if embedded:
            self.embed(name)
        return identity

    def embed(self, name: str) -> None:
        """The vectors of a document, which follow it."""
        texts = self._shelving.texts(self._names[name])
        vectors = self._words.passages([text for _, text in texts])
        self._shelving.add_vectors([passage_id for passage_id, _ in texts], vectors)
        self._shelving.ledger.record_vectors(self._names[name], present=True)

    def forget(self, name: str) -> None:
        self._shelving.withdraw(self._names.pop(name))

    def identity(self, name: str) -> str:
        """The id of a document that is live."""
        return self._names[name]

    @property
    def names(self) -> list[str]:
        """The documents that are live."""
        return sorted(self._names)

    def find(self, question: Question) -> Found:
        return self._retrieval.search(question.text, question.at.date(), self._most_found)

    def reuse(
        self, fingerprint: Callable[[], str], embed: Embed = one_direction, most: int = MOST_KEPT
    ) -> Reuse:
        """By default vectors decide nothing: words and entities must do it alone."""
        return Reuse(Freshness(self.store, SLUG), self.find, embed, CALENDAR, fingerprint, most)

    def validated(self, embed: Embed = one_direction) -> Validated:
        return Validated(self.book, self.shelf, embed, CALENDAR)

    def close(self) -> None:
        self.store.dispose()
