"""PDF through pypdfium2: words, tables and lines of each page, then elements of the whole.

A page whose text is missing or unreadable is seen as a picture and recognised; the others keep their text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.document import Reading
from ingest.readers import act, ocr, scan, title
from ingest.readers.flow import elements_of
from ingest.readers.glyphs import rules_of, words_of
from ingest.readers.grid import grids_of
from ingest.readers.lines import Line, furniture, is_contents, is_furniture, lines_of
from ingest.readers.page import placed
from ingest.readers.source import Reader, Source, refusal
from ingest.readers.table import Placed

if TYPE_CHECKING:
    from ingest.document import Doubt
    from ingest.readers.glyphs import Word

MEDIA_TYPE = "application/pdf"
MAX_RECOGNISED = 1_000  # pages; half an hour of one core

_Flow = list[Line | Placed]


@dataclass(slots=True)
class _Pages:
    """What the pages gave, one flow each. seen: pages recognised. unread: nothing to read on them.

    left: pages that the limit left unrecognised.
    """

    flows: list[_Flow] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    recognised: list[Line] = field(default_factory=list)
    seen: int = 0
    unread: int = 0
    left: int = 0


def recognises(source: Source) -> bool:
    head = source.head()
    return b"%PDF-" in head[:1024] and not head.startswith(b"PK")


def read(source: Source) -> Reading:
    document = _opened(source)
    try:
        pages = _pages(document, source)
        named = title.sensible(document.get_metadata_value("Title"))
    finally:
        document.close()
    ocr.even_sizes(pages.recognised)
    flow, stamps, margins = _without_furniture(pages.flows)
    elements = act.arranged(elements_of(flow), stamps)
    if not elements:
        raise refusal("no_text", "Aucun texte lisible : ses pages sont vides ou illisibles.")
    shown = act.title_of(elements) or named or title.first_heading(elements) or title.of_file(source.name)
    return Reading(
        title.short(shown),
        tuple(elements),
        pages=len(pages.flows),
        remarks=_remarks(pages),
        doubts=tuple(pages.doubts),
        furniture=tuple(margins),
    )


def _opened(source: Source) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(source.path)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise refusal("password_protected", "Le PDF est protégé par un mot de passe.") from error
        raise refusal("broken", "Le PDF est abîmé ou tronqué : il ne peut pas être lu.") from error


def _pages(document: pypdfium2.PdfDocument, source: Source) -> _Pages:
    pages, count = _Pages(), len(document)
    for place in range(count):
        page = _page(document, place)
        flow = _flow(page, place + 1, pages) if page else []
        pages.flows.append(flow)
        pages.unread += not flow
        if page:
            page.close()
        source.tell(place + 1, count)
    return pages


def _page(document: pypdfium2.PdfDocument, place: int) -> Any:  # noqa: ANN401 - pypdfium2 has no types
    """One page; None when it is broken."""
    try:
        return document[place]
    except pypdfium2.PdfiumError:
        return None


def _flow(page: Any, number: int, pages: _Pages) -> _Flow:  # noqa: ANN401 - pypdfium2 has no types
    """The lines and tables of a page, in the order in which it draws them."""
    words, height = words_of(page), page.get_height()
    if scan.must_be_seen(page, words):
        return [*_recognised(page, number, pages), *_stamps(words, number, height)]
    if not words:
        return []
    return list(placed(words, grids_of(rules_of(page)), number, height))


def _recognised(page: Any, number: int, pages: _Pages) -> list[Line]:  # noqa: ANN401
    if pages.seen >= MAX_RECOGNISED:
        pages.left += 1
        return []
    found = ocr.recognised(*scan.seen(page), number)
    pages.seen += bool(found.lines)
    pages.doubts += found.doubts()
    pages.recognised += found.lines
    return found.lines


def _stamps(words: list[Word], number: int, height: float) -> list[Line]:
    """The prefecture's acknowledgement is often the only text on a scan, and exact."""
    if scan.is_garbled(words):
        return []
    return [line for line in lines_of(words, number, height) if act.is_stamp(line.text)]


def _without_furniture(flows: list[_Flow]) -> tuple[_Flow, list[str], list[tuple[int, str]]]:
    """What is to be read; the lines of the prefecture's stamp, wherever they were put; the margins' lines."""
    shapes = furniture([[item for item in flow if isinstance(item, Line)] for flow in flows])
    kept: _Flow = []
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


def _remarks(pages: _Pages) -> tuple[str, ...]:
    remarks: list[str] = []
    if pages.seen:
        told = "page a été lue" if pages.seen == 1 else "pages ont été lues"
        remarks.append(f"{pages.seen} {told} sur l'image (reconnaissance de caractères).")
    if pages.left:
        told = f"les {pages.left} suivantes n'ont pas été lues : découpez le document"
        remarks.append(f"Seules {MAX_RECOGNISED} pages numérisées sont reconnues, {told}.")
    if unread := pages.unread - pages.left:
        told = "page n'a" if unread == 1 else "pages n'ont"
        remarks.append(f"{unread} {told} aucun texte lisible.")
    return tuple(remarks)


PDF = Reader(MEDIA_TYPE, recognises, read)
