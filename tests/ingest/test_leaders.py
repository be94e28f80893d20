"""Dotted lines of a table of contents: found in a picture, taken out before recognition, put back after."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ingest.readers import picture as pictures
from ingest.readers import tesseract
from ingest.readers.leaders import leaders, without_leaders
from ingest.readers.looks import lines_seen
from tests.ingest.paper import Drawn
from tests.ingest.scanned import DPI, picture

if TYPE_CHECKING:
    from PIL.Image import Image

_TITLES = [
    *("Titre I – Dispositions générales", "Article 1 – Champ d'application territorial"),
    *("Article 2 – Division du territoire en zones", "Article 3 – Adaptations mineures"),
]


def contents(dots: str = " ." * 34) -> Image:
    """Titles, each led to its page by dots, as a copier sees them."""
    page = [Drawn(60, 700 - 18 * place, 11, title) for place, title in enumerate(_TITLES)]
    page += [Drawn(300, 700 - 18 * place, 11, dots) for place in range(len(_TITLES)) if dots]
    page += [Drawn(530, 700 - 18 * place, 11, str(17 + place)) for place in range(len(_TITLES))]
    return seen_large(picture(page))


def seen_large(page: Image) -> Image:
    """At the size that pages are recognised at."""
    return pictures.scaled(page, pictures.DPI / DPI)


def test_each_line_has_its_leader() -> None:
    found = leaders(pictures.strokes(contents()), pictures.DPI)
    assert len(found) == len(_TITLES)
    left, right = (round(x * pictures.DPI / 72) for x in (300, 530))
    assert all(left - 9 <= one.left and one.right <= right for one in found)


def test_letters_keep_every_pixel() -> None:
    dotted, bare = contents(), contents(dots="")
    cleared = without_leaders(dotted, leaders(pictures.strokes(dotted), pictures.DPI))
    assert np.abs(np.asarray(cleared, dtype=int) - np.asarray(bare, dtype=int)).max() < 64


@pytest.mark.parametrize(
    "text", ["le minimum illimité, ii.. ll..", ". . . . .", "1.2.3 – 4.5.6", "- - - - - - - - - -"]
)
def test_what_is_no_leader_is_left_alone(text: str) -> None:
    page = seen_large(picture([Drawn(60, 700, 11, text)]))
    assert leaders(pictures.strokes(page), pictures.DPI) == []


def test_without_dots_the_very_same_picture_is_looked_at() -> None:
    page = contents(dots="")
    assert without_leaders(page, []) is page


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_contents_are_read_at_one_look_with_their_dots_and_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    lines_in = tesseract.lines_in

    def counted(page: Image, dpi: int, apart: int = tesseract.LINES) -> list[tesseract.SeenLine]:
        looks.append(apart)
        return lines_in(page, dpi, apart)

    monkeypatch.setattr(tesseract, "lines_in", counted)
    read = [" ".join(word.text for word in line.words) for line in lines_seen(contents(), pictures.DPI)]
    assert looks == [tesseract.LINES]
    for place, title in enumerate(_TITLES[1:], start=1):
        assert read[place].replace("—", "–") == f"{title} ..... {17 + place}"
