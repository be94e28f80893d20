"""The plans that recognition is measured on: the styles that communes print, one of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.plans.piece import Plan, Typography
from benchmarks.plans.writing import New, Style, Writer, general_part, lexicon, new_zone, old_zone, roman

if TYPE_CHECKING:
    from collections.abc import Sequence

COVER = (
    "Commune de Rochebelle",
    "PLAN LOCAL D'URBANISME",
    "Règlement",
    "Approuvé par délibération du 28 janvier 2019",
)
_CAPITALS_LEFT = "NRUI"
LONG_RULES = 12
PAGES_A_ZONE = 8


def false_small_capitals(text: str) -> str:
    """Capitals as a font's small capitals come out: `CONSTRUCTIONS` → `coNstRUctIoNs`."""
    return "".join(letter if letter.upper() in _CAPITALS_LEFT else letter.lower() for letter in text.upper())


def spaced(text: str) -> str:
    """`Z O N E   U A`."""
    return "   ".join(" ".join(word) for word in text.split())


def old_plan(
    name: str,
    zones: Sequence[str],
    style: Style,
    typography: Typography,
    sector: str = "",
    families: bool = False,
) -> Plan:
    """A plan in articles 1 to 16."""
    writer = Writer(style)
    general_part(writer)
    for number, zone in enumerate(zones, 1):
        if families and number in (1, len(zones) // 2 + 1):
            words = "ZONES URBAINES" if number == 1 else "ZONES NATURELLES"
            writer.page("")
            writer.heading(f"TITRE {roman(2 + (number > 1))} - DISPOSITIONS APPLICABLES AUX {words}", 1)
        old_zone(writer, zone, number, sector if sector.startswith(zone) and sector != zone else "")
    lexicon(writer)
    return Plan(name, COVER, tuple(writer.pieces), typography)


def new_plan(name: str, zones: Sequence[str], style: Style, words: New, typography: Typography) -> Plan:
    """A plan in sections and sub-sections."""
    writer = Writer(style)
    general_part(writer)
    for number, zone in enumerate(zones, 1):
        new_zone(writer, zone, number, words)
    lexicon(writer)
    return Plan(name, COVER, tuple(writer.pieces), typography)


def long_plan(pages: int) -> Plan:
    """A plan of at least so many pages, for measures of time and memory."""
    letters = "ABCDEFGHIJKLMPRSTVXYZ"
    names = [f"U{letter}{index or ''}" for index in range(100) for letter in letters]
    style = Style(length=LONG_RULES)
    typography = Typography(head="PLU de Rochebelle – Zone {zone} – {page}", foot="", contents="")
    return old_plan("long", names[: pages // PAGES_A_ZONE + 1], style, typography)


SIX = ("UA", "UB", "UX", "1AU", "A", "N")


def plans() -> list[Plan]:
    """One plan in each style."""
    return [*_old(), *_new(), _several(), *_hard()]


def _old() -> list[Plan]:
    caps = Style(article="ARTICLE {zone} {n} - {title}", lettering=str.upper)
    return [
        old_plan("classic", SIX, caps, Typography(head="Commune de Rochebelle - Règlement"), "UBa"),
        old_plan(
            "chapters",
            SIX,
            Style(
                zone="CHAPITRE {roman} - DISPOSITIONS APPLICABLES A LA ZONE {zone}",
                article="Article {zone} {n} : {title}",
            ),
            Typography(head="PLU de Rochebelle – Zone {zone} – {page}", foot=""),
            "UAa",
            families=True,
        ),
        old_plan(
            "number first",
            ("UA", "UB", "UI", "2AU", "A", "N"),
            Style(
                zone="REGLEMENT DE LA ZONE {zone}",
                article="Article {n} {zone} - {title}",
                section="Section {n} : {title}",
            ),
            Typography(font="Times-Roman", size=11, contents="bare"),
        ),
        old_plan(
            "running header only",
            ("UA", "UB", "UC", "UD", "A", "N"),
            Style(zone="", article="Article {n} - {title}", label="Article {n}", section=""),
            Typography(head="Règlement – Zone {zone}", contents=""),
        ),
        old_plan(
            "false small capitals",
            SIX,
            Style(article="Article {zone} {n} – {title}", lettering=false_small_capitals),
            Typography(head="PLU – Rochebelle", foot="Page {page}"),
            "UBa",
        ),
        old_plan(
            "spaced letters",
            SIX,
            Style(
                zone="ZONE {zone}",
                article="ARTICLE {zone} {n} - {title}",
                lettering=lambda text: spaced(text) if text.startswith("ZONE") else text,
            ),
            Typography(centred=2),
        ),
        old_plan(
            "glued",
            ("UA", "UB", "UC", "AUa", "Ap", "Nh"),
            Style(zone="{zone} – Zone de Rochebelle", article="{zone}{n}. {title}", section=""),
            Typography(sizes=(15, 13, 12, 10, 10, 10)),
        ),
        old_plan(
            "land use plan",
            ("UA", "UF", "INA", "NB", "NC", "ND"),
            Style(
                zone="CHAPITRE {roman} - ZONE {zone}",
                article="ARTICLE {zone}.{n} - {title}",
                articles=15,
                lettering=str.upper,
            ),
            Typography(font="Courier", size=9.5, sizes=(12, 11, 10.5, 10, 10, 10)),
        ),
        old_plan(
            "lower-case indices",
            ("Ua", "Ub", "Ux", "AUa", "A", "N"),
            Style(
                zone="Chapitre {n} – Règles applicables à la zone {zone}",
                article="Article {zone} {n} – {title}",
                section="",
                fresh=False,
            ),
            Typography(font="Times-Roman"),
            "Uba",
        ),
        old_plan(
            "same letters everywhere",
            SIX,
            Style(article="ARTICLE {zone} {n} – {title}", lettering=str.upper, run_in=""),
            Typography(sizes=(10,) * 6, bold=(False,) * 6),
        ),
        old_plan(
            "one zone",
            ("UC3",),
            Style(
                zone="Règlement de la zone {zone}",
                article="ARTICLE {n} – {title}",
                label="Article {n}",
                section="CHAPITRE {n} – {title}",
                general_article="{n}. {title}",
                general="PREAMBULE",
            ),
            Typography(head="PLUi – Règlement – Zone UC3"),
        ),
        old_plan(
            "titles",
            SIX,
            Style(
                zone="TITRE {roman}I – DISPOSITIONS APPLICABLES À LA ZONE {zone}",
                levels=(1, 2, 3),
                article="Article {n}/{zone} – {title}",
                section="Section {n} – {title}",
            ),
            Typography(foot="Règlement | {page}"),
        ),
    ]


def _new() -> list[Plan]:
    return [
        new_plan(
            "sections",
            SIX,
            Style(zone="ZONE {zone}"),
            New(
                "SECTION {n} : {title}",
                "Sous-section {n}.{sub} – {title}",
                "Section {n} – {n}.{sub}",
                "{n}.{sub}.{item} ",
                "Section {n} – {n}.{sub}.{item}",
            ),
            Typography(),
        ),
        new_plan(
            "roman",
            SIX,
            Style(zone="DISPOSITIONS APPLICABLES À LA ZONE {zone}"),
            New("Section {roman} – {title}", "{roman}.{sub}. {title}", "Section {roman} – {roman}.{sub}"),
            Typography(head="PLU de Rochebelle | Zone {zone} | {page}", foot=""),
        ),
        new_plan(
            "chapters in zones",
            ("UA1", "UB", "UE", "AUh", "A", "N"),
            Style(zone="ZONE {zone}", general="DISPOSITIONS GÉNÉRALES"),
            New(
                "CHAPITRE {n} - {title}",
                "ARTICLE {n}{sub} - {title}",
                "Article {n}{sub}",
                "{n}{sub}.{item}. ",
                "Article {n}{sub}",
            ),
            Typography(size=9.5),
        ),
        new_plan(
            "long codes",
            ("UG", "UGSU", "UV", "N"),
            Style(zone="ZONE {zone}", general="DISPOSITIONS GÉNÉRALES APPLICABLES AU TERRITOIRE"),
            New(
                "{zone}.{n} {title}",
                "{zone}.{n}.{sub}. {title}",
                "{zone} {n}.{sub}",
                "{zone}.{n}.{sub}.{item} ",
                "{zone} {n}.{sub}.{item}",
            ),
            Typography(),
        ),
        new_plan(
            "titles in zones",
            ("U", "AU", "A", "N"),
            Style(zone="Règlement de la zone {zone}", general="Dispositions générales", lexicon="Glossaire"),
            New("TITRE {n} : {title}", "{n}.{sub} – {title}", "Titre {n} – {n}.{sub}"),
            Typography(sizes=(18, 18, 13, 11, 10, 10)),
        ),
        new_plan(
            "no numbers",
            ("UA", "UB", "AUr", "A", "N"),
            Style(zone="Dispositions applicables à la zone {zone}", general="Dispositions communes"),
            New("{title}", "{title}", ""),
            Typography(),
        ),
    ]


def _several() -> Plan:
    """An intercommunal plan whose chapters are for several zones at once."""
    style = Style(zone="")
    writer = Writer(style)
    general_part(writer)
    for number, (zones, heading, code) in enumerate(
        (
            (("UA", "UB"), "Chapitre {n} – Dispositions applicables aux zones UA et UB", "UA/UB"),
            (("UG", "1AUG"), "Chapitre {n} – Zones UG, 1AUG", "UG, 1AUG"),
            (("A", "N"), "Chapitre {n} – Règlement des zones A et N", "A/N"),
        ),
        1,
    ):
        writer.page(" et ".join(zones))
        writer.heading(heading.format(n=number), 2)
        writer.zones, writer.article = zones, ""
        writer.rule("Ces zones partagent leurs règles.")
        for place in (1, 6, 7, 9, 10, 13):
            writer.article = f"{'/'.join(zones)} {place}"
            writer.heading(f"Article {code} {place} – Règles communes", 4)
            writer.rule()
            writer.rule()
        for zone in zones:
            writer.heading(f"En zone {zone}", 5)
            writer.rule(zones=(zone,))
    lexicon(writer)
    return Plan("several zones", COVER, tuple(writer.pieces), Typography(head="PLUi – {zone}"))


def _hard() -> list[Plan]:
    """What misleads: headings cut in two, within articles, in the general part, in the annexes."""
    asides = ("Dispositions générales", "Dispositions particulières", "Annexes", "Clôtures", "1. Toitures")
    plain = Typography(sizes=(10,) * 6, bold=(False,) * 6, head="Règlement écrit")
    return [
        old_plan(
            "two lines",
            SIX,
            Style(
                zone="CHAPITRE {n} - ZONE {zone}",
                article="ARTICLE {zone} {n} - {title}",
                split=" - ",
                run_in="",
            ),
            Typography(centred=3),
            families=True,
        ),
        old_plan(
            "headings within articles",
            SIX,
            Style(article="ARTICLE {zone} {n} - {title}", asides=asides, listing=SIX, annexes=True),
            Typography(),
            "UBa",
        ),
        old_plan(
            "zone pages",
            SIX,
            Style(
                zone="Zone {zone}",
                article="Article {n} – {title}",
                label="Article {n}",
                section="",
                parted=True,
                annexes=True,
                listing=SIX,
            ),
            Typography(sizes=(14, 40, 12, 11, 10, 10), centred=2),
        ),
        old_plan(
            "plain sentences",
            SIX,
            Style(zone="ZONE {zone}", article="Article {zone} {n} : {title}", run_in=""),
            plain,
        ),
        old_plan(
            "zone before article",
            ("UA", "UB", "UC", "1AU", "A", "N"),
            Style(zone="ZONE {zone}", article="Zone {zone} – Article {n} : {title}", asides=asides),
            Typography(
                font="Times-Roman",
                size=11,
                sizes=(14, 13, 12, 11, 11, 11),
                head="Commune de Rochebelle – {zone}",
            ),
            "UCb",
        ),
        old_plan(
            "long rules",
            SIX,
            Style(
                article="Article {zone}-{n}.- {title}",
                length=9,
                asides=("a) Règle générale", "b) Cas particuliers"),
            ),
            Typography(head="PLU", foot="Règlement – zone {zone} – page {page}"),
            "1AUa",
        ),
    ]
