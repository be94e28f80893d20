"""Elements → sections → passages. Knows no format and no index.

A passage never crosses a heading, keeps sentences and table rows whole, and repeats the header of its table.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.document import Block, Element, Locator, Passage, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

TARGET_WORDS = 110
MAX_WORDS = 140
_SENTENCE_END = re.compile(r"(?<=[.!?;…])\s+(?=[«\"(–-]?\s?[A-ZÀ-ÖØ-Þ0-9])")


def cut(elements: Sequence[Element]) -> tuple[Passage, ...]:
    """The citable passages of a document, in reading order."""
    passages: list[Passage] = []
    for section in sections(elements):
        for pieces in _packed(section.elements):
            text = "\n".join(piece.text for piece in pieces)
            locator = Locator(section.headings, pieces[0].page)
            passages.append(Passage(len(passages), text, locator))
    return tuple(passages)


def in_full(title: str, passage: Passage) -> str:
    """The text that is embedded: the passage behind its title and headings."""
    return "\n".join((title, *passage.locator.headings, passage.text))


def sections(elements: Iterable[Element]) -> Iterator[Section]:
    """The elements grouped under their path of headings."""
    path: list[Element] = []
    body: list[Element] = []
    for element in elements:
        if element.block is not Block.HEADING:
            body.append(element)
            continue
        if body:
            yield _section(path, body)
        elif path and element.level > path[-1].level:
            pass
        body = []
        path = [heading for heading in path if heading.level < element.level] + [element]
    if body:
        yield _section(path, body)


def _section(path: Sequence[Element], body: Sequence[Element]) -> Section:
    return Section(tuple(heading.text for heading in path), tuple(body))


def _packed(elements: Sequence[Element]) -> Iterator[list[Element]]:
    """Pieces put together up to the target; a last crumb joins the one before."""
    packs: list[list[Element]] = []
    for piece in (piece for element in elements for piece in _pieces(element)):
        if packs and _words(packs[-1]) + _count(piece.text) <= TARGET_WORDS:
            packs[-1].append(piece)
        else:
            packs.append([piece])
    if len(packs) > 1 and _words(packs[-1]) + _words(packs[-2]) <= MAX_WORDS:
        packs[-2:] = [packs[-2] + packs[-1]]
    yield from packs


def _pieces(element: Element) -> Iterator[Element]:
    """An element no longer than a passage; rows stay whole."""
    if element.block is Block.ROW or _count(element.text) <= MAX_WORDS:
        yield element
        return
    sentences: list[str] = []
    for sentence in _SENTENCE_END.split(element.text):
        if sentences and _count(" ".join(sentences)) + _count(sentence) > TARGET_WORDS:
            yield Element(" ".join(sentences), element.block, element.page)
            sentences = []
        sentences.append(sentence)
    yield Element(" ".join(sentences), element.block, element.page)


def _words(pieces: Sequence[Element]) -> int:
    return sum(_count(piece.text) for piece in pieces)


def _count(text: str) -> int:
    return len(text.split())
