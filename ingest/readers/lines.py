"""Words → lines. Knows no PDF library."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.readers.word import Word  # noqa: TC001 - pydantic looks at it, see `kept`

if TYPE_CHECKING:
    from collections.abc import Iterable


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
