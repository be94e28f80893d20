"""Calendars (ICS): dated happenings over a bounded window, each told in one sentence.

A rule that repeats more than daily, or that cannot be read, is reported and never expanded.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Component

from ingest.document import Block, Element, Reading
from ingest.facts import Event, Facts
from ingest.folding import fold
from ingest.readers.source import Reader, Source, named, refusal, some_of
from ingest.schedule.waste_calendar import rounds_of_events
from ingest.sentences import tell_event

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MEDIA_TYPE = "text/calendar"
DAYS_BEFORE, DAYS_AFTER = 60, 550
MAX_OCCURRENCES = 700
MAX_COMPONENTS = 5_000
CLOSURE = "FERMETURE"
_RARE_ENOUGH = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
_KINDS = {
    "fermeture": "closure",
    "dechet": "waste",
    "collecte": "waste",
    "ordure": "waste",
    "menu": "menu",
    "cantine": "menu",
    "conseil": "council",
}
_PARIS = ZoneInfo("Europe/Paris")


def recognises(source: Source) -> bool:
    return b"BEGIN:VCALENDAR" in source.head()[:512].upper()


def read(source: Source) -> Reading:
    calendar = _parsed(source)
    remarks: list[str] = []
    events: list[Event] = []
    notes: dict[str, list[str]] = {}
    for group in _by_uid(calendar):
        title = _line(group[0].get("SUMMARY")) or "Sans titre"
        try:
            events += _occurrences(group, calendar, source.today)
            notes.setdefault(title, []).extend(_line(component.get("DESCRIPTION")) for component in group)
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
            told = f"L'événement « {named(title)} » a une date ou une répétition illisible, il est écarté."
            remarks.append(told)
    events = sorted(set(events), key=lambda event: (event.starts, event.title))
    if not events:
        raise refusal(
            "no_event", "Aucun événement lisible autour d'aujourd'hui dans ce calendrier.", some_of(remarks)
        )
    title = _line(calendar.get("X-WR-CALNAME")) or _name(source)
    return Reading(
        title,
        tuple(_elements(events, notes)),
        Facts(events=tuple(events), rounds=rounds_of_events(events, title)),
        remarks=tuple(remarks),
    )


def _parsed(source: Source) -> Calendar:
    try:
        calendar = Calendar.from_ical(source.path.read_bytes())
    except (ValueError, IndexError, KeyError) as error:
        raise refusal("broken", "Le calendrier est abîmé : il ne peut pas être lu.") from error
    return calendar if isinstance(calendar, Calendar) else calendar[0]


def _by_uid(calendar: Calendar) -> Iterator[list[Component]]:
    """The events with one identifier: a rule and its exceptions."""
    groups: dict[str, list[Component]] = {}
    for place, component in enumerate(calendar.walk("VEVENT")[:MAX_COMPONENTS]):
        groups.setdefault(str(component.get("UID", place)), []).append(component)
    yield from groups.values()


def _occurrences(group: Sequence[Component], calendar: Calendar, today: date) -> list[Event]:
    """The events of one identifier inside the window. Raises ValueError when the rule cannot be read."""
    for component in group:
        _check(component)
    alone = Calendar()
    for part in (*calendar.walk("VTIMEZONE"), *group):
        alone.add_component(part)
    window = (today - timedelta(days=DAYS_BEFORE), today + timedelta(days=DAYS_AFTER))
    found = recurring_ical_events.of(alone).between(*window)
    return [_event(component) for component in found[:MAX_OCCURRENCES]]


def _check(component: Component) -> None:
    if component.errors or component.get("DTSTART") is None:
        raise ValueError(component.errors)
    rules = component.get("RRULE") or []
    for rule in rules if isinstance(rules, list) else [rules]:
        if not set(rule.get("FREQ", [])) <= _RARE_ENOUGH or not rule.get("FREQ"):
            raise ValueError(rule)


def _event(component: Component) -> Event:
    start = component.get("DTSTART").dt
    end = component.get("DTEND").dt if component.get("DTEND") else start
    all_day = not isinstance(start, datetime)
    starts, ends = _local(start), _local(end)
    if ends <= starts:
        ends = starts + (timedelta(days=1) if all_day else timedelta(minutes=1))
    return Event(
        title=_line(component.get("SUMMARY")) or "Sans titre",
        starts=starts,
        ends=ends,
        all_day=all_day,
        where=_line(component.get("LOCATION")),
        closure=CLOSURE in _categories(component),
        category=_category(component),
    )


def _local(moment: date) -> datetime:
    """Wall-clock time at the place; what is in universal time is told in the time of Paris."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    if (
        moment.tzinfo is not None
        and moment.utcoffset() == timedelta()
        and str(moment.tzinfo) in ("UTC", "UTC+00:00")
    ):
        moment = moment.astimezone(_PARIS)
    return moment.replace(tzinfo=None)


def _category(component: Component) -> str:
    """The kind of happening: of the known ones, else its first category as it is said, else `event`."""
    said = _categories(component)
    known = next((kind for word, kind in _KINDS.items() if any(word in fold(name) for name in said)), "")
    return known or next((fold(name)[:40] for name in said), "event")


def _categories(component: Component) -> list[str]:
    values = component.get("CATEGORIES") or []
    parts = (
        part
        for value in (values if isinstance(values, list) else [values])
        for part in getattr(value, "cats", [])
    )
    return [name for part in parts if (name := str(part).strip().upper())]


def _elements(events: Sequence[Event], notes: dict[str, list[str]]) -> Iterator[Element]:
    for title in dict.fromkeys(event.title for event in events):
        yield Element(title, Block.HEADING, level=1)
        yield from (Element(note) for note in dict.fromkeys(notes.get(title, ())) if note)
        yield from (Element(tell_event(event), Block.ROW) for event in events if event.title == title)


def _line(value: Any) -> str:  # noqa: ANN401 - icalendar values have many types
    return " ".join(str(value).split()) if value else ""


def _name(source: Source) -> str:
    return f"Calendrier {source.name.rpartition('.')[0] or source.name}".replace("_", " ")


CALENDAR = Reader(MEDIA_TYPE, recognises, read)
