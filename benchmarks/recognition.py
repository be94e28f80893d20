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

_SCANNED_PAGES = 4
# Of the sample plan: name, title, first page. Dotted lines are read badly, so that they are looked at twice.
_KINDS = (("rules", "règles", 6), ("contents", "couverture et sommaire", 0))
_DPI = 150
_LENGTHS = (50, 500, 3000)


def figures(folder: Path, repeats: int) -> Iterator[Figure]:
    """Seconds a page of a scan on one core; the peak of the reading processes by length of document."""
    for name, title, first in _KINDS:
        yield _recognition(_scanned(folder / f"{name}.pdf", first), name, title, repeats)
    for pages in _LENGTHS:
        announce(f"Mémoire pour lire {pages} pages")
        plan = folder / f"long_{pages}.pdf"
        draw(long_plan(pages), plan)
        title = f"Mémoire du lecteur, {pages} pages"
        with Peak() as peak:
            list(read_all(sources([plan]), 1, READ_SECONDS))
        yield Figure(f"reader_mib_{pages}_pages", title, peak.mib, "Mio", 1, Goal(512))


def _recognition(scan: Path, name: str, title: str, repeats: int) -> Figure:
    announce(f"Reconnaissance de scans, {title}")
    seconds = []
    for _ in range(repeats):
        started = time.perf_counter()
        list(read_all(sources([scan]), 1, READ_SECONDS))
        seconds.append((time.perf_counter() - started) / _SCANNED_PAGES)
    note = f"{_SCANNED_PAGES} pages du règlement d'exemple, {_DPI} ppp, un cœur, démarrage compris"
    return of_median(f"ocr_{name}_seconds", f"Reconnaissance, par page, {title}", seconds, "s", Goal(4), note)


def _scanned(path: Path, first: int) -> Path:
    """Pages of the sample plan as pictures, as a copier would have sent them."""
    plan = next(iter(sorted(DOCUMENTS.glob("*reglement*.pdf"))))
    document = pypdfium2.PdfDocument(plan)
    pictures: list[Image.Image] = [
        document[first + place].render(scale=_DPI / 72).to_pil().convert("L")
        for place in range(_SCANNED_PAGES)
    ]
    document.close()
    pictures[0].save(path, save_all=True, append_images=pictures[1:], resolution=_DPI)
    return path
