"""The commune's fact tables, as the ladder asks them: who is open, whom to send people to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from inference.facts.days import Calendar
from inference.facts.hours import answer_hours
from inference.facts.offices import offices
from inference.facts.opening import Schedule
from inference.facts.phrases import FRENCH, clock, relative_day
from inference.facts.saying import Saying
from inference.facts.subjects import meant, usual_services
from inference.facts.tables import TableReader
from inference.facts.waste.answer import answer_waste
from inference.facts.zones.answer import answer_zone, zones_at_place
from inference.facts.zones.pages import RulePages
from inference.question import Handoff
from inference.wording import wording

if TYPE_CHECKING:
    from datetime import datetime

    from inference.facts.answer import FactsAnswer
    from inference.facts.hours import HoursAnswer
    from inference.facts.phrases import Tongue
    from inference.question import Question
    from ingest.almanac import Almanac
    from ingest.facts import Event, Service
    from ingest.shelf import Shelf, StoredPassage
    from ingest.zoning.places import Places

_BEFORE, _AFTER = timedelta(days=2), timedelta(days=70)


class FactsDesk:
    """The facts of one commune, read again only when its index has changed."""

    def __init__(self, name: str, insee: str, shelf: Shelf, almanac: Almanac, places: Places) -> None:
        self._name = name
        self._insee = insee
        self._shelf = shelf
        self._calendar = Calendar(insee)
        self._tables = TableReader(shelf, almanac)
        self._places = places
        self._pages = RulePages(shelf)

    def index_version(self) -> int:
        return self._shelf.index_version()

    def hours(self, question: Question) -> HoursAnswer[StoredPassage] | None:
        """The computed answer when the question is about opening hours, else None."""
        services = self._services()
        if not services:
            return None
        closures = self._closures(question.at)
        return answer_hours(question, self._name, services, closures, self._calendar, _title)

    def calendar(self, question: Question) -> FactsAnswer | None:
        """When waste is collected, what the canteen serves, what happens when; None for anything else."""
        tables, saying = self._tables.current(), Saying.to(question, "calendar")
        return answer_waste(question, self._name, tables, self._calendar, saying)

    def zone(self, question: Question) -> FactsAnswer | None:
        """The zone of the town plan at a point, an address or a parcel; None for rules and all else."""
        saying = Saying.to(question, "zone")
        return answer_zone(question, self._insee, self._places, saying, self._pages.first)

    def zones_meant(self, question: Question) -> tuple[str, ...]:
        """The labels of the zones in which a question's place lies, for whoever looks for their rules."""
        return zones_at_place(question, self._insee, self._places)

    def handoff(self, at: datetime, tongue: Tongue = FRENCH) -> Handoff | None:
        """The town hall: its phone, its address, when it opens next; None when the directory is not there."""
        services = [office.service for office in offices(self._services(), self._name)]
        halls = meant(usual_services(services), self._name)
        service = next(
            (hall for hall in (*halls, *services) if hall.phones), next(iter(halls or services), None)
        )
        if service is None:
            return None
        return Handoff(
            service=service.name,
            phone=next(iter(service.phones), ""),
            email=next(iter(service.emails), ""),
            opens=self._opens(service, at, tongue),
        )

    def _opens(self, service: Service, at: datetime, tongue: Tongue) -> str:
        local = at.replace(tzinfo=None)
        schedule = Schedule.of(service, [event for event, _ in self._closures(at)], self._calendar)
        sentences = wording(tongue.language, tongue.plain)["handoff"]
        if closes := schedule.closes_at(local):
            return str(sentences["open"]).format(until=clock(closes.hour * 60 + closes.minute, tongue))
        following = schedule.next_opening(local)
        if following is None:
            return ""
        day = relative_day(following.day, local.date(), tongue=tongue)
        return str(sentences["next"]).format(day=day, opens=clock(following.span.opens, tongue))

    def _services(self) -> list[tuple[Service, StoredPassage]]:
        return self._tables.current().services

    def _closures(self, at: datetime) -> list[tuple[Event, StoredPassage]]:
        local = at.replace(tzinfo=None)
        return self._shelf.events(closures_only=True, between=(local - _BEFORE, local + _AFTER))


def _title(passage: StoredPassage) -> str:
    return passage.title
