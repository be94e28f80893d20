"""A picture → the words that tesseract recognises in it, with their boxes and confidence.

The program is run directly, on one core, and answers in hOCR: it is the only form that tells the baseline and
the height of each line. https://kba.github.io/hocr-spec/1.2/
"""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
from dataclasses import dataclass, replace
from os import environ
from statistics import median
from typing import TYPE_CHECKING

from ingest.readers.source import refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

# How the page is taken apart: 4 is measured best on degraded acts and tariffs, columns are told apart
# afterwards; 11 also finds words that stand alone or are crossed.
LINES, ANY_TEXT = 4, 11
SECONDS = 90.0  # for one picture; a page takes two
_LINE = re.compile(r"<span class='ocr_(?:line|header|caption|textfloat)'[^>]*title=\"([^\"]*)\"")
_WORD = re.compile(r"<span class='ocrx_word'[^>]*title='([^']*)'[^>]*>(.*?)</span>", re.DOTALL)
_BOX = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+)")
_BASELINE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"x_size ([\d.]+)")
_CONFIDENCE = re.compile(r"x_wconf (\d+)")
_TALL = re.compile(r"[^acegimnopqrsuvwxyzçœæ.,;:_…·•-]")
_DEEP = re.compile(r"[gjpqyçQ,;()\[\]]")
# Spaces that do not stretch are lost in a line that is spread out: « de7hà21h. ».
_TIMES = re.compile(r"(\D{0,5}?)(\d{1,2}[hH]\d{0,2})(à|et|-)(\d{1,2}[hH]\d{0,2}\W*)")
_TURN = re.compile(r"Rotate: (\d+)\n.*confidence: ([\d.]+)")
_SURE_OF_TURN = 2.0


@dataclass(frozen=True, slots=True)
class Sighting:
    """A word as it was seen. left, top, right, bottom: its box in pixels, y growing downwards.

    confidence: 0 to 1.
    """

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float

    @property
    def size(self) -> float:
        """The height that it would have with an ascender and a descender."""
        up, down = bool(_TALL.search(self.text)), bool(_DEEP.search(self.text))
        return (self.bottom - self.top) / (0.50 + 0.27 * up + 0.23 * down)


@dataclass(frozen=True, slots=True)
class SeenLine:
    """The words on one baseline. base: y of the baseline at the line's left. slope: pixels down a pixel.

    height: of its letters as the program has it, often too much.
    """

    words: tuple[Sighting, ...]
    base: float
    slope: float
    height: float

    @property
    def size(self) -> float:
        """Pixels from the lowest descender to the highest ascender; boxes err by being too high."""
        return min(self.height, median(word.size for word in self.words for _ in word.text))


def lines_in(picture: Image, dpi: int, apart: int = LINES) -> list[SeenLine]:
    """The lines of text of a grey picture."""
    arguments = ["-l", "fra", "--psm", str(apart), "--dpi", str(dpi), "hocr"]
    return list(_lines(_run(picture, *arguments)))


def turn_of(picture: Image) -> int:
    """By how many degrees to turn the picture clockwise so that its text stands upright; 0 when unsure."""
    found = _TURN.search(_run(picture, "--psm", "0", "-l", "osd"))
    return int(found[1]) if found and float(found[2]) >= _SURE_OF_TURN else 0


def _run(picture: Image, *arguments: str) -> str:
    program = shutil.which("tesseract")
    if program is None:
        sentence = "Les pages numérisées ne peuvent pas être lues : tesseract n'est pas installé."
        raise refusal("no_recognition", sentence, remedy="apt install tesseract-ocr tesseract-ocr-fra")
    bitmap = io.BytesIO()
    picture.save(bitmap, "PPM")
    try:
        done = subprocess.run(
            [program, "-", "-", *arguments],
            input=bitmap.getvalue(),
            capture_output=True,
            timeout=SECONDS,
            env={**environ, "OMP_THREAD_LIMIT": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", "replace")


def _lines(answer: str) -> Iterator[SeenLine]:
    marks = list(_LINE.finditer(answer))
    ends = [*(mark.start() for mark in marks), len(answer)][1:]
    for mark, end in zip(marks, ends, strict=True):
        words = tuple(_words(answer[mark.end() : end]))
        box, baseline, size = _BOX.search(mark[1]), _BASELINE.search(mark[1]), _SIZE.search(mark[1])
        if words and box:
            slope, offset = (float(baseline[1]), float(baseline[2])) if baseline else (0.0, 0.0)
            height = float(size[1]) if size else float(int(box[4]) - int(box[2]))
            yield SeenLine(words, int(box[4]) + offset, slope, height)


def _words(part: str) -> Iterator[Sighting]:
    for title, inner in _WORD.findall(part):
        text = html.unescape(re.sub(r"<[^>]+>", "", inner)).strip()
        box, sure = _BOX.search(title), _CONFIDENCE.search(title)
        if text and box and sure:
            left, top, right, bottom = (int(edge) for edge in box.groups())
            yield from _apart(Sighting(text, left, top, right, bottom, int(sure[1]) / 100))


def _apart(word: Sighting) -> Iterator[Sighting]:
    """From when to when, as words of their own."""
    times = _TIMES.fullmatch(word.text)
    if times is None:
        yield word
        return
    letter = (word.right - word.left) / len(word.text)
    for group, text in enumerate(times.groups(), 1):
        if text:
            left, right = (round(word.left + letter * place) for place in times.span(group))
            yield replace(word, text=text, left=left, right=right)
