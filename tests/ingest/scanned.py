"""Pages that are only pictures: drawn as text, then photographed at 150 dots per inch."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pypdfium2

from tests.ingest.paper import Drawn, pdf

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 150


def picture(lines: list[Drawn]) -> Image:
    """An A4 page as a scanner gives it."""
    with TemporaryDirectory() as folder:
        document = pypdfium2.PdfDocument(pdf(Path(folder, "page.pdf"), lines))
        shown: Image = document[0].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
        document.close()
    return shown


def scanned_pdf(path: Path, *pages: Image) -> Path:
    """A PDF of pictures, without a letter of text."""
    pages[0].save(path, "PDF", resolution=DPI, save_all=True, append_images=list(pages[1:]))
    return path


def joined(path: Path, *parts: Path) -> Path:
    """One PDF of the pages of several."""
    whole = pypdfium2.PdfDocument.new()
    for part in parts:
        whole.import_pages(pypdfium2.PdfDocument(part))
    whole.save(path)
    return path
