"""Whole plans in one style or the other, and long ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.plans.piece import Plan, Typography
from benchmarks.plans.writing import Style, Writer, general_part, lexicon, roman
from benchmarks.plans.zones import New, new_zone, old_zone

if TYPE_CHECKING:
    from collections.abc import Sequence

COVER = (
    "Commune de Rochebelle",
    "PLAN LOCAL D'URBANISME",
    "Règlement",
    "Approuvé par délibération du 28 janvier 2019",
)
SIX = ("UA", "UB", "UX", "1AU", "A", "N")
LONG_RULES = 12
PAGES_A_ZONE = 8


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
