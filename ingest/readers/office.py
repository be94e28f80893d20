"""Word and OpenDocument texts through unstructured: the only module that imports it."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ingest.document import Block, Element, Reading
from ingest.readers import act, table, title
from ingest.readers.container import check_office
from ingest.readers.markup import rows_of
from ingest.readers.shading import with_colours_told
from ingest.readers.source import Reader, Source, refusal, zip_names

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT_TYPE = "application/vnd.oasis.opendocument.text"
_MARKS_LEFT = re.compile(r"</?[A-Z][A-Z0-9_]{2,}(?:>|(?=<))")


def is_docx(source: Source) -> bool:
    return "word/document.xml" in zip_names(source)


def is_odt(source: Source) -> bool:
    return "content.xml" in zip_names(source) and ODT_TYPE.encode() in source.head()


def read_docx(source: Source) -> Reading:
    check_office(source.path)
    try:
        path, doubts = with_colours_told(source.path, source.scratch)
    except (KeyError, ValueError, AttributeError) as error:
        raise refusal("broken", "Le document Word est abîmé : il ne peut pas être lu.") from error
    reading = _reading(source, _partitioned(replace(source, path=path), "docx"))
    return replace(reading, doubts=doubts)


def read_odt(source: Source) -> Reading:
    check_office(source.path)
    return _reading(source, _partitioned(source, "odt"))


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
    text = _told(part.text)
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
        return [table.Row((_told(part.text),))]
    return list(rows_of(BeautifulSoup(markup, "lxml"), _told))


def _told(text: str) -> str:
    """On one line, without the marks that merging programs leave behind (`<SEADCM>`)."""
    return " ".join(_MARKS_LEFT.sub("", text).split())


DOCX = Reader(DOCX_TYPE, is_docx, read_docx)
ODT = Reader(ODT_TYPE, is_odt, read_odt)
