"""A page is looked at a second time only where the first look is in doubt: a look takes seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image, ImageDraw

from ingest.readers import looks, tesseract
from ingest.readers.tesseract import SeenLine, Sighting

if TYPE_CHECKING:
    from collections.abc import Callable


DPI, LEFT, WIDE, HIGH = 240, 100, 400, 30


def line(top: int, **words: float) -> SeenLine:
    """Words side by side, each with its confidence; `_` stands for a dot."""
    wide = WIDE // len(words)
    sightings = tuple(
        Sighting(text.replace("_", "."), LEFT + wide * n, top, LEFT + wide * (n + 1), top + HIGH, sure)
        for n, (text, sure) in enumerate(words.items())
    )
    return SeenLine(sightings, top + HIGH, 0.0, HIGH)


def page(*tops: int) -> Image.Image:
    """Upright strokes as letters have, one row of them at each height."""
    picture = Image.new("L", (800, 1000), 255)
    draw = ImageDraw.Draw(picture)
    for top in tops:
        for x in range(LEFT + 4, LEFT + WIDE - 8, 14):
            draw.rectangle((x, top + 2, x + 4, top + HIGH - 2), fill=0)
    return picture


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Image.Image]]:
    """What a second look was at, given what the first one saw."""

    def look(picture: Image.Image, *first: SeenLine) -> list[Image.Image]:
        asked: list[Image.Image] = []

        def seen(shown: Image.Image, _dpi: int, apart: int = tesseract.LINES) -> list[SeenLine]:
            if apart == tesseract.LINES:
                return list(first)
            asked.append(shown)
            return []

        monkeypatch.setattr(tesseract, "lines_in", seen)
        assert looks.lines_seen(picture, DPI) == list(first)
        return asked

    return look


def test_a_sure_page_is_looked_at_once(seconds: Callable[..., list[Image.Image]]) -> None:
    assert seconds(page(100, 200), line(100, Article=0.95), line(200, texte=0.9)) == []


def test_dots_that_lead_to_a_page_number_are_no_doubt(seconds: Callable[..., list[Image.Image]]) -> None:
    contents = line(200, Stationnement=0.95, ________________________=0.2, n12=0.9)
    assert seconds(page(100, 200), line(100, Article=0.95), contents, line(300, ______=0.1)) == []


def test_dots_rules_and_dark_areas_that_no_word_explains_are_no_doubt(
    seconds: Callable[..., list[Image.Image]],
) -> None:
    picture = page(100)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((100, 500, 700, 900), fill=0)
    draw.line((50, 300, 750, 300), fill=0, width=3)
    for x in range(100, 700, 10):
        draw.ellipse((x, 400, x + 4, 404), fill=0)
    assert seconds(picture, line(100, Article=0.95)) == []


def test_only_lines_in_doubt_are_looked_at_again(seconds: Callable[..., list[Image.Image]]) -> None:
    (shown,) = seconds(page(100, 300, 500), line(100, Sûr=0.95), line(300, Dout=0.5), line(500, Sûr=0.95))
    dark = np.nonzero((np.asarray(shown) < 128).any(axis=1))[0]
    assert (dark.min(), dark.max()) == (302, 300 + HIGH - 2)


def test_a_page_with_letters_that_were_not_read_is_looked_at_whole(
    seconds: Callable[..., list[Image.Image]],
) -> None:
    picture = page(100, 300, 500)
    (shown,) = seconds(picture, line(100, Sûr=0.95), line(500, Sûr=0.95))
    assert shown == picture
