"""What a search gives back. Frozen, without I/O."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inference.amendments import Amendment
    from inference.retrieval.asked import Term
    from ingest.shelf import StoredPassage

_COVERAGE_WEIGHT = 0.1


@dataclass(frozen=True, slots=True)
class Found:
    """passages: best first. similarity: best cosine. coverage: share of the asked words found together.

    repealed: what would have answered and is not in force any more, where nothing in force does better.
    terms: the question's words as they were searched, mended and with their like. amending: what later acts
    change of those that were found.
    """

    passages: tuple[StoredPassage, ...]
    similarity: float
    coverage: float
    repealed: tuple[StoredPassage, ...] = ()
    terms: tuple[Term, ...] = ()
    amending: tuple[Amendment, ...] = ()

    @property
    def relevance(self) -> float:
        """How sure it is that something found is about the question, on the scale of cosines.

        The embedding model puts everything between 0.75 and 0.93; words in common tell apart
        what it cannot.
        """
        return self.similarity + _COVERAGE_WEIGHT * self.coverage if self.passages else 0.0
