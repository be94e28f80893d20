"""Words → lines, and lines → the furniture that repeats on every page. Knows no PDF library."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ingest.readers.glyphs import Word

MARGIN = 0.11
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.)?\s*[-–]?\s*\d{1,4}\s*(?:[-–/]|sur|de)?\s*(?:\d{1,4})?\s*[-–]?", re.IGNORECASE
)
_ENDS_WITH_PAGE = re.compile(r"\bpage\s+\d{1,4}(?:\s?(?:/|sur|de)\s?\d{1,4})?$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:article|section|sous-section|chapitre|titre)\b|(?:#|[ivx]+)(?:\s?[.-]\s?#)*\s?[.)–-]?\s"
)
_LEADERS = re.compile(r"(?:\.{3,}|(?:\s\.){2,}|…{2,}|_{6,})\s*\d{1,4}\s*$")


@dataclass(slots=True)
class Line:
    """One line of text. height: of its page."""

    page: int
    words: list[Word]
    height: float

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def base(self) -> float:
        return self.words[0].base

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        first = self.words[0].size
        if all(word.size == first for word in self.words):
            return round(first, 1)
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[round(word.size, 1)] += len(word.text)
        return sizes.most_common(1)[0][0]

    @property
    def bold(self) -> bool:
        if not any(word.bold for word in self.words):
            return False
        letters = [word.bold for word in self.words if any(map(str.isalnum, word.text))]
        return bool(letters) and all(letters)

    @property
    def is_in_margin(self) -> bool:
        return not self.height * MARGIN < self.base < self.height * (1 - MARGIN)

    def parts(self) -> list[list[Word]]:
        """The words between wide gaps; a bullet goes with what follows it."""
        parts: list[list[Word]] = [[]]
        for before, word in zip([self.words[0], *self.words], self.words, strict=False):
            bullet = parts == [[before]] and len(before.text) == 1 and not before.text.isalnum()
            if word.left - before.right > 1.4 * word.size and not bullet:
                parts.append([])
            parts[-1].append(word)
        return parts


def lines_of(words: Iterable[Word], page: int, height: float) -> list[Line]:
    """Words put together while they follow each other on one baseline, in the order they come."""
    lines: list[Line] = []
    for word in words:
        last = lines[-1].words[-1] if lines else None
        if last and abs(last.base - word.base) < 0.4 * max(last.size, word.size) and word.left > last.left:
            lines[-1].words.append(word)
        else:
            lines.append(Line(page, [word], height))
    return lines


def furniture(pages: Sequence[Sequence[Line]]) -> set[str]:
    """The shapes of the lines that stand in the margins of many pages.

    A numbered heading that happens to open many pages is none, unless it comes back page after page.
    """
    places: dict[str, list[int]] = {}
    for place, lines in enumerate(pages):
        for shape in {_shape(line) for line in lines if line.is_in_margin}:
            places.setdefault(shape, []).append(place)
    often = max(3, len(pages) * 0.3) if len(pages) > 2 else 2
    frequent = {
        shape
        for shape, on in places.items()
        if len(on) >= often and (len(pages) < 3 or not _NUMBERED.match(shape) or _runs_on(on))
    }
    return frequent | _apart(pages)


def _runs_on(places: Sequence[int]) -> bool:
    """Three pages in a row."""
    return any(places[start + 2] - places[start] == 2 for start in range(len(places) - 2))


def _apart(pages: Sequence[Sequence[Line]]) -> set[str]:
    """The shapes of running lines that change with the chapter: apart from the text, at one height."""
    bands: dict[int, list[str]] = {}
    for lines in pages:
        for line in _outermost(lines):
            bands.setdefault(round(line.base / 3), []).append(_shape(line))
    shapes: set[str] = set()
    for held in bands.values():
        if len(held) >= max(6, 0.6 * len(pages)) and len(set(held)) <= 0.6 * len(held):
            shapes |= {shape for shape, times in Counter(held).items() if times > 1}
    return shapes


def _outermost(lines: Sequence[Line]) -> Iterator[Line]:
    """The top and the bottom line of a page, where they stand in its margin, apart from the others."""
    ordered = sorted(lines, key=lambda line: line.base)
    for line, inner in (pair for pair in (ordered[:2], ordered[-2:][::-1]) if len(pair) == 2):
        if line.is_in_margin and abs(line.base - inner.base) > 1.9 * max(line.size, inner.size):
            yield line


def is_furniture(line: Line, shapes: set[str]) -> bool:
    if not line.is_in_margin:
        return False
    return _shape(line) in shapes or bool(
        _PAGE_NUMBER.fullmatch(line.text) or _ENDS_WITH_PAGE.search(line.text)
    )


def is_contents(line: Line) -> bool:
    """A line of a table of contents: dot leaders up to a page number."""
    return bool(_LEADERS.search(line.text))


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.lower())
