"""A page of a PDF as words and ruling lines, through pdfium's raw interface.

Coordinates are those of the page as it is shown, in points, y growing upwards.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from ingest.readers.hyphens import SOFT, whole
from ingest.readers.word import Word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    _Turn = Callable[[float, float], tuple[float, float]]

MAX_PATHS = 4_000
_CUTS = (0x02, 0xFFFE)
_BOLD_NAMES = (b"bold", b"black", b"heavy", b"-bd", b"gras", b"demi")
_NAME_BYTES = 128
# Where pdfium writes its answers: one of each, for they are asked for millions of times.
_RECT, _NAME = pdfium.FS_RECTF(), ctypes.create_string_buffer(_NAME_BYTES)
_X, _Y = ctypes.c_double(), ctypes.c_double()


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line: horizontal when top and bottom are nearly the same."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def is_horizontal(self) -> bool:
        return self.right - self.left > self.top - self.bottom


def words_of(page: Any) -> list[Word]:  # noqa: ANN401 - pypdfium2 has no types
    """The words in the order in which the page draws them."""
    textpage = page.get_textpage()
    raw, turn = textpage.raw, _turned(page)
    count = pdfium.FPDFText_CountChars(raw)
    words: list[Word] = []
    letters: list[str] = []
    start = 0
    for place in range(count + 1):
        code = pdfium.FPDFText_GetUnicode(raw, place) if place < count else 32
        if code > 32 and code not in (0xA0, 0x202F, 0x2009, 0x3000, 0xFFFE):
            if not letters:
                start = place
            letters.append(chr(code) if not 0xD800 <= code < 0xE000 else "\ufffd")
        elif code in _CUTS and letters:
            letters.append(SOFT)
        elif letters:
            words.append(_word(raw, "".join(letters), start, place - 1, turn))
            letters = []
    textpage.close()
    return words


def _word(raw: Any, text: str, first: int, last: int, turn: _Turn) -> Word:  # noqa: ANN401
    left, bottom, right, top = _box(raw, first, turn)
    if last != first:
        _, _, right, _ = _box(raw, last, turn)
    pdfium.FPDFText_GetCharOrigin(raw, first, _X, _Y)
    _, base = turn(_X.value, _Y.value)
    sides = round(left, 2), round(max(left, right), 2), round(base, 2), round(top - bottom, 2)
    return Word(whole(text), *sides, _is_bold(raw, first))


def _box(raw: Any, place: int, turn: _Turn) -> tuple[float, float, float, float]:  # noqa: ANN401
    pdfium.FPDFText_GetLooseCharBox(raw, place, _RECT)
    (x0, y0), (x1, y1) = turn(_RECT.left, _RECT.bottom), turn(_RECT.right, _RECT.top)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _is_bold(raw: Any, place: int) -> bool:  # noqa: ANN401
    pdfium.FPDFText_GetFontInfo(raw, place, _NAME, _NAME_BYTES, None)
    return _is_bold_name(_NAME.value)


@lru_cache(maxsize=512)
def _is_bold_name(name: bytes) -> bool:
    return any(word in name.lower() for word in _BOLD_NAMES)


def rules_of(page: Any) -> list[Rule]:  # noqa: ANN401 - pypdfium2 has no types
    """The straight thin lines of the page, the sides of boxes included."""
    turn = _turned(page)
    rules: list[Rule] = []
    for place, item in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if place >= MAX_PATHS:
            return []
        rules += _sides(*_bounds(item, turn), stroked=_is_stroked(item))
    return rules


def _is_stroked(item: Any) -> bool:  # noqa: ANN401
    """A box that is only filled is a shade behind a text, not a frame."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item.raw, fill, stroke)
    return bool(stroke.value)


def _bounds(item: Any, turn: _Turn) -> tuple[float, float, float, float]:  # noqa: ANN401
    x0, y0, x1, y1 = item.get_bounds()
    (a, b), (c, d) = turn(x0, y0), turn(x1, y1)
    return min(a, c), min(b, d), max(a, c), max(b, d)


def _sides(left: float, bottom: float, right: float, top: float, stroked: bool) -> Iterator[Rule]:
    width, height = right - left, top - bottom
    if width < 3 or height < 3:
        if max(width, height) > 5:
            yield Rule(left, bottom, right, top)
    elif stroked and width > 12 and height > 8:
        yield Rule(left, bottom, right, bottom)
        yield Rule(left, top, right, top)
        yield Rule(left, bottom, left, top)
        yield Rule(right, bottom, right, top)


def _turned(page: Any) -> _Turn:  # noqa: ANN401
    """From the coordinates in the file to those of the page as it is shown."""
    width, height = page.get_mediabox()[2], page.get_mediabox()[3]
    turns: dict[int, _Turn] = {
        0: lambda x, y: (x, y),
        90: lambda x, y: (y, width - x),
        180: lambda x, y: (width - x, height - y),
        270: lambda x, y: (height - y, x),
    }
    return turns[page.get_rotation() % 360]
