"""Which pages of a PDF are only pictures of text, and the pictures of them. Knows no recognition."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from ingest.readers import picture as pictures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

    from ingest.readers.word import Word

POINTS = 72
FEW_WORDS = 60  # a stamp or a page number over a scan
_COVERED = 0.5
_ENOUGH_LETTERS = 80
_STRANGE = re.compile(
    r"[^\w\s.,;:!?'’‘`\"“”«»()\[\]{}/\\|@&#%€$£*+=<>°§²³½¼¾×÷~^_•●■▪◦…·–—‐‑-]|[\ue000-\uf8ff\ufffd]"
)
_VOWELS = frozenset("aeiouyàâäéèêëîïôöùûüœæ")


def must_be_seen(page: Any, words: Sequence[Word]) -> bool:  # noqa: ANN401 - pypdfium2 has no types
    """Whether the page shows what is not in its text: it has none, a garbled one, few words on a scan."""
    if not words:
        return bool(pdfium.FPDFPage_CountObjects(page.raw) > 0)
    return is_garbled(words) or (len(words) < FEW_WORDS and _is_covered(page))


def is_garbled(words: Sequence[Word]) -> bool:
    """Letters of a font that does not say which ones they are: signs of any kind, hardly a vowel."""
    text = "".join(word.text for word in words)
    letters = [letter for letter in text.lower() if letter.isalpha()]
    strange = len(_STRANGE.findall(text))
    if len(text) < _ENOUGH_LETTERS:
        return False
    if strange > 0.2 * len(text):
        return True
    vowels = sum(letter in _VOWELS for letter in letters)
    return len(letters) > 0.5 * len(text) and not 0.2 * len(letters) < vowels < 0.7 * len(letters)


def _is_covered(page: Any) -> bool:  # noqa: ANN401
    """One picture over half of the page."""
    width, height = page.get_size()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) > _COVERED * width * height:
            return True
    return False


def seen(page: Any) -> tuple[Image, int]:  # noqa: ANN401 - pypdfium2 has no types
    """The page as a grey picture, and its dots per inch."""
    width, height = page.get_size()
    dpi = min(pictures.DPI, int(POINTS * (pictures.MAX_PIXELS / max(1.0, width * height)) ** 0.5))
    bitmap = page.render(scale=dpi / POINTS, grayscale=True)
    return bitmap.to_pil().convert("L"), dpi
