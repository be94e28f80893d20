"""Elements → sections → passages. Knows no format and no index.

A passage never crosses a heading, nor an article or a zone of a town plan; sentences and rows stay whole.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.document import Block, Element, Locator, Passage, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

TARGET_WORDS = 110
MAX_WORDS = 140
CRUMB_WORDS = 35
_VOTE = re.compile(
    r"(?:pour|contre|abstentions?)\s*:|adoptée?\b|le conseil (?:municipal )?(?:adopte|prend acte)",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?:[A-ZÀ-Þ][\w'’-]+ [A-ZÀ-Þ' -]{3,} )?\d{1,3}\s?[.)–-]\s|Article \d", re.IGNORECASE)
_CONTENTS = re.compile(r"sommaire|table des matières", re.IGNORECASE)  # nothing stands under it
# It stands over its table, not over what follows.
_CAPTION = re.compile(r"tableau (?:n ?° ?)?\d", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?;…])\s+(?=[«\"(–-]?\s?[A-ZÀ-ÖØ-Þ0-9])")


def cut(elements: Sequence[Element], title: str = "") -> tuple[Passage, ...]:
    """The citable passages of a document, in reading order. Their locators do not repeat `title`."""
    passages: list[Passage] = []
    for section in sections(elements):
        for pieces in _packed(section.elements):
            text = "\n".join(piece.text for piece in pieces)
            first = pieces[0]
            zones = tuple(dict.fromkeys(zone for piece in pieces for zone in piece.zones))
            locator = Locator(_below(title, section.headings, first.page), first.page)
            passages.append(Passage(len(passages), text, locator, zones, first.article))
    return tuple(passages)


def _below(title: str, headings: tuple[str, ...], page: int | None) -> tuple[str, ...]:
    said = bool(headings) and headings[0].casefold() in title.casefold()
    return headings[1:] if said and (len(headings) > 1 or page is not None) else headings


def in_full(title: str, headings: Sequence[str], text: str) -> str:
    """The text that is embedded: the passage behind its title and headings."""
    return "\n".join((title, *headings, text))


def sections(elements: Iterable[Element]) -> Iterator[Section]:
    """The elements grouped under their path of headings."""
    path: list[Element] = []
    body: list[Element] = []
    for element in elements:
        heads = element.block is Block.HEADING
        if body and (heads or _ends_a_table(path, body[-1], element)):
            yield _section(path, body)
            body, path = [], _uncaptioned(path)
        if heads:
            path = [*(heading for heading in _uncaptioned(path) if _stands_above(heading, element)), element]
        else:
            body.append(element)
    if body:
        yield _section(path, body)


def _ends_a_table(path: Sequence[Element], last: Element, element: Element) -> bool:
    """Whether it stands after the rows of a table with a caption, which says nothing of it."""
    captioned = bool(path) and _CAPTION.match(path[-1].text) is not None
    return captioned and last.block is Block.ROW and element.block is not Block.ROW


def _uncaptioned(path: Sequence[Element]) -> list[Element]:
    return [heading for heading in path if not _CAPTION.match(heading.text)]


def _stands_above(heading: Element, other: Element) -> bool:
    higher = heading.level < other.level or _CAPTION.match(other.text) is not None
    return higher and not _CONTENTS.fullmatch(heading.text.strip())


def _section(path: Sequence[Element], body: Sequence[Element]) -> Section:
    return Section(tuple(heading.text for heading in path), tuple(body))


def _packed(elements: Sequence[Element]) -> Iterator[list[Element]]:
    """Pieces put together up to the target; what belongs to the piece before may pass it."""
    packs: list[list[Element]] = []
    for piece in (piece for element in elements for piece in _pieces(element)):
        size = _words(packs[-1]) + _count(piece.text) if packs else MAX_WORDS + 1
        fits = size <= TARGET_WORDS and not (_OPENS.match(piece.text) and size > TARGET_WORDS / 2)
        if packs and not _share_a_place(packs[-1][0], piece):
            packs.append([piece])
        elif fits or (size <= MAX_WORDS and _belongs(packs[-1][-1], piece)):
            packs[-1].append(piece)
        else:
            packs.append([piece])
    if len(packs) > 1 and _is_crumb(packs[-1], packs[-2]):
        packs[-2:] = [packs[-2] + packs[-1]]
    yield from packs


def _is_crumb(last: Sequence[Element], before: Sequence[Element]) -> bool:
    short = _words(last) < CRUMB_WORDS and _words(last) + _words(before) <= MAX_WORDS
    return short and not _OPENS.match(last[0].text) and _share_a_place(before[0], last[0])


def _share_a_place(first: Element, piece: Element) -> bool:
    """The same article and the same zone; a sector may stand beside its zone."""
    return first.article == piece.article and first.zones[:1] == piece.zones[:1]


def _belongs(before: Element, piece: Element) -> bool:
    """A vote goes with what was voted, a list with the line that opens it."""
    return bool(_VOTE.match(piece.text)) or (before.text.endswith(":") and before.block is Block.PARAGRAPH)


def _pieces(element: Element) -> Iterator[Element]:
    """An element no longer than a passage; sentences and rows stay whole as long as they can."""
    if _count(element.text) <= MAX_WORDS:
        yield element
        return
    texts: list[str] = []
    for sentence in (part for text in _SENTENCE_END.split(element.text) for part in _clauses(text)):
        if texts and _count(" ".join(texts)) + _count(sentence) > TARGET_WORDS:
            yield replace(element, text=" ".join(texts))
            texts = []
        texts.append(sentence)
    yield replace(element, text=" ".join(texts))


def _clauses(sentence: str) -> Iterator[str]:
    """A sentence longer than a passage is cut at its semicolons, else anywhere."""
    for clause in re.split(r"(?<=;)\s", sentence) if _count(sentence) > MAX_WORDS else [sentence]:
        words = clause.split()
        for start in range(0, len(words), MAX_WORDS):
            yield " ".join(words[start : start + MAX_WORDS])


def _words(pieces: Sequence[Element]) -> int:
    return sum(_count(piece.text) for piece in pieces)


def _count(text: str) -> int:
    return len(text.split())
