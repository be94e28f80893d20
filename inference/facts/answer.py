"""What a computed rung answers: a noun, without I/O."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.shelf import StoredPassage

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class FactsAnswer:
    """cited: the row that says it first. certain: False when the text leaves something in doubt.

    differing: the pairs of sources in force that differ and are both said. declined: the tables say that
    nobody here knows.
    """

    text: str
    cited: tuple[StoredPassage, ...] = ()
    certain: bool = True
    differing: tuple[tuple[StoredPassage, StoredPassage], ...] = ()
    declined: bool = False

    @property
    def conflict(self) -> bool:
        """Whether two sources in force differ."""
        return bool(self.differing)


def pairs(rows: Sequence[P]) -> tuple[tuple[P, P], ...]:
    """The first of the sources that differ, with each of the others."""
    return tuple((rows[0], other) for other in rows[1:])


def once(passages: list[StoredPassage], most: int = 8) -> tuple[StoredPassage, ...]:
    """The passages in their order, each once."""
    return tuple({passage.passage_id: passage for passage in passages}.values())[:most]
