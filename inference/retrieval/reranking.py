"""The seam for a model that reads the question and the first passages together. None on the CPU profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.shelf import StoredPassage


class Reranker(Protocol):
    """Puts passages that were found in a better order."""

    def rerank(self, question: str, passages: Sequence[StoredPassage]) -> Sequence[StoredPassage]:
        """The same passages, best first; it may leave some out and adds none."""
        ...
