"""Gathers the sentences of one answer, the closures that they speak of, and whether all is certain.

Holds the sentences that every kind of answer shares; `telling.py` puts them in order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from inference.facts.opening import DayHours, Reason, Schedule
from inference.facts.phrases import Named, Tongue, clock, date_text, relative_day
from inference.facts.spans import Span, State, part_covers

if TYPE_CHECKING:
    from inference.facts.in_force import Period
    from inference.facts.rules import Part
    from ingest.facts import Event


@dataclass
class Account:
    """What is told of one service at one moment. at: local time, naive.

    events, periods: the closures and the exceptional hours that the sentences speak of.
    """

    schedule: Schedule
    named: Named
    at: datetime
    lines: list[str] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)
    certain: bool = True

    @property
    def text(self) -> str:
        """Sentences in one paragraph; on lines of their own in plain language, as those of lists always."""
        text = ""
        for line in self.lines:
            apart = self.tongue.plain or line.startswith("- ") or text.rpartition("\n")[2].startswith("- ")
            text += ("\n" if apart else " ") + line if text else line
        return text

    @property
    def tongue(self) -> Tongue:
        return self.named.tongue

    @property
    def today(self) -> date:
        return self.at.date()

    @property
    def minute(self) -> int:
        """Minutes since midnight at the present moment."""
        return self.at.hour * 60 + self.at.minute

    def say(self, sentence: str, **values: str) -> None:
        """One sentence of the wording, once."""
        said = self.named.say(sentence, **values)
        if said not in self.lines:
            self.lines.append(said)

    def day(self, day: date, part: Part | None = None) -> str:
        return relative_day(day, self.today, part, self.tongue)

    def full_date(self, day: date) -> str:
        return date_text(day, self.today, self.tongue)

    def clock(self, minute: int) -> str:
        return clock(minute, self.tongue)

    def holiday_name(self, name: str) -> str:
        """A public holiday in the language of the account, in French where it has no other name."""
        return str(self.tongue.words["holidays"].get(name, name))

    def hours(self, day: date) -> DayHours:
        """The hours of a day that the answer rests on: its doubts become the answer's."""
        hours = self.schedule.day_hours(day)
        self.certain = self.certain and hours.certain
        return hours

    def exception(self, hours: DayHours) -> None:
        """A closure, a public holiday or exceptional hours of the day."""
        if hours.exceptional:
            self._exceptional(hours.exceptional, hours.day)
        for event in hours.closures:
            if event not in self.events:
                self.events.append(event)
                self._closure(event, hours.day)
        if hours.holiday and not any(event.all_day for event in hours.closures):
            self._holiday(hours, hours.holiday)

    def _holiday(self, hours: DayHours, name: str) -> None:
        sentence = "holiday_open" if hours.spans or hours.doubtful else "holiday"
        if hours.reason is Reason.PUBLIC_HOLIDAY and hours.certain:
            sentence = "holiday_closed"
        if self.schedule.calendar.is_kept_by_some(hours.day):
            sentence = "holiday_of_some"
        self.say(sentence, day=self.day(hours.day), name=self.holiday_name(name))

    def _exceptional(self, period: Period, day: date) -> None:
        if period not in self.periods:
            self.periods.append(period)
        first, last = (self.full_date(end) for end in period)
        if period[0] == period[1]:
            self.say("exceptional_day", day=self.day(day))
        else:
            self.say("exceptional_days", first=first, last=last)

    def _closure(self, event: Event, day: date) -> None:
        title, first = event.title.rstrip(" ."), event.starts.date()
        last = max(first, (event.ends - timedelta(minutes=1)).date())
        says_so = "_titled" if "ferm" in title.casefold() else ""
        if first == last:
            self.say("closure" + says_so, day=self.day(day), title=title)
        else:
            since, until = self.full_date(first), self.full_date(last)
            self.say("closure_of_days" + says_so, first=since, last=until, title=title)

    def remarks(self, remarks: tuple[str, ...]) -> None:
        """Comments of the table, verbatim but for their last full stop."""
        for comment in remarks:
            self.say("remark", comment=comment.strip().rstrip("."))

    def until(self, moment: datetime) -> str:
        """When what is open at the moment closes; "" when nothing is."""
        closes = self.schedule.closes_at(moment)
        if closes is None:
            return ""
        return self.clock(int((closes - datetime.combine(moment.date(), time())).total_seconds() // 60))

    def next_opening(self, after: datetime) -> None:
        """The next certain opening, else the next by appointment, else that there is none."""
        opening, sentence = self.schedule.next_opening(after), "next"
        if opening is None:
            opening = self.schedule.next_opening(after, State.BY_APPOINTMENT)
            sentence = "next_by_appointment"
        if opening is None:
            self.say("no_next")
            return
        self.say(sentence, day=self.day(opening.day), opens=self.clock(opening.span.opens))
        self.remarks(self.schedule.remarks_of(opening.day))

    def next_opening_from(self, day: date) -> None:
        """The next opening from the start of a day, or from now when the day is today."""
        self.next_opening(
            self.at if day <= self.today else datetime.combine(day, time()) - timedelta(minutes=1)
        )


def in_part(spans: tuple[Span, ...], part: Part | None) -> list[Span]:
    """The spans that lie in a part of the day, even partly."""
    return [span for span in spans if part_covers(part, span.opens, span.closes) is not False]
