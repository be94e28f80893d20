"""The week of a service as lines, and one weekday as a habit. Knows no present moment but the one given."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from inference.facts.in_force import usual_slots
from inference.facts.opening import HORIZON_DAYS, Reason
from inference.facts.phrases import Named, Tongue, date_text, relative_day, spans_text
from inference.facts.spans import Span, State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from inference.facts.opening import DayHours, Schedule
    from ingest.facts import OpeningSlot


def week_lines(slots: Sequence[OpeningSlot], tongue: Tongue) -> list[str]:
    """One line a weekday: `- lundi : 9 h – 12 h et 14 h – 17 h`, with the comments that restrict it."""
    names = tongue.words["weekdays"]
    return [
        _line(names[weekday], weekday_text(slots, weekday, "dash", tongue), tongue) for weekday in range(7)
    ]


def weekday_text(slots: Sequence[OpeningSlot], weekday: int, form: str, tongue: Tongue) -> str:
    """The hours of one weekday as the table gives them, comments quoted; `fermé` when there are none."""
    by_comment: dict[str, list[Span]] = defaultdict(list)
    for slot in slots:
        if weekday in slot.weekdays:
            by_comment[slot.comment.strip().rstrip(".")].append(Span(slot.opens, slot.closes))
    if not by_comment:
        return str(tongue.words["week_closed"])
    conjunction = str(tongue.words["and"])
    said = (_quoting(spans, comment, form, tongue) for comment, spans in by_comment.items())
    return conjunction.join(said)


def _quoting(spans: list[Span], comment: str, form: str, tongue: Tongue) -> str:
    hours = spans_text(sorted(spans), form, tongue)
    return str(tongue.words["week_doubt"]).format(hours=hours, comment=comment) if comment else hours


def _line(day: str, hours: str, tongue: Tongue) -> str:
    return str(tongue.words["week_line"]).format(day=day, hours=hours)


def day_line(hours: DayHours, today: date, tongue: Tongue) -> str:
    """One dated line, exceptions included."""
    return _line(date_text(hours.day, today, tongue), _day_text(hours, tongue), tongue)


def _day_text(hours: DayHours, tongue: Tongue) -> str:
    words = tongue.words
    if hours.reason is Reason.PUBLIC_HOLIDAY:
        form = "line_holiday_closed" if hours.certain else "line_holiday"
        return str(words[form]).format(name=words["holidays"].get(hours.holiday, hours.holiday))
    said = [spans_text(hours.spans, "dash", tongue)] if hours.spans else []
    for state, form in ((State.BY_APPOINTMENT, "line_appointment"), (State.UNCERTAIN, "line_uncertain")):
        if alike := [span for span in hours.doubtful if span.state is state]:
            said.append(words[form].format(hours=spans_text(alike, "dash", tongue)))
    text = words["and"].join(said) or words["week_closed"]
    for comment in hours.remarks:
        text = words["week_doubt"].format(hours=text, comment=comment.strip().rstrip("."))
    for event in hours.closures:
        text = words["line_closure"].format(hours=text, title=event.title.rstrip(" ."))
    return str(text)


def habit(schedule: Schedule, named: Named, weekday: int, at: datetime) -> list[str]:
    """What a weekday is usually like, and the next one that is open."""
    tongue = named.tongue
    name = tongue.words["weekdays"][weekday]
    slots = usual_slots(schedule.service, at.date())
    if not any(weekday in slot.weekdays for slot in slots):
        return [named.say("habit_closed", weekday=name)]
    said = [named.say("habit", weekday=name, hours=weekday_text(slots, weekday, "from_to", tongue))]
    today = at.date()
    ahead = (weekday - today.weekday()) % 7
    for days in range(ahead, HORIZON_DAYS, 7):
        hours = schedule.day_hours(today + timedelta(days=days))
        if hours.spans:
            day, spans = relative_day(hours.day, today, tongue=tongue), spans_text(hours.spans, tongue=tongue)
            return [*said, named.say("next_of_weekday", weekday=name, day=day, spans=spans)]
    return said
