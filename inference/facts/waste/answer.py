"""Answers « when is it collected »: the rounds at the place, the days, and the rows that say so.

Every day in a sentence is one on which a row of the tables has the round pass; doubts are said verbatim.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from inference.facts.answer import FactsAnswer, once
from inference.facts.waste.alerts import alert
from inference.facts.waste.kinds import chosen
from inference.facts.waste.lines import Lines
from inference.facts.waste.place import place_meant
from inference.facts.waste.question import understand
from inference.facts.waste.telling import Telling
from inference.facts.words import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inference.facts.days import Calendar
    from inference.facts.saying import Saying
    from inference.facts.tables import Tables
    from inference.facts.waste.place import WastePlace
    from inference.facts.waste.question import WasteRequest
    from inference.question import Question
    from ingest.facts import Round

_MOST_CANDIDATES: Final = 5


def answer_waste(
    question: Question, commune: str, tables: Tables, calendar: Calendar, saying: Saying
) -> FactsAnswer | None:
    """The answer, or None when the question is not about collections that the tables tell of."""
    if not tables.rounds:
        return None
    request = understand(question.text, question.at, _place_words(tables, commune), calendar)
    if request is None:
        return None
    rounds = tuple(round_ for round_, _ in tables.rounds)
    place = place_meant(request, rounds, commune)
    if place.candidates:
        names = saying.listed(
            [saying.say("quoted", name=name) for name in place.candidates[:_MOST_CANDIDATES]]
        )
        return FactsAnswer(saying.say("which_street", names=names), certain=False)
    wanted = _wanted(request, place)
    if request.holidays:
        return _on_holidays(wanted, tables, saying)
    lines = Lines(tables, calendar, saying, question.at.date())
    telling = Telling(request, place, lines, calendar, saying)
    alert(lines, tables, request.days, saying)
    if place.unknown:
        return telling.of_unknown_street(wanted)
    if not wanted:
        return None
    return telling.of_place(wanted) if place.streets or place.sector else telling.of_commune(wanted)


def _on_holidays(wanted: Sequence[Round], tables: Tables, saying: Saying) -> FactsAnswer | None:
    """What the tables say of public holidays, verbatim; None when they say nothing."""
    told = [(round_, row) for round_, row in tables.rounds if "féri" in round_.comment.casefold()]
    here = [(round_.comment.strip().rstrip("."), row) for round_, row in told if round_ in wanted]
    if not here:
        return None
    lines = dict.fromkeys(saying.say("on_holidays", comment=comment) for comment, _ in here)
    return FactsAnswer("\n".join(lines), once([row for _, row in here]))


@lru_cache(maxsize=64)
def _place_words(tables: Tables, commune: str) -> frozenset[str]:
    rounds = [round_ for round_, _ in tables.rounds]
    names = [commune, *(round_.sector for round_ in rounds), *(name for r in rounds for name in r.streets)]
    return frozenset(word for name in names for word in fold(name).split())


def _wanted(request: WasteRequest, place: WastePlace) -> tuple[Round, ...]:
    if not request.kinds and not request.colours:
        return place.rounds
    return tuple(chosen(place.rounds, request.kinds, request.colours))
