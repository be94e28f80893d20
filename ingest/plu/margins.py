"""What repeats at the edges of a plan's pages: taken out of the text, and asked for the zone it names."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from ingest.document import Block
from ingest.folding import fold
from ingest.plu.codes import codes_at
from ingest.plu.lettering import readable
from ingest.readers.flow import rejoined

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ingest.document import Element

EDGE = 2
OFTEN = 3
MAX_WORDS = 18
_PAGE_NUMBER = re.compile(
    r"^\W*(?:page\s*)?\d{1,4}\b\W*|\W*(?:\bpage\s*)?\b\d{1,4}(?:\s*(?:/|sur)\s*\d{1,4})?\W*$", re.IGNORECASE
)
_ZONE = re.compile(r"\b(?:zones?|secteurs?)\s*[:«\"(]?\s*", re.IGNORECASE)
_HEADING = re.compile(r"(?:art|section|sous|chap|titre|partie|livre)\w*\b|(?:\d|[ivx]+)+[\s.)-]")


def without_edges(elements: Sequence[Element]) -> tuple[list[Element], list[tuple[int, str]]]:
    """The text without the lines that repeat at the edges of pages, and those lines by page.

    The first of a line that is also a heading stays: `ZONE UA` opens the zone, then runs over its pages.
    """
    repeated = _repeated(elements)
    kept: list[Element] = []
    lines: list[tuple[int, str]] = []
    seen: set[str] = set()
    for element in elements:
        shape = _shape(element.text)
        if shape not in repeated or element.page is None or not _may_run(element):
            kept.append(element)
            continue
        lines.append((element.page, element.text))
        if element.block is Block.HEADING and shape not in seen:
            kept.append(element)
        seen.add(shape)
    return list(rejoined(kept)) if lines else kept, lines


def _repeated(elements: Sequence[Element]) -> set[str]:
    pages: dict[int, list[Element]] = defaultdict(list)
    for element in elements:
        if element.page is not None:
            pages[element.page].append(element)
    seen: dict[str, list[int]] = defaultdict(list)
    for page in sorted(pages):
        lines = pages[page]
        edges = {id(line): line for line in (*lines[:EDGE], *lines[-EDGE:])}
        for shape in {_shape(line.text) for line in edges.values() if _may_run(line)}:
            seen[shape].append(page)
    return {shape for shape, places in seen.items() if len(shape) > 1 and _runs_on(shape, places)}


def _runs_on(shape: str, pages: Sequence[int]) -> bool:
    """Whether a line comes back page after page, or on every other one: a heading comes back farther on."""
    step = 1 if _HEADING.match(shape) else 2
    spans = (last - first for first, last in zip(pages, pages[OFTEN - 1 :], strict=False))
    return any(span <= step * (OFTEN - 1) for span in spans)


def _may_run(element: Element) -> bool:
    return (
        element.block is not Block.ROW
        and len(element.text.split()) <= MAX_WORDS
        and not _is_rule(element.text)
    )


def _is_rule(text: str) -> bool:
    """`Non réglementé.` stands at the edge of many pages and is a rule."""
    return text.rstrip().endswith((".", ";", ":")) or fold(text).startswith(
        ("non reg", "sans objet", "neant")
    )


def _shape(text: str) -> str:
    return fold(" ".join(_PAGE_NUMBER.sub("", text).split()))


def zones_of_pages(
    lines: Iterable[tuple[int, str]], known: Collection[str], pages: int
) -> dict[int, tuple[str, ...]]:
    """The zones that the running lines of each page name; nothing when they are the same on some pages only.

    A plan printed zone by zone names one on all its pages; one that is the same on part of them is a title.
    """
    named: dict[int, tuple[str, ...]] = {}
    for page, line in lines:
        if zones := _zones_in(readable(line), known):
            named[page] = tuple(dict.fromkeys((*named.get(page, ()), *zones)))
    several = len(set(named.values())) > 1
    return named if several or len(named) >= 0.6 * max(pages, 1) else {}


def _zones_in(line: str, known: Collection[str]) -> tuple[str, ...]:
    for found in _ZONE.finditer(line):
        if zones := codes_at(line, found.end(), known)[0]:
            return zones
    parts = re.split(r"\s+[-–—|:]\s+|\s*\|\s*", line)
    words = _PAGE_NUMBER.sub("", line).split()
    edges = [word for word in (*words[-1:], *words[:1]) if len(word) > 1]
    return next((zones for part in (*parts, *edges) if (zones := _all_known(part.strip(), known))), ())


def _all_known(part: str, known: Collection[str]) -> tuple[str, ...]:
    zones, end = codes_at(part, 0, known)
    return zones if end == len(part) and all(zone in known for zone in zones) else ()
