"""Plans in articles, as communes printed them until 2015 and often still do."""

from __future__ import annotations

from benchmarks.plans.piece import Plan, Typography
from benchmarks.plans.whole import SIX, old_plan
from benchmarks.plans.writing import Style

_CAPITALS_LEFT = "NRUI"


def false_small_capitals(text: str) -> str:
    """Capitals as a font's small capitals come out: `CONSTRUCTIONS` → `coNstRUctIoNs`."""
    return "".join(letter if letter.upper() in _CAPITALS_LEFT else letter.lower() for letter in text.upper())


def spaced(text: str) -> str:
    """`Z O N E   U A`."""
    return "   ".join(" ".join(word) for word in text.split())


def old_styles() -> list[Plan]:
    """Cities, villages, land use plans: one plan in each style."""
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
