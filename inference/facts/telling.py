"""In which order an answer about hours tells things, for each kind of request.

Today's exception comes first, then what is asked, then when the doors open next.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from inference.facts.account import Account, in_part
from inference.facts.in_force import exceptional_period
from inference.facts.opening import DayHours, Reason
from inference.facts.phrases import spans_text
from inference.facts.request import HoursRequest, Intent
from inference.facts.spans import Span, State
from inference.facts.timetable import day_line, habit
from inference.facts.week import tell_other_weeks, tell_week

if TYPE_CHECKING:
    from inference.facts.rules import Part

LISTED_FROM_DAYS: Final = 3


def tell(account: Account, request: HoursRequest) -> None:
    """All that the request wants."""
    if not _is_known(account, request):
        account.say("no_hours")
        tell_other_weeks(account)
        account.remarks(account.schedule.remarks_of(account.today))
        account.certain = False
    elif request.intent is Intent.WEEK:
        tell_week(account, request)
    elif request.intent in (Intent.NOW, Intent.NEXT):
        _tell_now(account, request)
    else:
        _tell_days(account, request)


def _is_known(account: Account, request: HoursRequest) -> bool:
    """Whether the table says the usual week, or at least what the request is about."""
    service = account.schedule.service
    if any(not slot.exceptional for slot in service.slots):
        return True
    days = request.days or ((account.today,) if request.intent in (Intent.NOW, Intent.NEXT) else ())
    return bool(days) and all(exceptional_period(service, day) for day in days)


def _tell_now(account: Account, request: HoursRequest) -> None:
    hours, state = account.hours(account.today), account.schedule.open_at(account.at)
    account.exception(hours)
    _tell_state(account, state, answering=request.intent is Intent.NOW and not request.asks_if_closed)
    account.remarks(hours.remarks)
    later = account.schedule.next_opening(account.at)
    if state is State.OPEN and later and later.day == account.today:
        account.say(
            "later_today", opens=account.clock(later.span.opens), closes=account.clock(later.span.closes)
        )
    elif state is not State.OPEN or request.intent is Intent.NEXT:
        account.next_opening(account.at)


def _tell_state(account: Account, state: State, *, answering: bool) -> None:
    """answering: begins with yes or no."""
    match state:
        case State.OPEN:
            account.say("yes_open_now" if answering else "open_now", until=account.until(account.at))
        case State.CLOSED:
            account.say("no_closed_now" if answering else "closed_now")
        case State.BY_APPOINTMENT:
            account.say("appointment_now", until=account.until(account.at))
        case State.UNCERTAIN:
            account.say("uncertain_now")


def _tell_days(account: Account, request: HoursRequest) -> None:
    if request.every is not None:
        if request.every == account.today.weekday():
            account.exception(account.hours(account.today))
        account.lines += habit(account.schedule, account.named, request.every, account.at)
    days = [account.hours(day) for day in request.days]
    if len(days) >= LISTED_FROM_DAYS:
        account.say("week")
        account.lines += [day_line(hours, account.today, account.tongue) for hours in days]
        account.events += [event for hours in days for event in hours.closures]
    else:
        for hours in days:
            _tell_day(account, hours, request)
    if days and not any(in_part(hours.spans, request.part) for hours in days):
        account.next_opening_from(days[0].day)


def _tell_day(account: Account, hours: DayHours, request: HoursRequest) -> None:
    account.exception(hours)
    if request.minute is not None:
        _tell_minute(account, hours, request.minute)
    elif not (request.intent is Intent.CLOSES and _tell_closing(account, hours)):
        _tell_whole_day(account, hours, request.part)
    account.remarks(hours.remarks)
    if hours.day == account.today and request.minute is None and request.intent is Intent.DAYS:
        _tell_rest_of_today(account, in_part(hours.spans, request.part))


def _tell_minute(account: Account, hours: DayHours, minute: int) -> None:
    moment = datetime.combine(hours.day, time()) + timedelta(minutes=minute)
    sentence = {State.OPEN: "yes_at", State.CLOSED: "no_at", State.BY_APPOINTMENT: "appointment_at"}
    state, day = account.schedule.open_at(moment), account.day(hours.day)
    if hours.reason is not Reason.PUBLIC_HOLIDAY:
        account.say(sentence.get(state, "uncertain_at"), day=day, until=account.until(moment))
    if state is State.CLOSED and hours.spans:
        _tell_hours_of_day(account, hours)


def _tell_hours_of_day(account: Account, hours: DayHours) -> None:
    """All that the day holds, after a sentence that named it."""
    sentence = "hours_of_today" if hours.day == account.today else "hours_of_day"
    account.say(sentence, spans=spans_text(hours.spans, tongue=account.tongue))


def _tell_closing(account: Account, hours: DayHours) -> bool:
    """Says when the day ends; False when there is nothing left to close."""
    over = hours.day == account.today and hours.spans and hours.spans[-1].closes <= account.minute
    if not hours.spans or over:
        return False
    account.say("closes_on", day=account.day(hours.day), closes=account.clock(hours.spans[-1].closes))
    _tell_hours_of_day(account, hours)
    return True


def _tell_whole_day(account: Account, hours: DayHours, part: Part | None) -> None:
    day, spans, doubtful = (
        account.day(hours.day, part),
        in_part(hours.spans, part),
        in_part(hours.doubtful, part),
    )
    if spans:
        account.say("open_on", day=day, spans=spans_text(spans, tongue=account.tongue))
    for state, sentence in ((State.BY_APPOINTMENT, "appointment_on"), (State.UNCERTAIN, "uncertain_on")):
        if alike := [span for span in doubtful if span.state is state]:
            account.say(sentence, day=day, spans=spans_text(alike, tongue=account.tongue))
    if not spans and not doubtful and hours.reason is not Reason.PUBLIC_HOLIDAY:
        account.say("closed_on", day=day)
        if hours.spans and part and hours.day != account.today:
            _tell_hours_of_day(account, hours)


def _tell_rest_of_today(account: Account, asked: list[Span]) -> None:
    """Whether the doors are open as the citizen reads."""
    if any(span.opens <= account.minute < span.closes for span in asked):
        account.say("also_now", until=account.until(account.at))
    elif asked and asked[-1].closes <= account.minute:
        account.say("over_today")
        account.next_opening(account.at)
