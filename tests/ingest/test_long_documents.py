"""Long documents: pages wait on disk, what is kept in memory is the text itself and little more."""

from __future__ import annotations

import math
import tracemalloc
from contextlib import closing
from typing import TYPE_CHECKING

from ingest.readers import pdf as reader
from ingest.readers.kept import KeptPages
from ingest.readers.lines import Line
from ingest.readers.strip import Strip
from ingest.readers.table import Placed, Row
from ingest.readers.word import Word
from tests.ingest.paper import Drawn, pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from ingest.document import Reading

LINES = 40


def rules(path: Path, pages: int) -> Path:
    """A running line, a heading every third page, prose."""
    return pdf(path, *(list(_page(number)) for number in range(pages)))


def _page(number: int) -> list[Drawn]:
    told = [Drawn(60, 815, 8, f"Règlement de la voirie – page {number}")]
    if number % 3 == 0:
        told.append(Drawn(60, 760, 14, f"Article {number // 3 + 1} – Dépôt n° {number}", bold=True))
    lines = (
        f"Le dépôt numéro {number * LINES + line} est permis pendant {line} jours sur la voie publique."
        for line in range(LINES)
    )
    return told + [Drawn(60, 735 - 15 * line, 10, text) for line, text in enumerate(lines)]


def peak_bytes(path: Path, read: Callable[..., Reading]) -> int:
    tracemalloc.start()
    try:
        read(path)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_page_more_takes_a_few_times_its_letters(tmp_path: Path, read: Callable[..., Reading]) -> None:
    short, long = rules(tmp_path / "short.pdf", 10), rules(tmp_path / "long.pdf", 90)
    read(short)  # what is imported and compiled at the first reading is no memory of a document
    letters = sum(len(line.text) for line in _page(3))
    more = (peak_bytes(long, read) - peak_bytes(short, read)) / 80
    assert more < 5 * letters


def test_a_document_opened_anew_between_its_pages_is_one_document(
    tmp_path: Path, read: Callable[..., Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = rules(tmp_path / "a.pdf", 11)
    whole = read(path)
    monkeypatch.setattr(reader, "OPEN_PAGES", 2)
    assert read(path) == whole
    assert whole.pages == 11
    assert len(whole.furniture) == 11


def test_kept_pages_are_given_as_often_as_asked(tmp_path: Path) -> None:
    line = Line(1, [Word("Titre", 50.0, 90.5, 700.25, 12.0, bold=True)], 842.0)
    wild = Line(1, [Word("\ufffd…", math.inf, math.inf, -math.inf, 1e-9, bold=False)], 842.0)
    table = Placed(1, [Row(("a", "a", ""), strong=True, page=1, joined=frozenset({1}))], [50.0, 80.25])
    with closing(KeptPages(tmp_path)) as pages:
        pages.add([line, wild, table])
        pages.add([])
        first, second = list(pages), list(pages)
    assert first == second
    assert first[0][2] == table
    assert first[1] == []
    strip = first[0][0]
    assert isinstance(strip, Strip)
    assert (strip.text, strip.left, strip.right, strip.base, strip.bold) == (
        "Titre",
        50.0,
        90.5,
        700.25,
        True,
    )
    assert not list(tmp_path.iterdir())


def test_sizes_that_were_measured_are_even_over_all_pages(tmp_path: Path) -> None:
    with closing(KeptPages(tmp_path)) as pages:
        for number, size in enumerate((9.8, 10.1, 10.0, 10.0, 21.0, 20.4), 1):
            pages.add([], [Line(number, [Word("mots" * 9, 50.0, 90.0, 700.0, size, bold=False)], 842.0)])
        sizes = [line.size for flow in pages for line in flow if isinstance(line, Strip)]
    assert sizes == [10.0, 10.0, 10.0, 10.0, 20.7, 20.7]
