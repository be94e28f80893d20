"""Born-digital PDF through pypdfium2: words, tables and lines of each page, then elements of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.document import Reading
from ingest.readers import act, title
from ingest.readers.flow import elements_of
from ingest.readers.glyphs import rules_of, words_of
from ingest.readers.grid import grids_of
from ingest.readers.lines import Line, furniture, is_contents, is_furniture, lines_of
from ingest.readers.order import in_reading_order
from ingest.readers.source import Reader, Source, refusal
from ingest.readers.table import Placed, is_filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.readers.glyphs import Word
    from ingest.readers.grid import Grid

MEDIA_TYPE = "application/pdf"


def recognises(source: Source) -> bool:
    head = source.head()
    return b"%PDF-" in head[:1024] and not head.startswith(b"PK")


def read(source: Source) -> Reading:
    document = _opened(source)
    try:
        flows = [_flow(document[place], place + 1) for place in range(len(document))]
        named = title.sensible(document.get_metadata_value("Title"))
        pages = len(document)
    finally:
        document.close()
    flow, stamps, margins = _without_furniture(flows)
    elements = act.arranged(elements_of(flow), stamps)
    if not elements:
        sentence = "Aucun texte lisible : c'est sans doute un scan, à reconnaître (OCR)."
        raise refusal("no_text", sentence)
    unread = sum(not flow for flow in flows)
    shown = act.title_of(elements) or named or title.first_heading(elements) or title.of_file(source.name)
    return Reading(
        title.short(shown), tuple(elements), pages=pages, remarks=_remarks(unread), furniture=tuple(margins)
    )


def _opened(source: Source) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(source.path)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise refusal("password_protected", "Le PDF est protégé par un mot de passe.") from error
        raise refusal("broken", "Le PDF est abîmé ou tronqué : il ne peut pas être lu.") from error


def _flow(page: Any, number: int) -> list[Line | Placed]:  # noqa: ANN401 - pypdfium2 has no types
    """The lines and tables of a page, in the order in which it draws them."""
    words = words_of(page)
    if not words:
        page.close()
        return []
    grids = grids_of(rules_of(page))
    height = page.get_height()
    page.close()
    return list(_placed(words, grids, number, height))


def _placed(words: list[Word], grids: list[Grid], number: int, height: float) -> Iterator[Line | Placed]:
    """Words go to the table that holds them; a table stands where its first word is drawn."""
    for word in words:
        if grid := _holder(grids, word):
            grid.words.append(word)
    tables = {id(grid): grid.rows(number) for grid in grids if grid.words}
    grids = [grid for grid in grids if id(grid) in tables and is_filled(tables[id(grid)])]
    if not grids:
        yield from in_reading_order(lines_of(words, number, height))
        return
    loose: list[Word] = []
    for word in words:
        grid = _holder(grids, word)
        if grid is None:
            loose.append(word)
        elif word is grid.words[0]:
            yield from lines_of(loose, number, height)
            loose = []
            yield Placed(number, tables[id(grid)], grid.columns)
    yield from lines_of(loose, number, height)


def _holder(grids: list[Grid], word: Word) -> Grid | None:
    return next((grid for grid in grids if grid.holds(word)), None)


def _without_furniture(
    flows: list[list[Line | Placed]],
) -> tuple[list[Line | Placed], list[str], list[tuple[int, str]]]:
    """What is to be read; the lines of the prefecture's stamp, wherever they were put; the margins' lines."""
    shapes = furniture([[item for item in flow if isinstance(item, Line)] for flow in flows])
    kept: list[Line | Placed] = []
    stamps: list[str] = []
    margins: list[tuple[int, str]] = []
    for item in (item for flow in flows for item in flow):
        if isinstance(item, Placed):
            kept.append(item)
        elif act.is_stamp(item.text):
            stamps.append(item.text)
        elif is_furniture(item, shapes):
            margins.append((item.page, item.text))
        elif not is_contents(item):
            kept.append(item)
    return kept, list(dict.fromkeys(stamps)), margins


def _remarks(unread: int) -> tuple[str, ...]:
    if not unread:
        return ()
    pages = "page n'a" if unread == 1 else "pages n'ont"
    return (f"{unread} {pages} aucun texte lisible : sans doute des images, à reconnaître (OCR).",)


PDF = Reader(MEDIA_TYPE, recognises, read)
