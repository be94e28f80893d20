"""The commune's fact tables, as the ladder asks them: who is open, whom to send people to."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from inference.facts.agenda.answer import answer_agenda
from inference.facts.agenda.menus import answer_menu
from inference.facts.contacts.answer import answer_contact
from inference.facts.days import Calendar
from inference.facts.hours import answer_hours
from inference.facts.moments import read_moments
from inference.facts.phrases import FRENCH
from inference.facts.reception import town_hall
from inference.facts.saying import Saying
from inference.facts.tables import TableReader
from inference.facts.waste.answer import answer_waste
from inference.facts.words import phrases, plain
from inference.facts.zones.answer import answer_zone, zones_at_place
from inference.facts.zones.pages import RulePages

if TYPE_CHECKING:
    from datetime import datetime

    from inference.contradictions import Contradictions
    from inference.facts.answer import FactsAnswer
    from inference.facts.hours import HoursAnswer
    from inference.facts.phrases import Tongue
    from inference.facts.tables import Tables
    from inference.question import Handoff, Question
    from ingest.almanac import Almanac
    from ingest.facts import Event
    from ingest.shelf import Shelf, StoredPassage
    from ingest.zoning.places import Places

_FEASTS: Final = phrases("feasts", "fr")
_YEAR: Final = re.compile(r"\b20\d\d\b")
_BEFORE, _AFTER = timedelta(days=2), timedelta(days=70)


class FactsDesk:
    """The facts of one commune, read again only when its index has changed.

    contradictions: where sources that differ are left for the agents.
    """

    def __init__(
        self,
        name: str,
        insee: str,
        shelf: Shelf,
        almanac: Almanac,
        places: Places,
        contradictions: Contradictions,
    ) -> None:
        self.contradictions = contradictions
        self._name = name
        self._insee = insee
        self._shelf = shelf
        self._calendar = Calendar(insee)
        self._reader = TableReader(shelf, almanac)
        self._places = places
        self._pages = RulePages(shelf)

    def index_version(self) -> int:
        return self._shelf.index_version()

    def tables(self, version: int) -> Tables:
        """What is known at this version of the index: once a question, for all that is asked below."""
        return self._reader.at(version)

    def hours(self, question: Question, tables: Tables) -> HoursAnswer[StoredPassage] | None:
        """The computed answer when the question is about opening hours, else None."""
        if not tables.services:
            return None
        closures = _closures(tables, question.at)
        return answer_hours(question, self._name, tables.services, closures, self._calendar, _title)

    def calendar(self, question: Question, tables: Tables) -> FactsAnswer | None:
        """When waste is collected, what the canteen serves, what happens when; None for anything else."""
        saying = Saying.to(question, "calendar")
        return (
            answer_waste(question, self._name, tables, self._calendar, saying)
            or answer_menu(question, tables, self._calendar, saying)
            or answer_agenda(question, self._name, tables, self._calendar, saying)
        )

    def zone(self, question: Question) -> FactsAnswer | None:
        """The zone of the town plan at a point, an address or a parcel; None for rules and all else."""
        saying = Saying.to(question, "zone")
        return answer_zone(question, self._insee, self._places, saying, self._pages.first)

    def zones_meant(self, question: Question) -> tuple[str, ...]:
        """The labels of the zones in which a question's place lies, for whoever looks for their rules."""
        return zones_at_place(question, self._insee, self._places)

    def day_meant(self, question: Question) -> date:
        """The day on which what answers must hold: the first to come that the question names, else its own.

        Of a year to come without a day, its middle.
        """
        today, said = (
            question.at.date(),
            _FEASTS.sub(" ", plain(question.text)),
        )  # « le marché de Noël »: no day
        days = read_moments(said, today, self._calendar).days
        years = [int(year) for year in _YEAR.findall(question.text) if int(year) > today.year]
        to_come = [day for day in days if day > today] or [date(year, 7, 1) for year in years]
        return min(to_come, default=today)

    def contact(self, question: Question, tables: Tables) -> FactsAnswer | None:
        """How to reach a service of the directory; None for anything else."""
        saying = Saying.to(question, "contact")
        return answer_contact(question, self._name, tables, self._calendar, saying)

    def handoff(self, at: datetime, tongue: Tongue = FRENCH) -> Handoff | None:
        """The town hall: its phone, its address, when it opens next; None when the directory is not there."""
        tables = self.tables(self.index_version())
        closures = [event for event, _ in _closures(tables, at)]
        return town_hall(tables.services, self._name, closures, self._calendar, at, tongue)


def _closures(tables: Tables, at: datetime) -> list[tuple[Event, StoredPassage]]:
    """What closes a service around that moment, with the passage that tells it."""
    local = at.replace(tzinfo=None)
    first, last = local - _BEFORE, local + _AFTER
    return [
        each for each in tables.events if each[0].closure and each[0].starts < last and each[0].ends > first
    ]


def _title(passage: StoredPassage) -> str:
    return passage.title
