"""Hours of a dated period: « Horaires d'été du 7 juillet au 29 août 2026 : le lundi de 8h à 13h »."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ingest.schedule.named import aligned
from ingest.schedule.periods import RANGE, Years, periods_in
from ingest.schedule.prose import hours_of

if TYPE_CHECKING:
    from ingest.facts import OpeningSlot

_SAYS_SO: Final = re.compile(
    r"\b(?:ete|hiver|estiva\w+|exceptionnel\w*|vacances|amenages?|speciaux|provisoires?)\b"
)
_LEAD: Final = re.compile(
    r"\W*(?:(?:nouveaux|nos|les) )?(?:horaires?(?: d'ouverture)?)?\W*"
    r"(?:(?:durant|pendant) (?:l'ete|l'hiver)|cet ete|d'ete|d'hiver|estivaux"
    r"|exceptionnels?|amenages?|speciaux|provisoires?"
    r"|(?:des|de|pendant les|durant les) (?:conges|vacances)(?: scolaires)?(?: d'ete| de noel)?)?\W*"
)

_OPEN: Final = re.compile(r"^\W*(?:(?:est|sont|sera|seront) )?(?:ouverte?s?)?\W*")


@dataclass(frozen=True, slots=True)
class Replacement:
    """Exceptional slots of a period. confidence: of its year."""

    slots: tuple[OpeningSlot, ...]
    confidence: float


def replacement(text: str, years: Years, *, season: bool) -> Replacement | None:
    """The hours that stand in place of the usual ones for a dated period at the head of a text.

    season: a period without a year counts too, when the text calls itself seasonal or exceptional.
    """
    folded = aligned(text)
    match = RANGE.search(folded)
    if match is None or not _LEAD.fullmatch(folded[: match.start()]):
        return None
    has_year = re.search(r"20\d\d", match[0]) is not None
    if not has_year and not (season and _SAYS_SO.search(folded)):
        return None
    found = next((found for start, _, found in periods_in(folded, years) if start == match.start()), None)
    hours = hours_of(_OPEN.sub("", text[match.end() :]))
    if not found or hours is None or not hours.slots or hours.comment:
        return None
    period = found[0]
    dated = (
        replace(slot, from_day=period.first, until_day=period.last, exceptional=True) for slot in hours.slots
    )
    return Replacement(tuple(dated), period.confidence)
