"""The account of a service's opening, sentence after sentence, as one request wants it.

Today's exception comes first, then what is asked, then when the doors open next.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from inference.facts.comments import rules_of
from inference.facts.hours_question import HoursRequest, Intent
from inference.facts.opening import DayHours, Reason, Schedule
from inference.facts.phrases import Named, clock, date_text, relative_day, spans_text
from inference.facts.spans import Span, State, part_covers
from inference.facts.timetable import day_line, habit, week_lines

if TYPE_CHECKING:
    from inference.facts.comments import Part
    from ingest.document import Event

AHEAD_DAYS = 14
LISTED_FROM = 3


@dataclass
class Account:
    """Gathers sentences, the closures that they speak of, and whether all of them are certain."""

    schedule: Schedule
    named: Named
    at: datetime
    lines: list[str] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    certain: bool = True

    @property
    def text(self) -> str:
        """Sentences in one paragraph; list lines and what follows them each on their own."""
        text = ""
        for line in self.lines:
            apart = line.startswith("- ") or text.rpartition("\n")[2].startswith("- ")
            text += ("\n" if apart else " ") + line if text else line
        return text

    @property
    def today(self) -> date:
        return self.at.date()

    def tell(self, request: HoursRequest) -> None:
        """All that the request wants."""
        if not self.schedule.service.slots:
            self.say("no_hours")
            self._remarks(self.schedule.remarks_of(self.today))
            self.certain = False
        elif request.intent is Intent.WEEK:
            self._week(request)
        elif request.intent in (Intent.NOW, Intent.NEXT):
            self._now(request.intent)
        else:
            self._days(request)

    def say(self, sentence: str, **values: str) -> None:
        said = self.named.say(sentence, **values)
        if said not in self.lines:
            self.lines.append(said)

    def _hours(self, day: date) -> DayHours:
        hours = self.schedule.day_hours(day)
        self.certain = self.certain and hours.certain
        return hours

    def _exception(self, hours: DayHours) -> None:
        """A closure or a public holiday of the day."""
        day = relative_day(hours.day, self.today)
        for event in hours.closures:
            self.say("closure", day=day, title=event.title.rstrip(" ."))
            self.events.append(event)
        if hours.reason is Reason.PUBLIC_HOLIDAY and hours.holiday:
            self.say("holiday", day=day, name=hours.holiday)

    def _remarks(self, remarks: tuple[str, ...]) -> None:
        for comment in remarks:
            self.say("remark", comment=comment.strip().rstrip("."))

    def _now(self, intent: Intent) -> None:
        hours, state = self._hours(self.today), self.schedule.open_at(self.at)
        self._exception(hours)
        self._state_now(state, intent)
        self._remarks(hours.remarks)
        later = self.schedule.next_opening(self.at)
        if state is State.OPEN and later and later.day == self.today:
            self.say("later_today", opens=clock(later.span.opens), closes=clock(later.span.closes))
        elif state is not State.OPEN or intent is Intent.NEXT:
            self._next(self.at)

    def _state_now(self, state: State, intent: Intent) -> None:
        asked = intent is Intent.NOW
        until = self._until(self.at)
        match state:
            case State.OPEN:
                self.say("yes_open_now" if asked else "open_now", until=until)
            case State.CLOSED:
                self.say("no_closed_now" if asked else "closed_now")
            case State.BY_APPOINTMENT:
                self.say("appointment_now", until=until)
            case State.UNCERTAIN:
                self.say("uncertain_now")

    def _until(self, moment: datetime) -> str:
        closes = self.schedule.closes_at(moment)
        if closes is None:
            return ""
        return clock(int((closes - datetime.combine(moment.date(), time())).total_seconds() // 60))

    def _next(self, after: datetime) -> None:
        opening, sentence = self.schedule.next_opening(after), "next"
        if opening is None:
            opening = self.schedule.next_opening(after, State.BY_APPOINTMENT)
            sentence = "next_by_appointment"
        if opening is None:
            self.say("no_next")
            return
        self.say(sentence, day=relative_day(opening.day, self.today), opens=clock(opening.span.opens))
        self._remarks(self.schedule.remarks_of(opening.day))

    def _days(self, request: HoursRequest) -> None:
        if request.every is not None:
            self._habit(request.every)
        days = [self._hours(day) for day in request.days]
        if len(days) >= LISTED_FROM:
            self.say("week")
            self.lines += [day_line(hours, self.today) for hours in days]
            self.events += [event for hours in days for event in hours.closures]
        else:
            for hours in days:
                self._day(hours, request)
        if days and not any(_in_part(hours.spans, request.part) for hours in days):
            self._next(self._start_of(days[0].day))

    def _start_of(self, day: date) -> datetime:
        """From when to look for the next opening: now when the day is today."""
        return self.at if day <= self.today else datetime.combine(day, time()) - timedelta(minutes=1)

    def _habit(self, weekday: int) -> None:
        self.lines += habit(self.schedule, self.named, weekday, self.at)

    def _day(self, hours: DayHours, request: HoursRequest) -> None:
        self._exception(hours)
        if request.minute is not None:
            self._at_minute(hours, request.minute)
        elif request.intent is Intent.CLOSES and self._closing(hours):
            pass
        else:
            self._whole_day(hours, request.part)
        self._remarks(hours.remarks)
        if hours.day == self.today and request.minute is None and request.intent is Intent.DAYS:
            self._rest_of_today(_in_part(hours.spans, request.part))

    def _at_minute(self, hours: DayHours, minute: int) -> None:
        moment = datetime.combine(hours.day, time()) + timedelta(minutes=minute)
        sentence = {State.OPEN: "yes_at", State.CLOSED: "no_at", State.BY_APPOINTMENT: "appointment_at"}
        state, day = self.schedule.open_at(moment), relative_day(hours.day, self.today)
        if hours.reason is not Reason.PUBLIC_HOLIDAY:
            self.say(sentence.get(state, "uncertain_at"), day=day, until=self._until(moment))
        if state is State.CLOSED and hours.spans:
            self.say("open_on", day=day, spans=spans_text(hours.spans))

    def _closing(self, hours: DayHours) -> bool:
        """Says when the day ends; False when there is nothing left to close."""
        ended = hours.day == self.today and self.schedule.open_at(self.at) is State.CLOSED
        if not hours.spans or (ended and hours.spans[-1].closes <= self.at.hour * 60 + self.at.minute):
            return False
        day = relative_day(hours.day, self.today)
        self.say("closes_on", day=day, closes=clock(hours.spans[-1].closes))
        self.say("hours_of_day", spans=spans_text(hours.spans))
        return True

    def _whole_day(self, hours: DayHours, part: Part | None) -> None:
        day = relative_day(hours.day, self.today, part)
        spans = _in_part(hours.spans, part)
        if spans:
            self.say("open_on", day=day, spans=spans_text(spans))
        doubtful = _in_part(hours.doubtful, part)
        for state, sentence in (
            (State.BY_APPOINTMENT, "appointment_on"),
            (State.UNCERTAIN, "uncertain_on"),
        ):
            if alike := [span for span in doubtful if span.state is state]:
                self.say(sentence, day=day, spans=spans_text(alike))
        if not spans and not doubtful and hours.reason is not Reason.PUBLIC_HOLIDAY:
            self.say("closed_on", day=day)
            if hours.spans and part and hours.day != self.today:
                self.say("open_on", day=relative_day(hours.day, self.today), spans=spans_text(hours.spans))

    def _rest_of_today(self, asked: list[Span]) -> None:
        """Whether the doors are open as the citizen reads."""
        minute = self.at.hour * 60 + self.at.minute
        if any(span.opens <= minute < span.closes for span in asked):
            self.say("also_now", until=self._until(self.at))
        elif asked and asked[-1].closes <= minute:
            self.say("over_today")
            self._next(self.at)

    def _week(self, request: HoursRequest) -> None:
        self._exception(self._hours(self.today))
        if request.public_holidays:
            self._public_holidays()
        if request.school_holidays:
            self._school_holidays()
        self.say("week")
        self.lines += week_lines(self.schedule.service)
        general = self.schedule.service.hours_comment
        self._remarks((general,) if general.strip() else ())
        for ahead in range(1, AHEAD_DAYS):
            hours = self.schedule.day_hours(self.today + timedelta(days=ahead))
            if hours.closures or (hours.holiday and self._is_usual(hours.day)):
                self._exception(hours)

    def _is_usual(self, day: date) -> bool:
        return any(day.weekday() in slot.weekdays for slot in self.schedule.service.slots)

    def _public_holidays(self) -> None:
        self.certain = False
        for ahead in range(1, 366):
            day = self.today + timedelta(days=ahead)
            if name := self.schedule.calendar.is_public_holiday(day):
                self.say("public_holidays", date=date_text(day, self.today), name=name)
                return

    def _school_holidays(self) -> None:
        service = self.schedule.service
        comments = dict.fromkeys([*(slot.comment for slot in service.slots), service.hours_comment])
        speaking = [comment for comment in comments if "vacances" in comment.casefold()]
        for comment in speaking:
            self.say("school_holiday_hours", comment=comment.strip().rstrip("."))
        if not speaking:
            self.say("no_school_holiday_hours")
        self.certain = self.certain and all(rules_of(comment) is not None for comment in comments)


def _in_part(spans: tuple[Span, ...], part: Part | None) -> list[Span]:
    return [span for span in spans if part_covers(part, span.opens, span.closes) is not False]
