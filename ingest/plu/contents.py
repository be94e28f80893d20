"""The table of contents of a plan, left out: its lines look like the headings that they announce."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.document import Element

MAX_PAGES = 15
_TITLE = re.compile(r"\W*(?:sommaire|table des mati[eè]res|s\s?o\s?m\s?m\s?a\s?i\s?r\s?e)\b", re.IGNORECASE)
_PAGE = re.compile(r"(?:[\s.…_·-]{2,}|\s)(?:p(?:age|\.)?\s?)?\d{1,3}\s*$")
_SENTENCE_WORDS = 9
_ENTRY_WORDS = 3


def without_contents(elements: Sequence[Element]) -> list[Element]:
    """The text without its tables of contents. One ends where the first heading it announced comes back."""
    kept: list[Element] = []
    place = 0
    while place < len(elements):
        element = elements[place]
        if _TITLE.match(element.text) and len(element.text.split()) < 8:
            place = _end(elements, place)
        else:
            kept.append(element)
            place += 1
    return kept


def _end(elements: Sequence[Element], start: int) -> int:
    """The place of the first element after the contents that `start` opens."""
    announced: set[str] = set()
    for place in range(start + 1, len(elements)):
        element = elements[place]
        far = (
            None not in (element.page, elements[start].page)
            and (element.page or 0) - (elements[start].page or 0) > MAX_PAGES
        )
        entry = _entry(element.text)
        if far or entry in announced or _is_body(element.text):
            return place if entry in announced else _back(elements, start, place)
        if len(entry.split()) >= _ENTRY_WORDS:
            announced.add(entry)
    return _after_entries(elements, start)


def _after_entries(elements: Sequence[Element], start: int) -> int:
    """Where the lines with a page number stop: contents at the end of a plan, or of a very short one."""
    entries, end = 0, start + 1
    for place in range(start + 1, len(elements)):
        entries += _is_entry(elements[place].text)
        if _is_entry(elements[place].text) and 2 * entries >= place - start:
            end = place + 1
    return end


def _back(elements: Sequence[Element], start: int, place: int) -> int:
    """Before the headings that stand over the first sentence: those without a page number, on its page."""
    page = elements[place].page
    while place - 1 > start and elements[place - 1].page == page and not _is_entry(elements[place - 1].text):
        place -= 1
    return place


def _is_entry(text: str) -> bool:
    """A title and its page; `ARTICLE 1` has no title."""
    return bool(_PAGE.search(text)) and len(_entry(text).split()) > 1


def _is_body(text: str) -> bool:
    ended = text.rstrip().endswith((".", ":", ";")) and not text.rstrip().endswith("..")
    return len(text.split()) >= _SENTENCE_WORDS and ended


def _entry(text: str) -> str:
    return re.sub(r"\W+", " ", fold(_PAGE.sub("", text))).strip()
