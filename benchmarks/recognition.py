"""How fast scans are recognised, and how much memory a long document takes to read. No server needed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pypdfium2

from appliance.demo import DOCUMENTS
from benchmarks.card import announce
from benchmarks.figure import Figure, Goal, of_median
from benchmarks.peak import Peak
from benchmarks.plans.drawing import draw
from benchmarks.plans.shelf import long_plan
from benchmarks.reading import sources
from ingest.pipeline import READ_SECONDS
from ingest.sandbox import read_all

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PIL import Image

_FIRST_PAGE, _SCANNED_PAGES = 6, 4  # past the cover and the dotted lines of the contents
_DPI = 150
_LENGTHS = (50, 500, 3000)


def figures(folder: Path, repeats: int) -> Iterator[Figure]:
    """Seconds a page of a scan on one core; the peak of the reading processes by length of document."""
    announce("Reconnaissance de scans")
    scan = _scanned(folder / "scan.pdf")
    seconds = []
    for _ in range(repeats):
        started = time.perf_counter()
        list(read_all(sources([scan]), 1, READ_SECONDS))
        seconds.append((time.perf_counter() - started) / _SCANNED_PAGES)
    note = f"{_SCANNED_PAGES} pages du règlement d'exemple, {_DPI} ppp, un cœur, démarrage compris"
    yield of_median("ocr_seconds_per_page", "Reconnaissance, par page", seconds, "s", Goal(4), note)
    for pages in _LENGTHS:
        announce(f"Mémoire pour lire {pages} pages")
        plan = folder / f"long_{pages}.pdf"
        draw(long_plan(pages), plan)
        title = f"Mémoire du lecteur, {pages} pages"
        with Peak() as peak:
            list(read_all(sources([plan]), 1, READ_SECONDS))
        yield Figure(f"reader_mib_{pages}_pages", title, peak.mib, "Mio", 1, Goal(512))


def _scanned(path: Path) -> Path:
    """Pages of rules of the sample plan as pictures, as a copier would have sent them."""
    plan = next(iter(sorted(DOCUMENTS.glob("*reglement*.pdf"))))
    document = pypdfium2.PdfDocument(plan)
    pictures: list[Image.Image] = [
        document[_FIRST_PAGE + place].render(scale=_DPI / 72).to_pil().convert("L")
        for place in range(_SCANNED_PAGES)
    ]
    document.close()
    pictures[0].save(path, save_all=True, append_images=pictures[1:], resolution=_DPI)
    return path
