"""The lines that run from page to page: headers, footers, page numbers, contents. Knows no PDF library."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ingest.readers.strip import Strip

_PAGE_NUMBER = re.compile(
    r"(?:page|p\.)?\s*[-–]?\s*\d{1,4}\s*(?:[-–/]|sur|de)?\s*(?:\d{1,4})?\s*[-–]?", re.IGNORECASE
)
_ENDS_WITH_PAGE = re.compile(r"\bpage\s+\d{1,4}(?:\s?(?:/|sur|de)\s?\d{1,4})?$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:article|section|sous-section|chapitre|titre)\b|(?:#|[ivx]+)(?:\s?[.-]\s?#)*\s?[.)–-]?\s"
)
_LEADERS = re.compile(r"(?:\.{3,}|(?:\s\.){2,}|…{2,}|_{6,})\s*\d{1,4}\s*$")
_IN_A_ROW = 3


@dataclass(slots=True)
class _Places:
    """On how many pages a shape stands, the last of them, how many in a row up to it, and at most."""

    pages: int = 0
    last: int = -2
    row: int = 0
    longest: int = 0

    def add(self, page: int) -> None:
        self.row = self.row + 1 if page == self.last + 1 else 1
        self.pages, self.last, self.longest = self.pages + 1, page, max(self.longest, self.row)


@dataclass(slots=True)
class _Seen:
    """What stands in the margins, by shape; what stands outermost, by height and shape."""

    pages: int = 0
    places: dict[str, _Places] = field(default_factory=dict)
    bands: dict[int, Counter[str]] = field(default_factory=dict)

    def add(self, lines: Sequence[Strip]) -> None:
        for shape in {_shape(line) for line in lines if line.is_in_margin}:
            self.places.setdefault(shape, _Places()).add(self.pages)
        for line in _outermost(lines):
            self.bands.setdefault(round(line.base / 3), Counter())[_shape(line)] += 1
        self.pages += 1


def furniture(pages: Iterable[Sequence[Strip]]) -> set[str]:
    """The shapes of the lines that stand in the margins of many pages.

    A numbered heading that happens to open many pages is none, unless it comes back page after page.
    """
    seen = _Seen()
    for lines in pages:
        seen.add(lines)
    often = max(3, seen.pages * 0.3) if seen.pages > 2 else 2
    frequent = {
        shape
        for shape, on in seen.places.items()
        if on.pages >= often and (seen.pages < 3 or not _NUMBERED.match(shape) or on.longest >= _IN_A_ROW)
    }
    return frequent | _apart(seen)


def _apart(seen: _Seen) -> set[str]:
    """The shapes of running lines that change with the chapter: apart from the text, at one height."""
    shapes: set[str] = set()
    for held in seen.bands.values():
        if held.total() >= max(6, 0.6 * seen.pages) and len(held) <= 0.6 * held.total():
            shapes |= {shape for shape, times in held.items() if times > 1}
    return shapes


def _outermost(lines: Sequence[Strip]) -> Iterator[Strip]:
    """The top and the bottom line of a page, where they stand in its margin, apart from the others."""
    ordered = sorted(lines, key=lambda line: line.base)
    for line, inner in (pair for pair in (ordered[:2], ordered[-2:][::-1]) if len(pair) == 2):
        if line.is_in_margin and abs(line.base - inner.base) > 1.9 * max(line.size, inner.size):
            yield line


def is_furniture(line: Strip, shapes: set[str]) -> bool:
    if not line.is_in_margin:
        return False
    return _shape(line) in shapes or bool(
        _PAGE_NUMBER.fullmatch(line.text) or _ENDS_WITH_PAGE.search(line.text)
    )


def is_contents(line: Strip) -> bool:
    """A line of a table of contents: dot leaders up to a page number."""
    return bool(_LEADERS.search(line.text))


def _shape(line: Strip) -> str:
    return re.sub(r"\d+", "#", line.text.lower())
