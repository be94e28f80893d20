"""Whose hours an element may tell: what the headings above it, and the lines that serve as headings, name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

from ingest.document import Block, Element
from ingest.schedule.clauses import LONGEST
from ingest.schedule.named import Named, aligned, services_named
from ingest.schedule.periods import RANGE
from ingest.schedule.tokens import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORT_WORDS: Final = 7
# Words that make a heading one of hours or of contact, and nothing else.
_ABOUT_HOURS: Final = re.compile(
    r"\b(?:nos|vos|les|des|de|du|d'|la|le|l'|et|a|au|en|nous|"
    r"horaires?|heures?|ouvertures?|ouvert|jours?|fermetures?|public|accueil|physique|telephonique|contact(?:er|s)?"
    r"|coordonnees|infos?|informations?|pratiques?|joindre|habituels?|hebdomadaires?|annuels?|bienvenue"
    r"|presentation|adresse|acces|ete|hiver|estivaux|hivernaux|periode|scolaire|vacances|scolaires|hors"
    r"|\d+[.)]?|saison|haute|basse|municipale?s?|communale?s?)\b"
)
# An address, a telephone, a site: nothing that could open a chapter.
_CONTACT: Final = re.compile(
    r"@|www\.|https?:|\btel\b|\bfax\b|\b\d{5}\b|\d\d[ .]\d\d[ .]\d\d|^\d+(?: bis| ter)?,? [a-z]"
)
# How a sheet's reader numbers its rows.
_LINES: Final = re.compile(r"lignes? \d+(?: à \d+)?")
_SEASONAL: Final = re.compile(
    r"\b(?:ete|hiver|estiva|hiverna|vacances|scolaires?|periode|saison|du \d|exceptionnel)"
)


class Role(Enum):
    """What a heading says of the hours below it."""

    SERVICE = "service"
    HOURS = "hours"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading with its role. named: its service. text: when it bounds the hours below in time."""

    level: int
    role: Role
    named: Named | None = None
    text: str = ""


def heading_of(text: str, level: int) -> Heading:
    """What a heading is: names one service and nothing else, speaks of hours only, or something else."""
    if len(text) > LONGEST:
        return Heading(level, Role.OTHER)
    folded, named = aligned(text), services_named(text)
    seasonal = text if _SEASONAL.search(folded) else ""
    if len({service.key for service in named}) > 1:
        return Heading(level, Role.OTHER)
    if named:
        rest = folded[: named[0].start] + " " + folded[named[0].end :]
        role = Role.OTHER if _other_words(rest) else Role.SERVICE
        return Heading(level, role, named[0], seasonal)
    return Heading(
        level, Role.OTHER if _other_words(folded) or not folded.strip() else Role.HOURS, None, seasonal
    )


def _other_words(folded: str) -> list[str]:
    """The words that speak of neither hours nor contact, dates of a season left out."""
    undated = RANGE.sub(" ", folded)
    known = " ".join(token.text for token in tokens_of(undated) if token.kind == "unknown")
    return re.findall(r"[^\W\d_]{2,}", _ABOUT_HOURS.sub(" ", known))


@dataclass(frozen=True, slots=True)
class Placed:
    """An element and whose hours it may tell. introduced: by a line that speaks of something else."""

    element: Element
    named: Named | None
    season: str
    place: int
    introduced: bool = False


@dataclass(slots=True)
class Path:
    """The headings above, the document's title outermost."""

    headings: list[Heading] = field(default_factory=list)

    def enter(self, heading: Heading) -> None:
        self.headings = [above for above in self.headings if above.level < heading.level]
        self.headings.append(heading)

    @property
    def named(self) -> Named | None:
        """The service of the nearest heading that names one, when only headings of hours are between."""
        for heading in reversed(self.headings):
            if heading.role is not Role.HOURS:
                return heading.named if heading.role is Role.SERVICE else None
        return None

    @property
    def season(self) -> str:
        nearest = self.headings[-1].text if self.headings else ""
        return nearest.rstrip(" :")


def placed(title: str, elements: tuple[Element, ...]) -> Iterator[Placed]:
    """Each element that is no heading, with whose hours it may tell; `place` is one number a section."""
    path, section, introduced = Path(), 0, False
    path.enter(heading_of(title, 0))
    for element in elements:
        if element.block is Block.HEADING and _LINES.fullmatch(element.text):
            continue
        if element.block is Block.HEADING or _serves_as_heading(element):
            introduced = False
            level = element.level or 99
            heading = heading_of(element.text, level)
            path.enter(heading)
            section += 1
        if element.block is not Block.HEADING:
            yield Placed(element, path.named, path.season, section, introduced)
            introduced = element.text.rstrip().endswith(":") and not _serves_as_heading(element)


def _serves_as_heading(element: Element) -> bool:
    """A short line without a full stop: « Heure du conte », « La mairie est ouverte : »."""
    text = element.text.strip()
    if (
        element.block is not Block.PARAGRAPH
        or len(text) > LONGEST
        or len(text.split()) > SHORT_WORDS
        or text.endswith((".", ";", ","))
    ):
        return False
    if _CONTACT.search(aligned(text)):
        return False
    return not any(token.kind in ("days", "hours", "closed", "appointment") for token in tokens_of(text))
