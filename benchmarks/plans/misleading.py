"""Plans whose headings mislead."""

from __future__ import annotations

from benchmarks.plans.piece import Plan, Typography
from benchmarks.plans.whole import SIX, old_plan
from benchmarks.plans.writing import Style


def misleading() -> list[Plan]:
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
