"""Which zone, facility or service a text is about, and whether a passage is about another one.

Nothing is asked of a passage that is about none. Knows no figure and no claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from inference.facts.words import VOCABULARY, alternation, fold
from inference.guard.tables import table
from inference.retrieval.zones import named_zones
from ingest.plu.codes import is_within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.shelf import StoredPassage

# How the other languages name a zone; its code is the plan's in all of them.
_ZONE_ABROAD = re.compile(
    r"\b(?:zon[ae]n?|[aá]reas?|bereich|gebiet|bölge(?:si|de|sinde)?|зон[аиіу]|(?:ال)?منطقة)"
    r"(?= [«\"“]?[\dA-Z])",
    re.IGNORECASE,
)
_SERVICE, _TOWN_HALL = "service ", "mairie"
_CODE = r"(?:[1-9] ?)?(?:U[A-Z]|AU)[a-zA-Z]?\d?"
# « en UB », « UB 9 »: a zone without its word.
_BARE = re.compile(rf"\b(?:[Ee][nm]|[Ii]n) ({_CODE})(?!\w)|(?<!\w)({_CODE}) ?-? ?\d{{1,2}}(?!\w)")


@dataclass(frozen=True, slots=True)
class Subjects:
    """zones: codes of the town plan. places: facilities and services by their key."""

    zones: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


def subjects(text: str) -> Subjects:
    """What a text of any language names."""
    bare = (match[1] or match[2] for match in _BARE.finditer(text))
    codes = (*named_zones(_ZONE_ABROAD.sub("zone", text), ()), *bare)
    return Subjects(frozenset(code.replace(" ", "") for code in codes), frozenset(_places(fold(text))))


class Matters:
    """What some passages are about, each by its place among them, and what a question names."""

    def __init__(self, passages: Sequence[StoredPassage], question: str) -> None:
        self._each = [_Matter(passage) for passage in passages]
        self.asked = subjects(question)

    def unknown_zones(self, told: Subjects) -> set[str]:
        """The zones that no passage names and nobody asked about."""
        zones = told.zones - self.asked.zones
        return {zone for zone in zones if not any(matter.has_zone(zone) for matter in self._each)}

    def shared(self, told: Subjects, rank: int) -> int:
        """How many of the zones and places `told` the passage `rank` has."""
        matter = self._each[rank]
        return sum(map(matter.has_zone, told.zones)) + sum(map(matter.has_place, told.places))

    def other(self, told: Subjects, rank: int) -> str:
        """Why what is `told` is of another zone or place than the passage `rank`; empty when it is not.

        Of a place that was asked about, or of the town hall, only the title and the headings tell.
        """
        matter = self._each[rank]
        if told.zones and matter.zones and not any(map(matter.has_zone, told.zones)):
            return f"of another zone: {', '.join(sorted(told.zones))}"
        unasked = told.places - self.asked.places - {_TOWN_HALL}
        strange = {place for place in unasked if not any(each.has_place(place) for each in self._each)}
        against = matter.named if unasked else matter.about
        if against and (strange or (told.places and not any(map(matter.has_place, told.places)))):
            return f"of another place: {', '.join(sorted(strange or told.places))}"
        return ""


class _Matter:
    """What one passage is about by its title and headings, and all that it names."""

    def __init__(self, passage: StoredPassage) -> None:
        above = f"{passage.title} {passage.label} {' '.join(passage.headings)}"
        whole = f"{above} . {passage.text}"
        every = subjects(whole)
        self._words = fold(whole)
        self.about, self.named = _with_wholes(subjects(above).places), _with_wholes(every.places)
        self.zones = {*passage.zones, *every.zones}

    def has_zone(self, code: str) -> bool:
        """Whether it is for that zone or for the one that it is a sector of, or names it at all."""
        within = any(is_within(code, zone) for zone in self.zones)
        return within or (
            len(code) > 1 and re.search(rf"\b{re.escape(code.casefold())}\b", self._words) is not None
        )

    def has_place(self, place: str) -> bool:
        """Whether it names the place, or what a service is in charge of."""
        if place.startswith(_SERVICE):
            return f" {place.removeprefix(_SERVICE)}" in self._words
        return place in self.named


def _with_wholes(places: frozenset[str]) -> frozenset[str]:
    """The places and what each is a part of: a passage about the canteen tells of the school too."""
    return places | {whole for place in places for whole in table("places")["part_of"].get(place, ())}


def _places(folded: str) -> set[str]:
    found = {_facilities()[name] for name in _facility().findall(folded)}
    return found | {f"{_SERVICE}{name.rstrip('sx')}" for name in _service().findall(folded)}


@cache
def _facilities() -> dict[str, str]:
    """Every name of a facility, with the one that it is known by."""
    known = VOCABULARY["places"]["words"]
    apart = {*table("places")["left_out"], *(f"{word}s" for word in known)}
    named = {word: word for word in known if word not in apart}
    groups = {**VOCABULARY["subjects"], **table("places")["alike"]}
    return named | {fold(name): key for key, names in groups.items() for name in names}


@cache
def _facility() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:ال|لل|بال)?({alternation(list(_facilities()))})s?(?!\w)")


@cache
def _service() -> re.Pattern[str]:
    named = alternation(table("places")["services"]["named"])
    return re.compile(
        r"\bservices? (?:municipal |municipaux |communal |communaux )?"
        rf"(?:des |de la |de l |de |du |d )?({named})\b"
    )
