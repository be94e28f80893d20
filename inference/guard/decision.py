"""What became of each sentence of an answer. Frozen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.shelf import StoredPassage


class Unsupported(Exception):
    """The text states what no passage contains, or says it of another thing than the passage does."""


class Verdict(StrEnum):
    """COPIED: a passage has the sentence. SUPPORTED: passages carry its claims. REFUSED: none does."""

    COPIED = "copied"
    SUPPORTED = "supported"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class GuardDecision:
    """One sentence. why: the rule that refused it and what it found, in English; empty when it passed.

    passage_id: of the passage that carries it best; empty when none does.
    """

    sentence: str
    verdict: Verdict
    why: str = ""
    passage_id: str = ""

    @property
    def passed(self) -> bool:
        """Whether the sentence may be shown."""
        return self.verdict is not Verdict.REFUSED


@dataclass(frozen=True, slots=True)
class Checked:
    """A whole answer, without its marks, with the passages that carry it, the most useful first."""

    text: str
    cited: tuple[StoredPassage, ...]
