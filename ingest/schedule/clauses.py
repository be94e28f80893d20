"""Sentences and clauses of a text, however long or strange it is: what is too long to be one is left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST: Final = 600  # letters: no one announces hours at more length
LONGEST_ROW: Final = 4_000
_SENTENCE_END: Final = re.compile(r"(?<=[.!?]) (?=[A-ZÀ-Þ«\"])")
_CLAUSE_END: Final = re.compile(r" ?(?:[;•]|(?<!\d)\.(?= |$)|\.(?= [A-ZÀ-Þ])) ?")


def squeezed(text: str) -> str:
    return " ".join(text.split())


def sentences(text: str) -> Iterator[str]:
    """The sentences of each line, spaces made one."""
    for line in text.splitlines():
        yield from _short(_SENTENCE_END.split(squeezed(line)))


def clauses(text: str) -> Iterator[str]:
    """As sentences, cut at semicolons and bullets too."""
    for line in text.splitlines():
        yield from _short(_CLAUSE_END.split(squeezed(line)))


def _short(parts: list[str]) -> Iterator[str]:
    yield from (part.strip() for part in parts if part.strip() and len(part) <= LONGEST)
