"""Whom to send people to when nobody here knows: the town hall, how to reach it, when it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inference.facts.contacts.card import is_placeholder
from inference.facts.offices import offices
from inference.facts.opening import Schedule
from inference.facts.phrases import clock, relative_day
from inference.facts.subjects import meant, usual_services
from inference.question import Handoff
from inference.wording import wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from inference.facts.days import Calendar
    from inference.facts.phrases import Tongue
    from ingest.facts import Event, Service
    from ingest.shelf import StoredPassage


def town_hall(
    rows: Sequence[tuple[Service, StoredPassage]],
    commune: str,
    closures: Sequence[Event],
    calendar: Calendar,
    at: datetime,
    tongue: Tongue,
) -> Handoff | None:
    """The town hall, or a service that has a phone; None when the directory has neither."""
    services = [office.service for office in offices(rows, commune)]
    halls = meant(usual_services(services), commune)
    service = next((hall for hall in (*halls, *services) if _phone(hall)), next(iter(halls), None))
    if service is None:
        return None
    schedule = Schedule.of(service, closures, calendar)
    return Handoff(
        service.name, _phone(service), next(iter(service.emails), ""), _opens(schedule, at, tongue)
    )


def _phone(service: Service) -> str:
    return next((phone for phone in service.phones if not is_placeholder(phone)), "")


def _opens(schedule: Schedule, at: datetime, tongue: Tongue) -> str:
    local = at.replace(tzinfo=None)
    sentences = wording(tongue.language, tongue.plain)["handoff"]
    if closes := schedule.closes_at(local):
        return str(sentences["open"]).format(until=clock(closes.hour * 60 + closes.minute, tongue))
    following = schedule.next_opening(local)
    if following is None:
        return ""
    day = relative_day(following.day, local.date(), tongue=tongue)
    return str(sentences["next"]).format(day=day, opens=clock(following.span.opens, tongue))
