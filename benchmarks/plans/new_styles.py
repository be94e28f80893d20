"""Plans in sections, and plans whose chapters are for several zones at once."""

from __future__ import annotations

from benchmarks.plans.piece import Plan, Typography
from benchmarks.plans.whole import COVER, SIX, new_plan
from benchmarks.plans.writing import Style, Writer, general_part, lexicon
from benchmarks.plans.zones import New


def new_styles() -> list[Plan]:
    """One plan in each style of numbering."""
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


def several_zones() -> Plan:
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
