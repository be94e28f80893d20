"""The text of a fiche, flattened to lines: its headings found again, its broken lines mended.

A heading is a short line without an end, after a finished text and before more of it. One that comes back,
or that follows another at once, is a case under the heading before: « Cas général », « Copie intégrale ».
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ingest.document import Block, Element

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MAX_HEADING_WORDS = 14
MAX_HEADINGS_IN_A_ROW = 3
MAX_BRACKETED_WORDS = 7  # « Naissance de 2 enfants (ou plus) »; a longer one is an item of a list
_ENDS = (".", ":", ";", ",", "!", "…", ")")
_GOES_ON = re.compile(r"[a-zà-ÿ0-9]|[.,;:)]\s*$|[.,;:)]\s")
_NO_HEADING = re.compile(r"[a-zà-ÿ(\d«-]|(?:soit|ou|et)\b")

_OPENS = re.compile(
    r"(?:durée|montant|conditions?|démarches?|délais?|coût|tarifs?|cas (?:général|particulier)|qui |comment|"
    r"où |quand|de quoi|autres? |versement|recours|indemnisation|calcul|début|procédure|bénéficiaires?|"
    r"sanctions?|après |avant |pendant |par (?:téléphone|courrier|internet)|en ligne|sur place)",
    re.IGNORECASE,
)


def elements_of(text: str, title: str) -> Iterator[Element]:
    """The headings and paragraphs of a fiche, below level 1. Its first line may only repeat `title`."""
    lines = _mended(text.splitlines())
    if lines and lines[0].rstrip(" :").casefold() == title.casefold():
        lines = lines[1:]
    places = _headings(lines)
    often = _cases(lines[place] for place in places)
    for place, line in enumerate(lines):
        if place not in places:
            yield Element(line)
        else:
            case = line in often or place - 1 in places
            yield Element(line.rstrip(" :"), Block.HEADING, level=3 if case else 2)


def _cases(headings: Iterable[str]) -> frozenset[str]:
    """Headings that come back; none when most do, in a fiche that says all things twice."""
    counted = Counter(headings)
    cases = frozenset(heading for heading, times in counted.items() if times > 1)
    return cases if 2 * len(cases) <= len(counted) else frozenset()


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
    """The places of the headings. In a list only a line that opens as headings do ends it."""
    found: set[int] = set()
    listing = False
    for place, line in enumerate(lines[:-1]):
        before = lines[place - 1] if place else "."
        free = place - 1 in found or (not listing and before.endswith((".", "!", "…", ")")))
        if _may_be_heading(line) and (free or (listing and _OPENS.match(line) is not None)):
            found.add(place)
            listing = False
        else:
            listing = line.endswith((":", ",", ";")) or (listing and not _is_sentence(line))
    return frozenset(
        place for place in found if not _ends_the_text(place, found, lines) and not _is_cell(place, found)
    )


def _is_cell(place: int, found: set[int]) -> bool:
    """One of many lines of this kind in a row: the cells of a table that was flattened."""
    first = last = place
    while first - 1 in found:
        first -= 1
    while last + 1 in found:
        last += 1
    return last - first + 1 > MAX_HEADINGS_IN_A_ROW


def _is_sentence(line: str) -> bool:
    return line.endswith((".", "…")) and not line.endswith("...")


def _may_be_heading(line: str) -> bool:
    words = len(line.split())
    ended = line.endswith(_ENDS) and not (line.endswith(")") and words <= MAX_BRACKETED_WORDS)
    return words <= MAX_HEADING_WORDS and not ended and not _NO_HEADING.match(line)


def _ends_the_text(place: int, found: set[int], lines: Sequence[str]) -> bool:
    """Nothing but headings follow: these are the last items of a list, or a glossary."""
    return all(after in found for after in range(place + 1, len(lines)))
