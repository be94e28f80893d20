"""Which headings of a plan open what, judged over the whole: a chapter may hold zones or divide one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.plu.heading import Heading, Kind
from ingest.plu.openings import STRONG_CLOSING, is_closing
from ingest.plu.runs import whole_headings
from ingest.plu.scope import zones_meant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.document import Element

    _Line = tuple[Element, Heading | None]

OUTER = (Kind.TITLE, Kind.SUBTITLE, Kind.CHAPTER)
BELOW = 20
STEP = 4
INTRODUCTION = 40


@dataclass(frozen=True, slots=True)
class Judged:
    """An element, the heading that it is, at which level; scope: the zones that a lower heading means."""

    element: Element
    heading: Heading | None = None
    level: int = 0
    scope: tuple[str, ...] = ()


def judged(elements: Sequence[Element], known: frozenset[str]) -> list[Judged]:
    """The elements of a plan, each heading at its depth."""
    lines = _confirmed(list(whole_headings(elements, known)))
    within = {kind for kind in OUTER if _is_within_zones(lines, kind)}
    closing_level = _zone_depth(lines)
    titled = any(heading and heading.kind is Kind.TITLE and Kind.TITLE not in within for _, heading in lines)
    items: list[Judged] = []
    for element, heading in lines:
        if heading is None:
            items.append(Judged(element))
            continue
        heading = _closing(element, heading, closing_level)
        level = _level(element, heading, within, titled)
        if heading.kind in within:
            heading = replace(heading, kind=Kind.THEME)
        scope = zones_meant(element.text, known) if heading.kind > Kind.ARTICLE else ()
        items.append(Judged(element, heading, level, scope))
    return items


def _confirmed(lines: list[_Line]) -> list[_Line]:
    """Headings that name a zone without opening one are plain: the list of zones of the general part."""
    opened = {
        place
        for place, (_, heading) in enumerate(lines)
        if heading and heading.kind is Kind.ZONE and heading.zones and _is_followed_by_rules(lines, place)
    }
    ruled = {zone for place in opened if (heading := lines[place][1]) for zone in heading.zones}
    return [
        line if place in opened or _stands(lines, place, ruled) else (line[0], Heading(Kind.PLAIN))
        for place, line in enumerate(lines)
    ]


def _stands(lines: list[_Line], place: int, ruled: set[str]) -> bool:
    """Whether what opens no zone here is left as it is: all but zones that others open, or without text."""
    heading = lines[place][1]
    if heading is None or heading.kind is not Kind.ZONE or not heading.zones:
        return True
    return not ruled.intersection(heading.zones) and _has_body(lines, place)


def _is_followed_by_rules(lines: list[_Line], place: int) -> bool:
    """Whether the next division under a zone's heading is one of its own: article 1, a section, a chapter."""
    zones = set(heading.zones) if (heading := lines[place][1]) else set()
    for _, after in lines[place + 1 :]:
        if after is None or after.kind is Kind.PLAIN:
            continue
        if after.kind is Kind.ZONE or after.closing:
            if set(after.zones) == zones and not after.closing:
                continue
            return False
        if after.kind is Kind.ARTICLE:
            return bool(set(after.zones)) or after.number in ("1", "I", "1.1")
        if after.kind is Kind.NUMBERED:
            return after.number[:1] in ("1", "I", "A")
        return not after.zones and not after.family
    return False


def _has_body(lines: list[_Line], place: int) -> bool:
    """Whether headings of its own or a good deal of text stand under a zone without divisions."""
    words = plain = 0
    for element, heading in lines[place + 1 :]:
        if heading and heading.kind is not Kind.PLAIN:
            break
        plain += bool(heading)
        words += 0 if heading else len(element.text.split())
    return plain > 1 or words > 3 * INTRODUCTION


def _is_within_zones(lines: list[_Line], kind: Kind) -> bool:
    """Whether chapters (titles) divide the zones rather than hold them."""
    leads = follows = 0
    divisions = [
        heading for _, heading in lines if heading and heading.kind not in (Kind.PLAIN, Kind.NUMBERED)
    ]
    for before, heading, after in zip([None, *divisions], divisions, [*divisions[1:], None], strict=False):
        if heading.kind is not kind:
            continue
        if heading.zones or heading.family or (after and after.kind is Kind.ZONE and not heading.closing):
            leads += 1 if heading.zones or heading.family or heading.number in ("1", "I") else 0
        if before and before.zones and before.kind < Kind.ARTICLE and before.kind is not kind:
            follows += 1
    return follows > leads


def _zone_depth(lines: list[_Line]) -> int:
    """The least depth that the reader gave to a heading that opens a zone."""
    levels = [
        element.level
        for element, heading in lines
        if heading and heading.zones and heading.kind <= Kind.CHAPTER and element.level
    ]
    levels += [
        element.level for element, heading in lines if heading and heading.kind is Kind.ZONE and element.level
    ]
    return max(levels, default=0)


def _closing(element: Element, heading: Heading, depth: int) -> Heading:
    """Annexes, a lexicon, common provisions end the zones where they stand as high as the zones do."""
    if heading.kind not in (Kind.PLAIN, Kind.NUMBERED) or heading.closing:
        return heading
    text = element.text[heading.end :] if heading.kind is Kind.NUMBERED else element.text
    if not is_closing(text):
        return heading
    strong = bool(STRONG_CLOSING.match(text)) and heading.kind is Kind.PLAIN
    high = 0 < element.level <= depth
    return (
        replace(heading, closing=True)
        if high or (strong and (not depth or element.level <= depth + 1))
        else heading
    )


def _level(element: Element, heading: Heading, within: set[Kind], titled: bool) -> int:
    if heading.kind in within:
        return int(Kind.THEME)
    if heading.closing and heading.kind in (Kind.PLAIN, Kind.NUMBERED):
        return int(Kind.TITLE)
    if heading.kind is Kind.ZONE and heading.family:
        return int(Kind.SUBTITLE if titled else Kind.TITLE)
    if heading.kind < Kind.NUMBERED:
        return int(heading.kind)
    depth = (
        heading.number.count(".") + heading.number.count("-") if heading.kind is Kind.NUMBERED else STEP - 1
    )
    return BELOW + STEP * element.level + min(depth, STEP - 1)
