"""Plans written out: the general part, each zone in its style, a lexicon; and the truth of each piece."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.plans.piece import Ink, Piece
from benchmarks.plans.rules import ARTICLES, GENERAL, LEXICON, THEMES, marks, sentence

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


def old_zone(writer: Writer, zone: str, number: int = 1, sector: str = "", name: str = "") -> None:
    """A zone in sixteen articles."""
    style, shown = writer.style, name or zone
    writer.zones, writer.article = (zone,), ""
    if style.fresh:
        writer.page(shown)
    if style.zone:
        writer.heading(style.zone.format(zone=shown, roman=roman(number), n=number), style.levels[0])
        if style.parted:
            writer.page(shown)
        writer.rule(f"La zone {shown} est une partie du territoire où les réseaux suffisent.")
    for place, title in enumerate(ARTICLES[: style.articles], 1):
        if style.section and place in SECTIONS:
            part, name = SECTIONS[place]
            writer.heading(style.section.format(roman=roman(part), n=part, title=name), style.levels[1])
        old_article(writer, zone, shown, place, title, sector)


SECTIONS = {
    1: (1, "NATURE DE L'OCCUPATION ET DE L'UTILISATION DU SOL"),
    3: (2, "CONDITIONS DE L'OCCUPATION DU SOL"),
    14: (3, "POSSIBILITES MAXIMALES D'OCCUPATION DU SOL"),
}


def old_article(writer: Writer, zone: str, shown: str, place: int, title: str, sector: str) -> None:
    style = writer.style
    writer.article = style.label.format(zone=zone, n=place)
    text = style.article.format(zone=shown, n=place, title=title)
    if place in (5, 14):
        if style.run_in and place == 5:
            text += style.run_in
            writer.heading(text, style.levels[2])
            return
        writer.heading(text, style.levels[2])
        writer.rule("Non réglementé.")
        return
    writer.heading(text, style.levels[2])
    for _ in range(style.length):
        writer.rule()
    for aside in style.asides if place in (10, 11) else ():
        writer.heading(aside, 6)
        writer.rule()
    if sector and place in (6, 10):
        writer.rule(f"Dans le secteur {sector}, cette distance est portée à {place} m.", (zone, sector))
    if style.tables and place == 10:
        meant = ((zone,), (zone, sector)) if sector else ((zone,), (zone,))
        writer.table(
            ("Cas", "Hauteur"), ("Ensemble de la zone", "9 m"), (sector or "Annexes", "6 m"), zones=meant
        )
    if style.notes and place == 7:
        writer.note(
            f"La distance est comptée {NOTES[writer.said % len(NOTES)]}", "Les bassins sont à 2 m des limites"
        )


NOTES = (
    "à partir de la margelle intérieure du bassin",
    "sans tenir compte des débords de toiture inférieurs à la moitié de leur appui",
    "depuis le nu de la façade la plus proche, isolation comprise",
    "perpendiculairement à la limite telle que le bornage l'établit",
    "hors saillies, perrons et escaliers non couverts",
)


def new_zone(writer: Writer, zone: str, number: int, words: New) -> None:
    """A zone in sections and sub-sections, as since 2016."""
    style = writer.style
    writer.zones, writer.article = (zone,), ""
    if style.fresh:
        writer.page(zone)
    if style.zone:
        writer.heading(style.zone.format(zone=zone, roman=roman(number), n=number), style.levels[0])
        writer.rule(f"La zone {zone} accueille des logements et les services qui leur sont liés.")
    for part, (theme, titles) in enumerate(THEMES, 1):
        filled = {"n": part, "roman": roman(part), "title": theme, "zone": zone}
        writer.heading(words.section.format(**filled), style.levels[1])
        for sub, title in enumerate(titles, 1):
            filled |= {"sub": sub, "title": title, "letter": "ABCDEF"[sub - 1]}
            writer.article = words.label.format(**filled)
            writer.heading(words.part.format(**filled), style.levels[2])
            for _ in range(style.length):
                writer.rule()
            if words.detail:
                for item, name in enumerate(("Dispositions principales", "Cas des extensions"), 1):
                    writer.heading(words.detail.format(**filled, item=item) + name, style.levels[2] + 1)
                    writer.article = words.detail_label.format(**filled, item=item)
                    writer.rule()


@dataclass(frozen=True, slots=True)
class New:
    """Headings of a plan in sections: `{n}` and `{roman}` the section, `{sub}` its part, `{item}` below."""

    section: str
    part: str
    label: str
    detail: str = ""
    detail_label: str = ""


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
