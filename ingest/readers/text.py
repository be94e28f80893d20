"""Plain texts of any encoding: paragraphs between blank lines, lists by line, headings that stand out."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING

from ingest.document import Block, Element, Reading
from ingest.readers import act, title
from ingest.readers.hyphens import glued
from ingest.readers.sheets.encoding import encoding_of
from ingest.readers.source import Reader, Source, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

MEDIA_TYPE = "text/plain"
MAX_BYTES = 20_000_000
_SUFFIXES = (".txt", ".md", ".text")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_MARK = re.compile(r"(#{1,6})\s+(.+?)\s*#*")
_UNDERLINED = re.compile(r"(={3,}|-{3,})")
_ITEM = re.compile(r"[-–—*•]\s+\S|\d{1,2}[.)]\s+\S|[a-z]\)\s+\S")
_MAX_HEADING_WORDS = 14


def recognises(source: Source) -> bool:
    """By its extension; a file without any, like `LISEZMOI`, by its letters."""
    return source.suffix in _SUFFIXES or (not source.suffix and _is_written(source.head()))


def _is_written(head: bytes) -> bool:
    """Whether these bytes, perhaps cut within a letter, are UTF-8 without control signs."""
    try:
        text = getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return bool(text.strip()) and not _CONTROL.search(text)


def read(source: Source) -> Reading:
    if source.path.stat().st_size > MAX_BYTES:
        raise refusal("too_large", "Le texte est trop gros pour être lu.")
    text = source.path.read_bytes().decode(encoding_of(source.path), "replace")
    if "\x00" in text:
        raise refusal("not_what_it_says", "Malgré son nom, le fichier n'est pas un texte.")
    elements = tuple(act.arranged(tuple(elements_of_text(text))))
    if not elements:
        raise refusal("no_text", "Le fichier ne contient aucun texte lisible.")
    shown = act.title_of(elements) or title.first_heading(elements) or title.of_file(source.name)
    return Reading(title.short(shown), elements)


def elements_of_text(text: str) -> Iterator[Element]:
    """Its headings, paragraphs and list items, in order."""
    text = re.sub(r"[^\S\n]+", " ", text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    for block in re.split(r"\n\s*\n", text):
        yield from _elements([line.strip() for line in block.splitlines() if line.strip()])


def _elements(lines: list[str]) -> Iterator[Element]:
    if lines and (level := _level(lines)):
        mark = _MARK.fullmatch(lines[0])
        yield Element(mark[2] if mark else lines[0], Block.HEADING, level=level)
        underlined = len(lines) > 1 and _UNDERLINED.fullmatch(lines[1])
        yield from _elements(lines[2 if underlined else 1 :])
        return
    paragraph = ""
    for place, line in enumerate(lines):
        if paragraph and (_ITEM.match(line) or _level(lines[place:])):
            yield Element(paragraph)
            if _level(lines[place:]):
                yield from _elements(lines[place:])
                return
            paragraph = ""
        paragraph = glued(paragraph, line)
    if paragraph:
        yield Element(paragraph)


def _level(lines: list[str]) -> int:
    """How deep a heading the first line is, 0 for none: marked, underlined, or alone in capitals."""
    if mark := _MARK.fullmatch(lines[0]):
        return len(mark[1])
    if len(lines) > 1 and (under := _UNDERLINED.fullmatch(lines[1])):
        return 1 if under[1].startswith("=") else 2
    alone = len(lines) == 1 and lines[0].isupper() and sum(map(str.isalpha, lines[0])) > 3
    return int(alone and len(lines[0].split()) <= _MAX_HEADING_WORDS)


TEXT = Reader(MEDIA_TYPE, recognises, read)
