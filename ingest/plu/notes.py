"""Notes at the foot of a page, put back with the article that calls them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.document import Block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.document import Element

_NOTE = re.compile(r"(?P<mark>\(?\d{1,2}\)?|\*{1,3}|[¹²³])\s+\S")
_FOOT = 3


def with_notes_at_home(elements: Sequence[Element]) -> list[Element]:
    """A note whose call stands in another article of its page goes after the paragraph that calls it."""
    pages: dict[int | None, list[int]] = defaultdict(list)
    for place, element in enumerate(elements):
        pages[element.page].append(place)
    moved: dict[int, int] = {}
    for places in pages.values():
        for place in places[-_FOOT:]:
            caller = _caller(elements, places, place)
            if caller is not None and elements[caller].article != elements[place].article:
                moved[place] = caller
    return _moved(elements, moved)


def _caller(elements: Sequence[Element], places: Sequence[int], place: int) -> int | None:
    element = elements[place]
    found = _NOTE.match(element.text) if element.block is Block.PARAGRAPH else None
    if not found or any(elements[after].block is Block.HEADING for after in places if after > place):
        return None
    call = re.compile(_call(found["mark"]))
    callers = [
        before
        for before in places
        if before < place
        and elements[before].block is not Block.HEADING
        and call.search(elements[before].text)
    ]
    return callers[0] if len(callers) == 1 else None


def _call(mark: str) -> str:
    """How the text calls a note: `(1)` as it is marked, a bare figure glued to the word it was set above."""
    return rf"\w\s?{re.escape(mark)}" if not mark.isdigit() else rf"(?<=[^\W\d_]){mark}(?!\w)"


def _moved(elements: Sequence[Element], moved: dict[int, int]) -> list[Element]:
    after: dict[int, list[Element]] = defaultdict(list)
    for place, caller in moved.items():
        home = elements[caller]
        after[caller].append(replace(elements[place], zones=home.zones, article=home.article))
    kept: list[Element] = []
    for place, element in enumerate(elements):
        if place not in moved:
            kept += [element, *after.get(place, ())]
    return kept
