"""What a computed rung answers: a noun, without I/O."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.shelf import StoredPassage


@dataclass(frozen=True, slots=True)
class FactsAnswer:
    """cited: the row that says it first. certain: False when the text leaves something in doubt.

    conflict: two sources in force differ and both are said. declined: the tables say that nobody here knows.
    """

    text: str
    cited: tuple[StoredPassage, ...] = ()
    certain: bool = True
    conflict: bool = False
    declined: bool = False


def once(passages: list[StoredPassage], most: int = 8) -> tuple[StoredPassage, ...]:
    """The passages in their order, each once."""
    return tuple({passage.passage_id: passage for passage in passages}.values())[:most]
