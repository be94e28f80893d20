"""A page that is only a picture → its lines, as a page with text gives them, and how sure they are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from ingest.document import Doubt
from ingest.readers import looks, tesseract
from ingest.readers import picture as pictures
from ingest.readers.boldness import mark_bold
from ingest.readers.columns import by_columns
from ingest.readers.lines import Line
from ingest.readers.style import share
from ingest.readers.word import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PIL.Image import Image

    from ingest.readers.tesseract import SeenLine, Sighting

POINTS = 72
SURE = 0.75
SURE_OF_FIGURE = 0.60
_TURNED_BELOW, _UNEXPLAINED = 0.60, 0.5
_NOISE, _NOISE_IN_WORDS = 0.45, 0.30
_SHORT = 3.5  # letters a word
_SHOWN_FIGURES = 6
_ALIKE = 1.2


@dataclass(slots=True)
class Page:
    """What was recognised. confidence: mean over the letters, 0 to 1. figures: those that are unsure."""

    number: int
    lines: list[Line] = field(default_factory=list)
    confidence: float = 1.0
    figures: tuple[str, ...] = ()

    def doubts(self) -> tuple[Doubt, ...]:
        """The question to the agent, when the page was read badly or holds an unsure figure."""
        if self.lines and (self.confidence < SURE or self.figures):
            shown = ", ".join(f"« {figure} »" for figure in self.figures[:_SHOWN_FIGURES])
            sentence = f"La page {self.number} a été lue sur une image : comparez-la avec l'original"
            sentence += f", surtout {shown}." if shown else "."
            value = " ".join(" ".join(line.text for line in self.lines).split())[:200]
            return (Doubt("page", value, round(self.confidence, 2), sentence, self.number),)
        return ()


def recognised(image: Image, dpi: int, number: int) -> Page:
    """The text of a picture that shows one page at `dpi`. Turns a page that lies on its side."""
    grey = image.convert("L")
    if pictures.is_blank(grey):
        return Page(number)
    seen = _seen(grey, dpi)
    if _is_doubtful(seen, grey) and (turn := tesseract.turn_of(grey)):
        turned = grey.rotate(-turn, expand=True, fillcolor=255)
        other = _seen(turned, dpi)
        if looks.worth(other) > looks.worth(seen):
            grey, seen = turned, other
    return _page(seen, grey, number, POINTS / dpi)


def _seen(grey: Image, dpi: int) -> list[SeenLine]:
    return [line for line in looks.lines_seen(grey, dpi) if _is_text(line)]


def _is_doubtful(seen: Sequence[SeenLine], grey: Image) -> bool:
    """Badly read, or most of the ink is in no word."""
    words = [word for line in seen for word in line.words]
    ink = pictures.strokes(pictures.ready(grey))
    return looks.confidence(words) < _TURNED_BELOW or looks.unexplained(seen, ink) > _UNEXPLAINED


def _page(seen: Sequence[SeenLine], grey: Image, number: int, point: float) -> Page:
    """point: of one pixel."""
    words = [word for line in seen for word in line.words]
    if not words:
        return Page(number, confidence=0.0)
    lines = _lines(seen, number, grey.height, point)
    mark_bold(seen, lines, pictures.strokes(pictures.ready(grey)))
    unsure = [word.text for word in words if _is_figure(word) and word.confidence < SURE_OF_FIGURE]
    return Page(number, by_columns(lines), looks.confidence(words), tuple(dict.fromkeys(unsure)))


def _is_text(line: SeenLine) -> bool:
    """Strokes of a pen, specks and frames are taken for letters, with little confidence."""
    letters = sum(letter.isalnum() for word in line.words for letter in word.text)
    floor = _NOISE if letters < _SHORT * len(line.words) else _NOISE_IN_WORDS
    return bool(letters) and looks.confidence(line.words) >= floor


def _is_figure(word: Sighting) -> bool:
    return any(letter.isdigit() for letter in word.text)


def _lines(seen: Sequence[SeenLine], number: int, height: int, point: float) -> list[Line]:
    """In points, y growing upwards, the page set straight. point: of one pixel."""
    tilt = median(line.slope for line in seen for _ in line.words)
    lines: list[Line] = []
    for line in seen:
        base, size = (height - line.base + tilt * line.words[0].left) * point, round(line.size * point, 1)
        words = [Word(w.text, w.left * point, w.right * point, base, size, bold=False) for w in line.words]
        lines.append(Line(number, words, height * point))
    return lines


@dataclass(slots=True)
class Sizes:
    """The sizes that were measured on the pages of one document. letters: of each size."""

    letters: Counter[float] = field(default_factory=Counter)

    def add(self, lines: Iterable[Line]) -> None:
        for line in lines:
            self.letters[line.size] += len(line.text)

    def even(self) -> dict[float, float]:
        """Sizes that were measured a little apart are one size, over the whole document: which one."""
        usual = share(sorted(self.letters.items()), 0.5)
        groups: list[list[float]] = []
        for size in sorted(self.letters):
            near = usual / _ALIKE <= size <= usual * _ALIKE
            if groups and (size <= _ALIKE * groups[-1][0] if not near else groups[-1][0] >= usual / _ALIKE):
                groups[-1].append(size)
            else:
                groups.append([size])
        return {
            size: usual if min(group) <= usual <= max(group) else median(group)
            for group in groups
            for size in group
        }


def evened(lines: Sequence[Line], sizes: Mapping[float, float]) -> Sequence[Line]:
    """The lines, their words of the size that `Sizes.even` says."""
    for line in lines:
        size = sizes[line.size]
        for word in line.words:
            word.size = size
    return lines
