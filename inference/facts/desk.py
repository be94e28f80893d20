"""The commune's fact tables, as the ladder asks them: who is open, whom to send people to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from inference.facts.days import Calendar
from inference.facts.hours import answer_hours
from inference.facts.offices import offices
from inference.facts.opening import Schedule
from inference.facts.phrases import clock, relative_day
from inference.facts.subjects import meant, usual_services
from inference.question import Handoff
from inference.wording import wording

if TYPE_CHECKING:
    from datetime import datetime

    from inference.facts.hours import HoursAnswer
    from inference.question import Question
    from ingest.facts import Event, Service
    from ingest.shelf import Shelf, StoredPassage

_BEFORE, _AFTER = timedelta(days=2), timedelta(days=70)


@dataclass(frozen=True, slots=True)
class _Tables:
    """What the shelf held at one version of the index."""

    version: int
    services: list[tuple[Service, StoredPassage]]


class FactsDesk:
    """The facts of one commune, read again only when its index has changed."""

    def __init__(self, name: str, insee: str, shelf: Shelf) -> None:
        self._name = name
        self._shelf = shelf
        self._calendar = Calendar(insee)
        self._tables = _Tables(-1, [])

    def index_version(self) -> int:
        return self._shelf.index_version()

    def hours(self, question: Question) -> HoursAnswer[StoredPassage] | None:
        """The computed answer when the question is about opening hours, else None."""
        services = self._services()
        if not services:
            return None
        closures = self._closures(question.at)
        return answer_hours(question, self._name, services, closures, self._calendar, _title)

    def handoff(self, at: datetime) -> Handoff | None:
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
            opens=self._opens(service, at),
        )

    def _opens(self, service: Service, at: datetime) -> str:
        local = at.replace(tzinfo=None)
        schedule = Schedule.of(service, [event for event, _ in self._closures(at)], self._calendar)
        sentences = wording()["handoff"]
        if closes := schedule.closes_at(local):
            return str(sentences["open"]).format(until=clock(closes.hour * 60 + closes.minute))
        following = schedule.next_opening(local)
        if following is None:
            return ""
        day = relative_day(following.day, local.date())
        return str(sentences["next"]).format(day=day, opens=clock(following.span.opens))

    def _services(self) -> list[tuple[Service, StoredPassage]]:
        version = self._shelf.index_version()
        if version != self._tables.version:
            self._tables = _Tables(version, self._shelf.services())
        return self._tables.services

    def _closures(self, at: datetime) -> list[tuple[Event, StoredPassage]]:
        local = at.replace(tzinfo=None)
        return self._shelf.events(closures_only=True, between=(local - _BEFORE, local + _AFTER))


def _title(passage: StoredPassage) -> str:
    return passage.title
