"""Word and OpenDocument texts through unstructured: the only module that imports it.

A container is looked at before anything is inflated: declared sizes, ratios, document type declarations.
"""

from __future__ import annotations

import os
import re
import zipfile
from typing import TYPE_CHECKING, Any

from ingest.document import Block, Element, Reading
from ingest.readers import act, table, title
from ingest.readers.source import Reader, Source, refusal, zip_names

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT_TYPE = "application/vnd.oasis.opendocument.text"
MAX_INFLATED_BYTES = 100_000_000
MAX_RATIO = 200
_PROLOGUE_BYTES = 65_536
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def is_docx(source: Source) -> bool:
    return "word/document.xml" in zip_names(source)


def is_odt(source: Source) -> bool:
    return "content.xml" in zip_names(source) and ODT_TYPE.encode() in source.head()


def read_docx(source: Source) -> Reading:
    _check_container(source)
    return _reading(source, _partitioned(source, "docx"))


def read_odt(source: Source) -> Reading:
    _check_container(source)
    return _reading(source, _partitioned(source, "odt"))


def _check_container(source: Source) -> None:
    try:
        with zipfile.ZipFile(source.path) as container:
            for member in container.infolist():
                _check_member(container, member)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError) as error:
        raise refusal("broken", "Le document est abîmé ou protégé : il ne peut pas être lu.") from error


def _check_member(container: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    total = sum(other.file_size for other in container.infolist())
    ratio = member.file_size / max(1, member.compress_size)
    if total > MAX_INFLATED_BYTES or (ratio > MAX_RATIO and member.file_size > 1_000_000):
        sentence = (
            "Le document est refusé : décompressé, il serait démesurément gros (bombe de décompression)."
        )
        raise refusal("inflates_too_much", sentence)
    if member.filename.endswith((".xml", ".rels")):
        with container.open(member) as part:
            if _DECLARATION.search(part.read(_PROLOGUE_BYTES)):
                sentence = "Le document est refusé : il déclare des entités XML, un document sain n'en a pas."
                raise refusal("xml_entities", sentence)


def _partitioned(source: Source, form: str) -> list[Any]:
    os.environ.setdefault("DO_NOT_TRACK", "1")
    os.environ.setdefault("UNSTRUCTURED_DISABLE_NOTICE", "1")
    _stay_offline()
    if form == "docx":
        from unstructured.partition.docx import partition_docx as partition
    else:
        from unstructured.partition.odt import partition_odt as partition
    with source.path.open("rb") as file:
        return list(partition(file=file, languages=["fra"], infer_table_structure=True))


def _stay_offline() -> None:
    """unstructured would download an English model; a rule-based one takes its place.

    French rules would take 3.4 s to load in each reading process, and cut the same elements.
    """
    import spacy
    from unstructured.nlp import tokenize

    model = spacy.blank("xx")
    model.add_pipe("sentencizer")
    tokenize._load_spacy_model = lambda: model


def _reading(source: Source, parts: list[Any]) -> Reading:
    elements = tuple(element for part in parts for element in _elements(part))
    if not elements:
        raise refusal("no_text", "Le document ne contient aucun texte lisible.")
    pages = max((element.page or 0 for element in elements), default=0)
    elements = tuple(act.arranged(elements))
    shown = act.title_of(elements) or title.first_heading(elements) or title.of_file(source.name)
    return Reading(title.short(shown), elements, pages=pages)


def _elements(part: Any) -> Iterator[Element]:  # noqa: ANN401 - unstructured has no types here
    page = part.metadata.page_number
    text = " ".join(part.text.split())
    if part.category == "Table":
        yield from table.told(_rows(part))
    elif part.category in ("Header", "Footer", "PageBreak") or not text:
        return
    elif part.category == "Title":
        yield Element(text, Block.HEADING, page, (part.metadata.category_depth or 0) + 1)
    elif part.category == "ListItem":
        yield Element(f"- {text}", Block.PARAGRAPH, page)
    else:
        yield Element(text, Block.PARAGRAPH, page)


def _rows(part: Any) -> list[table.Row]:  # noqa: ANN401 - unstructured has no types here
    from bs4 import BeautifulSoup

    markup = part.metadata.text_as_html
    if not markup:
        return [table.Row((" ".join(part.text.split()),))]
    rows = BeautifulSoup(markup, "lxml").find_all("tr")
    return [
        table.Row(tuple(" ".join(cell.get_text(" ").split()) for cell in row(["td", "th"]))) for row in rows
    ]


DOCX = Reader(DOCX_TYPE, is_docx, read_docx)
ODT = Reader(ODT_TYPE, is_odt, read_odt)
