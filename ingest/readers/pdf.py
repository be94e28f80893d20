"""PDF through pypdfium2: words, tables and lines of each page, then elements of the whole.

A page whose text is missing or unreadable is seen as a picture and recognised; the others keep their text.
Pages wait on disk until the whole is known: a long document takes hardly more memory than a short one.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.document import Reading
from ingest.readers import act, ocr, scan, title
from ingest.readers.body import Body
from ingest.readers.flow import elements_of
from ingest.readers.glyphs import rules_of, words_of
from ingest.readers.grid import grids_of
from ingest.readers.kept import KeptPages
from ingest.readers.lines import lines_of
from ingest.readers.page import placed
from ingest.readers.source import Reader, Source, refusal

if TYPE_CHECKING:
    from ingest.document import Doubt
    from ingest.readers.lines import Line
    from ingest.readers.table import Placed
    from ingest.readers.word import Word

MEDIA_TYPE = "application/pdf"
MAX_RECOGNISED = 1_000  # pages; half an hour of one core
OPEN_PAGES = 200


@dataclass(slots=True)
class _Count:
    """What the pages came to. seen: pages recognised. unread: nothing to read on them.

    left: pages that the limit left unrecognised.
    """

    pages: int = 0
    doubts: list[Doubt] = field(default_factory=list)
    seen: int = 0
    unread: int = 0
    left: int = 0


def recognises(source: Source) -> bool:
    head = source.head()
    return b"%PDF-" in head[:1024] and not head.startswith(b"PK")


def read(source: Source) -> Reading:
    pages, count = KeptPages(source.scratch), _Count()
    with closing(pages):
        named = _kept(source, pages, count)
        text = Body(pages)
        elements = act.arranged(elements_of(text), text.stamps)
    if not elements:
        raise refusal("no_text", "Aucun texte lisible : ses pages sont vides ou illisibles.")
    shown = act.title_of(elements) or named or title.first_heading(elements) or title.of_file(source.name)
    return Reading(
        title.short(shown),
        tuple(elements),
        pages=count.pages,
        remarks=_remarks(count),
        doubts=tuple(count.doubts),
        furniture=tuple(text.margins),
    )


def _opened(source: Source) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(source.path)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise refusal("password_protected", "Le PDF est protégé par un mot de passe.") from error
        raise refusal("broken", "Le PDF est abîmé ou tronqué : il ne peut pas être lu.") from error


def _kept(source: Source, pages: KeptPages, count: _Count) -> str:
    """Keeps every page of the document; gives its title, empty when it says nothing sensible."""
    document = _opened(source)
    try:
        named, count.pages = title.sensible(document.get_metadata_value("Title")), len(document)
        for place in range(count.pages):
            if place and place % OPEN_PAGES == 0:  # it remembers whatever it has read
                document.close()
                document = _opened(source)
            _keep(_page(document, place), place + 1, pages, count)
            source.tell(place + 1, count.pages)
    finally:
        document.close()
    return named


def _page(document: pypdfium2.PdfDocument, place: int) -> Any:  # noqa: ANN401 - pypdfium2 has no types
    """One page; None when it is broken."""
    try:
        return document[place]
    except pypdfium2.PdfiumError:
        return None


def _keep(page: Any, number: int, pages: KeptPages, count: _Count) -> None:  # noqa: ANN401
    """The lines and tables of one page, in the order in which it draws them."""
    flow: list[Line | Placed] = []
    recognised: list[Line] = []
    if page:
        words, height = words_of(page), page.get_height()
        if scan.must_be_seen(page, words):
            recognised, flow = _recognised(page, number, count), [*_stamps(words, number, height)]
        elif words:
            flow = list(placed(words, grids_of(rules_of(page)), number, height))
        page.close()
    count.unread += not (flow or recognised)
    pages.add(flow, recognised)


def _recognised(page: Any, number: int, count: _Count) -> list[Line]:  # noqa: ANN401
    if count.seen >= MAX_RECOGNISED:
        count.left += 1
        return []
    found = ocr.recognised(*scan.seen(page), number)
    count.seen += bool(found.lines)
    count.doubts += found.doubts()
    return found.lines


def _stamps(words: list[Word], number: int, height: float) -> list[Line]:
    """The prefecture's acknowledgement is often the only text on a scan, and exact."""
    if scan.is_garbled(words):
        return []
    return [line for line in lines_of(words, number, height) if act.is_stamp(line.text)]


def _remarks(count: _Count) -> tuple[str, ...]:
    remarks: list[str] = []
    if count.seen:
        told = "page a été lue" if count.seen == 1 else "pages ont été lues"
        remarks.append(f"{count.seen} {told} sur l'image (reconnaissance de caractères).")
    if count.left:
        told = f"les {count.left} suivantes n'ont pas été lues : découpez le document"
        remarks.append(f"Seules {MAX_RECOGNISED} pages numérisées sont reconnues, {told}.")
    if unread := count.unread - count.left:
        told = "page n'a" if unread == 1 else "pages n'ont"
        remarks.append(f"{unread} {told} aucun texte lisible.")
    return tuple(remarks)


PDF = Reader(MEDIA_TYPE, recognises, read)
