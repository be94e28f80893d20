"""Plain texts of any encoding: paragraphs between blank lines, short lines in capitals are headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.document import Block, Element, Reading
from ingest.readers import act, title
from ingest.readers.source import Reader, Source, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

MEDIA_TYPE = "text/plain"
MAX_BYTES = 20_000_000
_SUFFIXES = (".txt", ".md", ".text")
_MARK = re.compile(r"(#{1,6})\s+(.+)")
_MAX_HEADING_WORDS = 14


def recognises(source: Source) -> bool:
    return source.suffix in _SUFFIXES and b"\x00\x00" not in source.head()


def read(source: Source) -> Reading:
    if source.path.stat().st_size > MAX_BYTES:
        raise refusal("too_large", "Le texte est trop gros pour être lu.")
    elements = tuple(act.arranged(tuple(elements_of_text(decoded(source.path.read_bytes())))))
    if not elements:
        raise refusal("no_text", "Le fichier ne contient aucun texte lisible.")
    shown = act.title_of(elements) or title.first_heading(elements) or title.of_file(source.name)
    return Reading(title.short(shown), elements)


def decoded(content: bytes) -> str:
    """UTF-8 or UTF-16 when they are, else what Windows writes in France."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def elements_of_text(text: str) -> Iterator[Element]:
    """Its headings and paragraphs, in order."""
    text = re.sub(r"[^\S\n]+", " ", text.replace("\r\n", "\n").replace("\r", "\n"))
    for block in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        yield from _elements(lines)


def _elements(lines: list[str]) -> Iterator[Element]:
    if not lines:
        return
    if mark := _MARK.fullmatch(lines[0]):
        yield Element(mark[2], Block.HEADING, level=len(mark[1]))
        yield from _elements(lines[1:])
    elif len(lines) == 1 and lines[0].isupper() and len(lines[0].split()) <= _MAX_HEADING_WORDS:
        yield Element(lines[0], Block.HEADING, level=1)
    else:
        yield Element(" ".join(lines))


TEXT = Reader(MEDIA_TYPE, recognises, read)
