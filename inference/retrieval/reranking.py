"""A model that reads the question and the first passages together, where the hardware has one.

None comes with Parvis: no French one is in a package that needs no hub. Where vLLM serves one, its door
`/v1/rerank` is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

import httpx
import structlog
from pydantic import BaseModel, ValidationError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.shelf import StoredPassage

_SECONDS: Final = 0.5  # of the three that an answer has; later, the order of the search stands
_log = structlog.get_logger()


class Reranker(Protocol):
    """Puts passages that were found in a better order."""

    def rerank(self, question: str, passages: Sequence[StoredPassage]) -> Sequence[StoredPassage]:
        """The same passages, best first; it may leave some out and adds none."""
        ...


class ServedReranker:
    """A cross-encoder that vLLM serves at `address` (`http://host:port`). Any number of threads may ask.

    One that is late, gone or wrong costs no answer: passages stay as they were found, and the log says why.
    """

    def __init__(self, address: str, seconds: float = _SECONDS) -> None:
        self._client = httpx.Client(base_url=address, timeout=seconds, trust_env=False)

    def rerank(self, question: str, passages: Sequence[StoredPassage]) -> Sequence[StoredPassage]:
        """The same passages, best first; those that got no score last, as they were found."""
        if not passages:
            return passages
        try:
            places = self._places(question, [_read(passage) for passage in passages])
        except (httpx.HTTPError, ValidationError) as error:
            _log.warning("not reranked", reason=type(error).__name__)
            return passages
        known = [place for place in dict.fromkeys(places) if 0 <= place < len(passages)]
        return [passages[place] for place in dict.fromkeys((*known, *range(len(passages))))]

    def close(self) -> None:
        self._client.close()

    def _places(self, question: str, documents: list[str]) -> list[int]:
        """Of the documents, best first. Raises HTTPError, ValidationError."""
        response = self._client.post("/v1/rerank", json={"query": question, "documents": documents})
        told = _Ranked.model_validate_json(response.raise_for_status().content)
        return [one.index for one in sorted(told.results, key=lambda one: -one.relevance_score)]


class _Scored(BaseModel):
    """relevance_score: higher is better."""

    index: int
    relevance_score: float


class _Ranked(BaseModel):
    """The answer of `/v1/rerank`, as Jina, Cohere and vLLM have it."""

    results: list[_Scored]


def _read(passage: StoredPassage) -> str:
    return "\n".join((passage.title, *passage.headings, passage.text))
