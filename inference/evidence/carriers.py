"""Passages as what carries a fact: their sentences and rows, each with the words that say what it is of.

Knows no question and no answer. A row of a table names itself (« header : value ; … »); an item of a list is
of what introduces it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inference.figures import stated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.shelf import StoredPassage

_ROW = re.compile(r"\S : .*\S ; \S")
_MARKED = re.compile(r"(?:[-•–*]|\d{1,3}\s?[.)]|[a-z]\)|art(?:icle)?\.? ?\d)\s", re.IGNORECASE)
_COUNTED = re.compile(r"\d")
_LABELLED = re.compile(r"(?:\S+ ){0,5}\S* ?: ?\S.{0,40}")
_ENDED = re.compile(r"[.!?…»][\"»)]?$")
_NEXT_SENTENCE = re.compile(
    r"(?<=[.!?…])(?<!\b[A-Z]\.)(?<!\bM\.)(?<!\bMM\.)(?<!\bart\.)(?<!\bn°\.)(?<!\bcf\.)(?<!\bav\.)(?<!\bbd\.)\s+"
    r"(?=[A-ZÀ-ÖØ-Þ«\"“(-])"
)
# « 14 Réfection du préau », « Ariane VERNET 15 Achat d'un terrain »: an item of an agenda.
_NUMBERED = re.compile(r"(?:[A-ZÀ-Þ][\w’'-]+ ){0,3}\d{1,3}[.)-]? [A-ZÀ-Þ]")
_EXAMPLE = re.compile(r"\W*(?:par exemple|exemples?)\b", re.IGNORECASE)
_ENTRY_WORDS, _ALIKE = 20, 0.5
_SHORT_WORDS = 8
_LABEL_WORDS = 5
_NAME_WORDS = 3  # a line of so many words is who speaks, not what introduces


@dataclass(frozen=True, slots=True)
class Carrier:
    """One sentence or row. text: verbatim. lead: the line that introduces it, verbatim, or nothing.

    rank: of its passage, 0 for the first given. place: its own among those of the passage.
    """

    passage: StoredPassage
    rank: int
    place: int
    text: str
    lead: str = ""

    @property
    def row(self) -> bool:
        """Whether it is the row of a table."""
        return _ROW.search(self.text) is not None

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of a row, each under its header; a sentence is one cell."""
        return tuple(self.text.split(" ; ")) if self.row else (self.text,)

    @property
    def entry(self) -> bool:
        """Whether it is one of several that a figure tells apart: a row, « 2 parts 30 645 € »."""
        return self.row or (bool(self.lead) and _item(self.text) == "counted")

    @property
    def example(self) -> bool:
        """Whether it only shows how a rule works out for somebody."""
        return any(map(_EXAMPLE.match, (self.text, self.lead, self.heading)))

    @property
    def heading(self) -> str:
        """The nearest heading above it."""
        return self.passage.headings[-1] if self.passage.headings else self.passage.label

    @property
    def headings(self) -> str:
        """All the headings above it."""
        return " › ".join(self.passage.headings) or self.passage.label

    @property
    def whole(self) -> str:
        """All that says what it is of, and itself."""
        return f"{self.passage.title} {self.passage.label} {self.lead} {self.text}"


def carriers(passages: Sequence[StoredPassage]) -> list[Carrier]:
    """The sentences and rows of `passages`, in their order."""
    return [
        Carrier(passage, rank, place, text, lead)
        for rank, passage in enumerate(passages)
        for place, (text, lead) in enumerate(_units(passage.text))
    ]


def siblings(one: Carrier, other: Carrier) -> bool:
    """Whether they are rows of one table or items under one line: only their own words tell them apart."""
    if one.passage.document_id != other.passage.document_id:
        return False
    if one.row and other.row:
        return one.text.split(" : ")[0] == other.text.split(" : ")[0]
    return bool(one.lead and one.lead == other.lead) or _alike(one.text.split(), other.text.split())


def numbered(text: str) -> bool:
    """Whether it is an item of an agenda: each is of another matter."""
    return _NUMBERED.match(text) is not None


def next_heading(text: str, heading: str) -> bool:
    """Whether a line is worded as `heading` but for its figures: the title of what comes next."""
    if not _alike(text.split(), heading.split()):
        return False
    own, above = stated(text), stated(heading)
    return bool(own and above) and own != above


def _alike(one: list[str], other: list[str]) -> bool:
    """Whether two short lines are worded alike: entries of one list."""
    if max(len(one), len(other)) > _ENTRY_WORDS:
        return False
    return len({*one} & {*other}) >= _ALIKE * len({*one} | {*other})


def _units(text: str) -> Iterator[tuple[str, str]]:
    """(unit, what introduces it)."""
    lead = before = ""
    for block in _blocks(text):
        lead = _lead(block, before, lead)
        for sentence in _sentences(block):
            yield sentence, lead
        before = block


def _sentences(block: str) -> list[str]:
    """The sentences of a block; the number of an item is no sentence of its own."""
    mark = _MARKED.match(block)
    start = mark.end() if mark else 0
    first, *others = _NEXT_SENTENCE.split(block[start:])
    return [f"{block[:start]}{first}".strip(), *(sentence.strip() for sentence in others)]


def _lead(block: str, before: str, lead: str) -> str:
    """What introduces `block`, that stands after `before`, itself introduced by `lead`."""
    if _ROW.search(block) or not before:
        return ""
    if before.endswith(":"):
        return before.splitlines()[-1]
    if lead and _is_label(block):  # the head of a table that was laid flat
        return lead
    if not _item(block):
        return ""
    if _item(block) == _item(before) or (lead and _is_label(before)):
        return lead
    if numbered(block) and numbered(before):
        return ""
    open_ended = not _ENDED.search(before) and len(before.split()) > _NAME_WORDS
    return before.splitlines()[-1] if open_ended else ""


def _is_label(block: str) -> bool:
    """A few words that are no sentence and tell no figure."""
    short = len(block.split()) <= _LABEL_WORDS
    told = _ENDED.search(block) or block.endswith(":") or _COUNTED.search(block)
    return short and not told and not _item(block)


def _item(block: str) -> str:
    """How it is one of several under the same line: "marked", or short and beginning with its figure."""
    if _MARKED.match(block):
        return "marked"
    short = len(block.split()) <= _SHORT_WORDS
    return "counted" if short and _COUNTED.match(block) else ""


def _blocks(text: str) -> list[str]:
    """The lines of `text`; those that only go on are joined to the one before."""
    blocks: list[str] = []
    for line in (line.strip() for line in text.splitlines()):
        if len(line) < 2:
            continue
        if blocks and _goes_on(blocks[-1], line):
            blocks[-1] += f"\n{line}"
        else:
            blocks.append(line)
    return blocks


def _goes_on(before: str, line: str) -> bool:
    if _ROW.search(line) or _ROW.search(before) or _ENDED.search(before) or before.endswith(":"):
        return False
    return line[0].islower() or _LABELLED.fullmatch(line) is not None
