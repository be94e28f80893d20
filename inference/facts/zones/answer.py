"""Answers « in which zone is it »: the zones at a place, what is signalled there, where their rules begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inference.facts.answer import FactsAnswer, once
from inference.facts.zones.place import Spots, at_point, at_spot, spots_of
from inference.facts.zones.question import understand
from inference.facts.zones.telling import Telling
from ingest.zoning.places import Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from inference.facts.saying import Saying
    from inference.facts.zones.place import Found
    from inference.facts.zones.question import ZoneRequest
    from inference.question import Question
    from ingest.shelf import StoredPassage
    from ingest.zoning.places import Places
    from ingest.zoning.register import Rules

_MOST_CANDIDATES = 5


def answer_zone(
    question: Question,
    insee: str,
    places: Places,
    saying: Saying,
    page_of: Callable[[Rules, str], StoredPassage | None],
) -> FactsAnswer | None:
    """The answer, or None when the question asks for no zone, or for a rule besides.

    page_of: the passage with which the rules of a zone begin.
    """
    request = understand(question.text, insee)
    if request is None or not request.asks_zone or request.asks_rule:
        return None
    found = _found(request, places, question.at.date())
    if not isinstance(found, Spots) and found.main:
        return Telling(saying, page_of).of(found)
    if places.coverage().status is not Status.PLAN:
        return _without_plan(request, places, saying)
    if isinstance(found, Spots):
        return _which(found, request, saying)
    text = saying.say("outside_named" if found.name else "outside", name=found.name)
    return FactsAnswer(text, declined=True)


def zones_at_place(question: Question, insee: str, places: Places) -> tuple[str, ...]:
    """The labels of the zones that hold the place of a question about town planning; none when unsure."""
    request = understand(question.text, insee)
    if request is None or not (request.asks_zone or request.asks_rule):
        return ()
    found = _found(request, places, question.at.date())
    if isinstance(found, Spots) or not found.exact:
        return ()
    return tuple(dict.fromkeys(hit.zone.label for hit in found.inside if hit.zone.label))


def _found(request: ZoneRequest, places: Places, on: date) -> Found | Spots:
    """What the map holds there, or the places that the words may mean."""
    if found := at_point(request, places, on):
        return found
    spots = spots_of(request, places)
    return at_spot(spots.spots[0], places, on) if len(spots.spots) == 1 and spots.sure else spots


def _which(spots: Spots, request: ZoneRequest, saying: Saying) -> FactsAnswer:
    asked = request.parcel or (request.address.words if request.address else "")
    if not spots.spots:
        key = "unknown_parcel" if request.parcel else "unknown_address"
        return FactsAnswer(saying.say(key, name=asked), certain=False, declined=True)
    names = saying.listed([saying.say("quoted", name=spot.told) for spot in spots.spots[:_MOST_CANDIDATES]])
    key = "which_place" if spots.sure else "near_address"
    return FactsAnswer(saying.say(key, names=names, asked=asked), certain=False)


def _without_plan(request: ZoneRequest, places: Places, saying: Saying) -> FactsAnswer | None:
    """The national rules where a document says so; else nobody here knows the zone of a point or a parcel."""
    coverage = places.coverage()
    if coverage.status is Status.RNU and coverage.passage:
        return FactsAnswer(saying.say("national_rules"), once([coverage.passage]))
    return None if request.address else FactsAnswer(saying.say("no_plan"), declined=True)
