"""A zone written out: in sixteen articles, as until 2015, or in sections and sub-sections, as since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.plans.rules import ARTICLES, THEMES
from benchmarks.plans.writing import roman

if TYPE_CHECKING:
    from benchmarks.plans.writing import Writer

SECTIONS = {
    1: (1, "NATURE DE L'OCCUPATION ET DE L'UTILISATION DU SOL"),
    3: (2, "CONDITIONS DE L'OCCUPATION DU SOL"),
    14: (3, "POSSIBILITES MAXIMALES D'OCCUPATION DU SOL"),
}
NOTES = (
    "à partir de la margelle intérieure du bassin",
    "sans tenir compte des débords de toiture inférieurs à la moitié de leur appui",
    "depuis le nu de la façade la plus proche, isolation comprise",
    "perpendiculairement à la limite telle que le bornage l'établit",
    "hors saillies, perrons et escaliers non couverts",
)


@dataclass(frozen=True, slots=True)
class New:
    """Headings of a plan in sections: `{n}` and `{roman}` the section, `{sub}` its part, `{item}` below."""

    section: str
    part: str
    label: str
    detail: str = ""
    detail_label: str = ""


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
