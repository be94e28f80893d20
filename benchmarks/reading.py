"""How fast documents are read, without embedding, and how fast passages are embedded. No server needed."""

from __future__ import annotations

import itertools
import os
import time
from datetime import date
from typing import TYPE_CHECKING

from appliance.demo import DOCUMENTS
from benchmarks.figure import Goal, of_median
from inference.embedding import PassageWorker
from ingest.cut import cut
from ingest.pipeline import READ_SECONDS
from ingest.readers.source import Source
from ingest.sandbox import read_all

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.figure import Figure

_PAGES = 600  # enough that starting the reading processes does not decide
_PASSAGES = 40


def pages_per_second(title: str, name: str, files: Sequence[Path], workers: int, repeats: int) -> Figure:
    """Born-digital PDF through the reading stage of ingestion: child processes, all checks, no embedding."""
    readable, pages = _born_digital(files, workers)
    copies = max(1, round(_PAGES / max(1, pages)))
    rates = []
    for _ in range(repeats):
        started = time.perf_counter()
        read = sum(
            result.reading.pages
            for _, result in read_all(sources(readable) * copies, workers, READ_SECONDS)
            if result.reading
        )
        rates.append(read / (time.perf_counter() - started))
    note = f"{len(readable)} fichiers, {pages} pages, lus {copies} fois par {workers} processus"
    return of_median(name, title, rates, "pages/s", Goal(60, at_most=False), note)


def passages_per_second(repeats: int) -> Figure:
    """multilingual-e5-small as ingestion runs it, on the sample commune's passages."""
    texts = sample_texts()
    embedding = PassageWorker()
    embedding.passages(texts[:1])
    endless = itertools.cycle(texts)
    rates, words = [], 0
    for _ in range(repeats):
        batch = list(itertools.islice(endless, _PASSAGES))
        started = time.perf_counter()
        embedding.passages(batch)
        rates.append(len(batch) / (time.perf_counter() - started))
        words += sum(len(text.split()) for text in batch)
    embedding.close()
    note = f"{words // max(1, repeats * _PASSAGES)} mots par passage"
    return of_median("embedded_passages_per_second", "Vecteurs", rates, "passages/s", note=note)


def sample_texts() -> list[str]:
    """The passages of the sample commune's PDF."""
    papers = sources(sorted(DOCUMENTS.glob("*.pdf")))
    readings = [read.reading for _, read in read_all(papers, os.cpu_count() or 1, READ_SECONDS)]
    return [passage.text for reading in readings if reading for passage in cut(reading.elements)]


def _born_digital(files: Sequence[Path], workers: int) -> tuple[list[Path], int]:
    """Those that carry their text, and their pages; scans are for recognition."""
    kept, pages = [], 0
    for place, read in read_all(sources(files), workers, READ_SECONDS):
        if read.reading and read.reading.pages:
            kept.append(files[place])
            pages += read.reading.pages
    return kept, pages


def sources(files: Sequence[Path]) -> list[Source]:
    return [Source(file, file.name, "99001", date.today()) for file in files]
