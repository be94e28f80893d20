"""A plan being written: pieces with the zones and the article that hold while they are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.plans.piece import Ink, Piece
from benchmarks.plans.rules import GENERAL, LEXICON, marks, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class Style:
    """How one plan words its headings: `{zone}`, `{n}`, `{title}`, `{roman}` are filled in; empty for none.

    label: the article as a citizen cites it. lettering: what the printer does to headings.
    fresh: each zone starts on a new page. notes, tables: whether articles 7 and 10 have them.
    split: a heading's number and its title on two lines. asides: headings within articles 10 and 11.
    listing: the general part presents the zones one by one. annexes: articles of no zone at the end.
    parted: a page of its own for the name of each zone.
    """

    zone: str = "ZONE {zone}"
    section: str = "SECTION {roman} - {title}"
    article: str = "Article {zone} {n} - {title}"
    label: str = "{zone} {n}"
    general: str = "TITRE I - DISPOSITIONS GENERALES"
    general_article: str = "Article {n} - {title}"
    lexicon: str = "LEXIQUE"
    articles: int = 16
    levels: tuple[int, int, int] = (2, 3, 4)
    lettering: Callable[[str], str] = str
    fresh: bool = True
    run_in: str = " : Non réglementé"
    length: int = 2
    notes: bool = True
    tables: bool = True
    split: str = ""
    asides: tuple[str, ...] = ()
    listing: tuple[str, ...] = ()
    annexes: bool = False
    parted: bool = False


@dataclass(slots=True)
class Writer:
    """Pieces with the zones and the article that hold while they are written."""

    style: Style
    pieces: list[Piece] = field(default_factory=list)
    zones: tuple[str, ...] = ()
    article: str = ""
    said: int = 0
    _marks: Iterator[str] = field(default_factory=marks)

    def heading(self, text: str, level: int) -> None:
        shown = self.style.lettering(text)
        number, parted, title = shown.partition(self.style.split) if self.style.split else (shown, "", "")
        for line in (number, title) if parted else (shown,):
            self.pieces.append(Piece(Ink.HEADING, line, level))

    def page(self, running: str = "") -> None:
        self.pieces.append(Piece(Ink.PAGE, running=running))

    def rule(self, text: str = "", zones: tuple[str, ...] = ()) -> None:
        mark = next(self._marks)
        self.said += 1
        text = f"{text or sentence(self.said)} Repère {mark}."
        self.pieces.append(Piece(Ink.RULE, text, mark=mark, zones=zones or self.zones, article=self.article))

    def note(self, text: str, calling: str) -> None:
        """A paragraph that calls a note, and the note at the foot of its page."""
        self.rule(f"{calling} (1).")
        mark = next(self._marks)
        text = f"(1) {text} {mark}."
        self.pieces.append(Piece(Ink.NOTE, text, mark=mark, zones=self.zones, article=self.article))

    def table(self, *rows: tuple[str, ...], zones: tuple[tuple[str, ...], ...]) -> None:
        """A table whose rows may be for a sector each."""
        held = [next(self._marks) for _ in rows[1:]]
        told = (
            rows[0],
            *((*row[:-1], f"{row[-1]} {mark}") for row, mark in zip(rows[1:], held, strict=True)),
        )
        self.pieces.append(Piece(Ink.TABLE, rows=told))
        for mark, meant in zip(held, zones, strict=True):
            self.pieces.append(Piece(Ink.CELL, mark=mark, zones=meant, article=self.article))


def general_part(writer: Writer) -> None:
    """What holds everywhere: no zone."""
    style, writer.zones = writer.style, ()
    writer.heading(style.general, 1)
    for number, (title, text) in enumerate(GENERAL, 1):
        writer.heading(style.general_article.format(n=number, title=title), style.levels[2])
        writer.article = f"Article {number}" if "rticle" in style.general_article.lower() else str(number)
        writer.rule(text)
        writer.rule()
    for zone in style.listing:
        writer.heading(f"Zone {zone}", 5)
        writer.rule(f"La zone {zone} est présentée au titre qui la concerne.")
    writer.article = ""


def lexicon(writer: Writer) -> None:
    """Definitions: no zone, no article."""
    writer.zones, writer.article = (), ""
    writer.page("")
    writer.heading(writer.style.lexicon, 1)
    for word, meaning in LEXICON:
        writer.rule(f"{word} : {meaning}")
    if writer.style.annexes:
        annex(writer)


def annex(writer: Writer) -> None:
    """A list of species and extracts of the law: articles that are of no zone."""
    writer.page("")
    writer.heading("ANNEXE 1 - ESSENCES LOCALES", 1)
    for number in range(4):
        writer.rule(f"Essence {number} : charme, noisetier, cornouiller, érable champêtre.")
    writer.heading("ANNEXE 2 - EXTRAITS DU CODE DE L'URBANISME", 1)
    for number in (2, 4, 27):
        writer.heading(f"Article R. 111-{number}", 5)
        writer.rule(
            "Le projet peut être refusé s'il porte atteinte à la salubrité ou à la sécurité publique."
        )


def roman(number: int) -> str:
    return ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")[(number - 1) % 12]
