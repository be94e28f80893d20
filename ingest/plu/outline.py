"""The walk through a plan: every element gets its zones and its article, every heading its depth."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ingest.document import Block, Element
from ingest.plu.codes import is_within
from ingest.plu.heading import Heading, Kind
from ingest.plu.labels import article_of_row, label_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ingest.plu.judged import Judged

BELOW = 20
_WORD = re.compile(r"(?<![\w’'-])[A-Za-z0-9]{2,8}(?![\w’'])")


@dataclass(slots=True)
class _Place:
    """Where the walk stands. zone_level: the depth that set the zones; from_margin: a running line did."""

    zones: tuple[str, ...] = ()
    zone_level: int = 0
    family: bool = False
    from_margin: bool = False
    page: int | None = None
    own: tuple[str, ...] = ()  # the zones of the article itself, when it narrows or widens
    scope: tuple[int, tuple[str, ...]] = (0, ())
    labels: dict[int, tuple[Kind, str]] = field(default_factory=dict)

    @property
    def standing(self) -> tuple[str, ...]:
        return self.scope[1] or self.own or self.zones

    @property
    def article(self) -> str:
        """`UA 10`, `Article 7`, `Section 2 – 2.1`."""
        kinds = [self.labels[level] for level in sorted(self.labels)]
        articles = [label for kind, label in kinds if kind is Kind.ARTICLE]
        if articles:
            return articles[-1]
        division = [label for kind, label in kinds if kind in (Kind.SECTION, Kind.THEME)][-1:]
        part = [label for kind, label in kinds if kind not in (Kind.SECTION, Kind.THEME)][-1:]
        return " – ".join(division + part)[:80]

    @property
    def articled(self) -> bool:
        return Kind.ARTICLE in self.labels

    def close(self, level: int) -> None:
        """Leave what a heading of this depth ends."""
        self.labels = {depth: label for depth, label in self.labels.items() if depth < level}
        if level <= self.scope[0]:
            self.scope = (0, ())
        if level <= Kind.ARTICLE:
            self.own = ()
        if level <= self.zone_level:
            self.zones, self.zone_level, self.family, self.from_margin = (), 0, False, False


def outlined(
    judged: Sequence[Judged], pages: Mapping[int, tuple[str, ...]], sectors: frozenset[str]
) -> Iterator[Element]:
    """The elements with zones, article and levels; a heading `Zone UA` where the plan only implies one."""
    place = _Place()
    opening = {
        item.element.page
        for item in judged
        if item.heading and item.heading.kind <= Kind.ZONE and item.heading.zones
    }
    for item in judged:
        element = item.element
        if element.page != place.page:
            yield from _turned(place, element.page, pages, opening)
        if item.heading:
            yield from _headed(place, item)
        else:
            zones = _with_sectors(place.standing, element.text, sectors)
            article = article_of_row(element, place.zones, sectors) if not place.articled else ""
            yield replace(element, level=0, zones=zones, article=article or place.article)


def _turned(
    place: _Place, page: int | None, pages: Mapping[int, tuple[str, ...]], opening: set[int | None]
) -> Iterator[Element]:
    """At the top of a page: its running line counts where no heading of that page opens a zone."""
    place.page = page
    named = pages.get(page or 0, ())
    if named and page not in opening and not _agree(place.zones, named):
        yield from _implied(place, named, page, from_margin=True)
    elif not named and pages and place.from_margin:
        place.close(Kind.ZONE)


def _agree(zones: tuple[str, ...], named: tuple[str, ...]) -> bool:
    return any(is_within(a, b) or is_within(b, a) for a in zones for b in named if len(b) > 1 or a == b)


def _implied(
    place: _Place, zones: tuple[str, ...], page: int | None, from_margin: bool = False
) -> Iterator[Element]:
    level = place.zone_level if place.zones and not place.family else int(Kind.ZONE)
    place.close(level)
    place.zones, place.zone_level, place.from_margin, place.family = zones, level, from_margin, False
    word = "Zone" if len(zones) == 1 else "Zones"
    yield Element(f"{word} {', '.join(zones)}", Block.HEADING, page, level, zones)


def _headed(place: _Place, item: Judged) -> Iterator[Element]:
    heading, element, level = item.heading or Heading(Kind.PLAIN), item.element, item.level
    if heading.kind is Kind.ARTICLE and heading.zones:
        yield from _zone_of_article(place, heading.zones, element.page)
    place.close(level)
    if heading.kind is Kind.ARTICLE:
        place.own = _own(place, heading.zones)
    elif heading.zones and heading.kind <= Kind.SECTION:
        place.zones, place.zone_level, place.family, place.from_margin = heading.zones, level, False, False
    elif heading.family and heading.kind <= Kind.SECTION:
        place.zones, place.zone_level, place.family, place.from_margin = (heading.family,), level, True, False
    elif item.scope:
        place.scope = (level, _narrowed(place.own or place.zones, item.scope))
    if label := label_of(heading, element.text):
        place.labels[level] = (heading.kind, label)
    yield replace(element, block=Block.HEADING, level=level, zones=place.standing, article=place.article)


def _zone_of_article(place: _Place, zones: tuple[str, ...], page: int | None) -> Iterator[Element]:
    """An article that names a zone other than the one the walk is in opens that zone."""
    within = all(any(is_within(zone, here) for here in place.zones) for zone in zones)
    family = place.zones and all(any(is_within(here, zone) for zone in zones) for here in place.zones)
    if not family and (not within or place.family) and not (within and set(zones) <= set(place.zones)):
        yield from _implied(place, zones, page)


def _own(place: _Place, zones: tuple[str, ...]) -> tuple[str, ...]:
    """The zones of an article: a part of those it stands in, or a sector beside its zone."""
    if not zones or set(zones) <= set(place.zones):
        return zones if len(zones) < len(place.zones) else ()
    if all(any(is_within(zone, here) for here in place.zones) for zone in zones):
        return _narrowed(place.zones, zones)
    return ()


def _narrowed(zones: tuple[str, ...], named: tuple[str, ...]) -> tuple[str, ...]:
    """`("UA", "UB")` and UB → UB; UB and its sector UBa → both."""
    holders = tuple(zone for zone in zones if any(is_within(name, zone) for name in named))
    return tuple(dict.fromkeys((*holders, *named))) if holders else ()


def _with_sectors(zones: tuple[str, ...], text: str, sectors: frozenset[str]) -> tuple[str, ...]:
    """The zones that stand, and the sectors of theirs that the text names."""
    words = dict.fromkeys(_WORD.findall(text))
    found = [
        word
        for word in words
        if word in sectors and any(is_within(word, zone) and word != zone for zone in zones)
    ]
    return tuple(dict.fromkeys((*zones, *found))) if found else zones
