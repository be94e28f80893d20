"""Whether a service is open, on a day or at a moment, and when it opens next.

Computed from its weekly slots, the comments that restrict them, the exceptional closures and the
calendar. Knows no question and no sentence. What the table leaves in doubt is never called open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from inference.facts.comments import general_rules_of, rules_of
from inference.facts.spans import (
    DAY_MINUTES,
    Span,
    State,
    cut,
    merged_spans,
    minutes_closed,
    part_covers,
    touches,
)
from inference.facts.subjects import closes_service

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from inference.facts.days import Calendar
    from inference.facts.rules import Rule
    from ingest.facts import Event, OpeningSlot, Service

HORIZON_DAYS: Final = 60


class Reason(StrEnum):
    """Why a service is closed all day."""

    CLOSURE = "closure"
    PUBLIC_HOLIDAY = "public_holiday"
    NOT_A_DAY = "not_a_day"


@dataclass(frozen=True, slots=True)
class DayHours:
    """One day of a service.

    spans: when it opens for sure; doubtful: when it may open, or by appointment only.
    holiday: name of the public holiday. closures: the events that close all or part of the day.
    remarks: the comments, verbatim, that bear on this day.
    certain: False when a public holiday or a comment leaves the day in doubt.
    """

    day: date
    spans: tuple[Span, ...] = ()
    doubtful: tuple[Span, ...] = ()
    reason: Reason | None = None
    holiday: str | None = None
    closures: tuple[Event, ...] = ()
    remarks: tuple[str, ...] = ()
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Opening:
    """The next time that the doors open."""

    day: date
    span: Span


@dataclass(frozen=True, slots=True)
class Schedule:
    """One service with the closures that are its own."""

    service: Service
    closures: tuple[Event, ...]
    calendar: Calendar

    @classmethod
    def of(cls, service: Service, events: Iterable[Event], calendar: Calendar) -> Schedule:
        """Chooses among the events of the commune those that close this service."""
        own = (e for e in events if e.closure and closes_service(e.title, e.where, service))
        return cls(service, tuple(own), calendar)

    def day_hours(self, day: date) -> DayHours:
        """The opening of one day, exceptions included."""
        closures = tuple(event for event in self.closures if touches(event, day))
        holiday = self.calendar.is_public_holiday(day)
        if holiday and not any(minutes_closed(event, day) == (0, DAY_MINUTES) for event in closures):
            return DayHours(day, (), (), Reason.PUBLIC_HOLIDAY, holiday, closures, certain=False)
        usual = list(self._usual_spans(day))
        left = tuple(sorted({piece for span in usual for piece in cut(span, closures, day)}))
        spans = merged_spans(span for span in left if span.state is State.OPEN)
        doubtful = tuple(span for span in left if span.state is not State.OPEN)
        reason = None if left else (Reason.CLOSURE if usual and closures else Reason.NOT_A_DAY)
        certain = not any(span.state is State.UNCERTAIN for span in doubtful)
        return DayHours(day, spans, doubtful, reason, holiday, closures, self.remarks_of(day), certain)

    def open_at(self, moment: datetime) -> State:
        span = self._span_at(moment)
        return span.state if span else State.CLOSED

    def closes_at(self, moment: datetime) -> datetime | None:
        """When what is open at the moment closes; None when nothing is."""
        span = self._span_at(moment)
        if span is None:
            return None
        return datetime.combine(moment.date(), time()) + timedelta(minutes=span.closes)

    def next_opening(self, moment: datetime, state: State = State.OPEN) -> Opening | None:
        """The first certain opening that begins after the moment, within 60 days.

        state: BY_APPOINTMENT looks for the first opening by appointment instead.
        """
        for ahead in range(HORIZON_DAYS + 1):
            day = moment.date() + timedelta(days=ahead)
            if not any(day.weekday() in slot.weekdays for slot in self.service.slots):
                continue
            hours = self.day_hours(day)
            for span in hours.spans if state is State.OPEN else hours.doubtful:
                if span.state is state and (ahead or span.opens > _minute(moment)):
                    return Opening(day, span)
        return None

    def remarks_of(self, day: date) -> tuple[str, ...]:
        """The comments, verbatim, of the slots of this weekday and of the whole service."""
        comments = [slot.comment for slot in self.service.slots if day.weekday() in slot.weekdays]
        return tuple(dict.fromkeys(c for c in (*comments, self.service.hours_comment) if c.strip()))

    def _span_at(self, moment: datetime) -> Span | None:
        hours, minute = self.day_hours(moment.date()), _minute(moment)
        spans = (*hours.spans, *hours.doubtful)
        return next((span for span in spans if span.opens <= minute < span.closes), None)

    def _usual_spans(self, day: date) -> Iterator[Span]:
        for slot in self.service.slots:
            if day.weekday() in slot.weekdays:
                yield from self._spans_of(slot, day)

    def _spans_of(self, slot: OpeningSlot, day: date) -> Iterator[Span]:
        rules = _all_rules(slot, self.service)
        states = [_state_under(rule, slot, day, self.calendar) for rule in rules] if rules is not None else []
        state = State.UNCERTAIN if rules is None else _strictest(states)
        if state is not State.CLOSED:
            yield Span(slot.opens, slot.closes, state)


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


def _all_rules(slot: OpeningSlot, service: Service) -> tuple[Rule, ...] | None:
    own, general = rules_of(slot.comment), general_rules_of(service.hours_comment)
    return None if own is None or general is None else own + general


def _strictest(states: list[State]) -> State:
    order = (State.CLOSED, State.UNCERTAIN, State.BY_APPOINTMENT)
    return next((state for state in order if state in states), State.OPEN)


def _state_under(rule: Rule, slot: OpeningSlot, day: date, calendar: Calendar) -> State:
    """What one rule leaves of a slot on a day."""
    concerned = part_covers(rule.part, slot.opens, slot.closes)
    if concerned is False or rule.weekday not in (None, day.weekday()):
        return State.OPEN
    holds = rule.holds(day, calendar)
    if holds and not rule.by_appointment:
        return State.OPEN
    if holds is None or concerned is None:
        return State.UNCERTAIN
    return State.BY_APPOINTMENT if holds else State.CLOSED
