"""The text of a fiche, flattened to lines: its headings found again, its broken lines mended.

A heading is a short line without an end, after a finished text and before more of it. One that comes back, or
that follows another heading at once, is a case under the heading before: « Cas général », « Copie intégrale ».
"""  # noqa: E501

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ingest.document import Block, Element

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_HEADING_WORDS = 14
_ENDS = (".", ":", ";", ",", "!", "…", ")")
_GOES_ON = re.compile(r"[a-zà-ÿ0-9]|[.,;:)]\s*$|[.,;:)]\s")
_NO_HEADING = re.compile(r"[a-zà-ÿ(\d«-]|(?:soit|ou|et)\b")


def elements_of(text: str, title: str) -> Iterator[Element]:
    """The headings and paragraphs of a fiche, below level 1. Its first line may only repeat `title`."""
    lines = _mended(text.splitlines())
    if lines and lines[0].rstrip(" :").casefold() == title.casefold():
        lines = lines[1:]
    places = _headings(lines)
    often = Counter(lines[place] for place in places)
    for place, line in enumerate(lines):
        if place not in places:
            yield Element(line)
        else:
            case = often[line] > 1 or place - 1 in places
            yield Element(line.rstrip(" :"), Block.HEADING, level=3 if case else 2)


def _mended(raw: Sequence[str]) -> list[str]:
    """Lines without the breaks inside them: a lone full stop, or small letters after a margin, go on."""
    lines: list[str] = []
    for line in raw:
        text = " ".join(line.split())
        alone = not any(letter.isalnum() for letter in text)
        indented = line[:1].isspace() and _GOES_ON.match(text)
        if lines and (alone or (indented and not lines[-1].endswith(_ENDS))):
            lines[-1] += text if alone else f" {text}"
        elif not alone:
            lines.append(re.sub(r" ([.,])(?!\d)", r"\1", text))
    return lines


def _headings(lines: Sequence[str]) -> frozenset[int]:
    """The places of the headings."""
    found: set[int] = set()
    listing = False
    for place, line in enumerate(lines[:-1]):
        finished = line.endswith((".", "!", "?", "…"))
        if listing:
            listing = not line.endswith((".", "…")) or line.endswith("...")
            continue
        listing = line.endswith(":") or (line.endswith((",", ";")) and not finished)
        if not _may_be_heading(line):
            continue
        before = lines[place - 1] if place else "."
        if place - 1 in found or before.endswith((".", "!", "…", ")")) or place == 0:
            found.add(place)
    return frozenset(place for place in found if not _ends_the_text(place, found, lines))


def _may_be_heading(line: str) -> bool:
    short = len(line.split()) <= MAX_HEADING_WORDS
    return short and not line.endswith(_ENDS) and not _NO_HEADING.match(line)


def _ends_the_text(place: int, found: set[int], lines: Sequence[str]) -> bool:
    """Nothing but headings follow: these are the last items of a list, or a glossary."""
    return all(after in found for after in range(place + 1, len(lines)))
