"""Whether a service is open, on a day or at a moment, and when it opens next.

Computed from its weekly slots, the comments that restrict them, the exceptional closures and the
calendar. Knows no question and no sentence. What the table leaves in doubt is never called open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from inference.facts.in_force import (
    Period,
    exceptional_period,
    is_of_one_day,
    slots_in_force,
    speaks_of_holiday,
)
from inference.facts.slot_state import spans_of
from inference.facts.spans import (
    DAY_MINUTES,
    Span,
    State,
    cut,
    merged_spans,
    minutes_closed,
    touches,
)
from inference.facts.subjects import closes_service

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inference.facts.days import Calendar
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
    exceptional: first and last day of the exceptional hours that stand in place of the usual ones.
    certain: False when a public holiday or a comment leaves the day in doubt.
    """

    day: date
    spans: tuple[Span, ...] = ()
    doubtful: tuple[Span, ...] = ()
    reason: Reason | None = None
    holiday: str | None = None
    closures: tuple[Event, ...] = ()
    remarks: tuple[str, ...] = ()
    exceptional: Period | None = None
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
        closed = any(minutes_closed(event, day) == (0, DAY_MINUTES) for event in closures)
        slots = self._slots_of(day)
        kept_by_some = self.calendar.is_kept_by_some(day)
        if holiday and not closed and not kept_by_some:
            slots = tuple(slot for slot in slots if speaks_of_holiday(slot, self.service))
            if not slots:
                return DayHours(day, (), (), Reason.PUBLIC_HOLIDAY, holiday, closures, certain=False)
        usual = [span for slot in slots for span in spans_of(slot, self.service, day, self.calendar)]
        if kept_by_some:
            usual = [replace(span, state=State.UNCERTAIN) for span in usual]
        left = tuple(sorted({piece for span in usual for piece in self._left(span, closures, day)}))
        spans = merged_spans(span for span in left if span.state is State.OPEN)
        doubtful = tuple(span for span in left if span.state is not State.OPEN)
        reason = None if left else _why_closed(bool(usual and closures), bool(holiday and not closed))
        certain = not any(span.state is State.UNCERTAIN for span in doubtful)
        period = exceptional_period(self.service, day)
        remarks = self.remarks_of(day)
        return DayHours(day, spans, doubtful, reason, holiday, closures, remarks, period, certain)

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
        comments = [slot.comment for slot in self._slots_of(day)]
        return tuple(dict.fromkeys(c for c in (*comments, self.service.hours_comment) if c.strip()))

    def _span_at(self, moment: datetime) -> Span | None:
        hours, minute = self.day_hours(moment.date()), _minute(moment)
        spans = (*hours.spans, *hours.doubtful)
        return next((span for span in spans if span.opens <= minute < span.closes), None)

    def _slots_of(self, day: date) -> tuple[OpeningSlot, ...]:
        return tuple(slot for slot in slots_in_force(self.service, day) if day.weekday() in slot.weekdays)

    def _left(self, span: Span, closures: tuple[Event, ...], day: date) -> list[Span]:
        """What closures leave of a span; one of many days around an opening of one leaves it in doubt."""
        pieces = cut(span, closures, day)
        if pieces or not all(is_of_one_day(slot) for slot in self._slots_of(day)):
            return pieces
        longer = any(event.ends - event.starts > timedelta(days=1) for event in closures)
        return [replace(span, state=State.UNCERTAIN)] if longer else []


def _why_closed(by_closure: bool, by_holiday: bool) -> Reason:
    if by_holiday:
        return Reason.PUBLIC_HOLIDAY
    return Reason.CLOSURE if by_closure else Reason.NOT_A_DAY


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute
