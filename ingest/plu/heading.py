"""The nouns of a plan's headings: which division one opens, for which zones, under which number."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Kind(IntEnum):
    """Divisions from the outermost in: their values are the levels of their headings."""

    TITLE = 1
    SUBTITLE = 2
    CHAPTER = 3
    ZONE = 4
    THEME = 5  # a chapter within a zone
    SECTION = 6
    SUBSECTION = 7
    PARAGRAPH = 8
    ARTICLE = 9
    NUMBERED = 10
    PLAIN = 11


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading opens.

    number: `10`, `II`, `2.1.1`. zones: those it names; family: the kind of zone it names, `U`.
    closing: what follows is for no zone in particular. bare: no title. end: where its title starts.
    """

    kind: Kind
    number: str = ""
    zones: tuple[str, ...] = ()
    family: str = ""
    closing: bool = False
    bare: bool = False
    end: int = 0
