"""Articles without a rule under them, said so: a citizen who asks for them finds their title."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.document import Block
from ingest.plu.heading import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.document import Element

MAX_IN_A_ROW = 2  # more are a table of contents, not rules


def with_silent_articles(elements: Sequence[Element]) -> Iterator[Element]:
    """The elements; an article without text is followed by its own title as text."""
    silent = [place for place in range(len(elements)) if _is_silent(elements, place)]
    alone = {place for place in silent if _in_a_row(silent, place) <= MAX_IN_A_ROW}
    for place, element in enumerate(elements):
        yield element
        if place in alone:
            yield replace(element, block=Block.PARAGRAPH, level=0)


def _is_silent(elements: Sequence[Element], place: int) -> bool:
    element = elements[place]
    if element.block is not Block.HEADING or element.level != Kind.ARTICLE:
        return False
    after = elements[place + 1] if place + 1 < len(elements) else None
    return after is None or (after.block is Block.HEADING and after.level <= element.level)


def _in_a_row(silent: Sequence[int], place: int) -> int:
    """How many silent articles stand one after the other around this one."""
    first = last = silent.index(place)
    while first and silent[first] - silent[first - 1] == 1:
        first -= 1
    while last + 1 < len(silent) and silent[last + 1] - silent[last] == 1:
        last += 1
    return last - first + 1
