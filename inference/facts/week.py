"""The week of a service as an answer: its lines, what holidays change, the exceptions to come."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from inference.facts.comments import general_rules_of, rules_of
from inference.facts.in_force import changes_to_come, periods_to_come, slots_in_force, usual_slots
from inference.facts.opening import HORIZON_DAYS
from inference.facts.timetable import day_line, week_lines

if TYPE_CHECKING:
    from datetime import date

    from inference.facts.account import Account
    from inference.facts.request import HoursRequest

AHEAD_DAYS: Final = 14


def tell_week(account: Account, request: HoursRequest) -> None:
    service = account.schedule.service
    account.exception(account.hours(account.today))
    if request.public_holidays:
        _tell_public_holidays(account)
    if request.school_holidays:
        _tell_school_holidays(account)
    account.say("week")
    account.lines += week_lines(usual_slots(service, account.today), account.tongue)
    tell_other_weeks(account)
    account.remarks((service.hours_comment,) if service.hours_comment.strip() else ())
    understood = all(rules_of(slot.comment) is not None for slot in usual_slots(service, account.today))
    account.certain = account.certain and understood and general_rules_of(service.hours_comment) is not None
    for ahead in range(1, HORIZON_DAYS if request.school_holidays else AHEAD_DAYS):
        _tell_coming_exception(account, account.today + timedelta(days=ahead))


def tell_other_weeks(account: Account) -> None:
    """The exceptional periods and the new usual weeks to come, each with its lines."""
    service, today = account.schedule.service, account.today
    for first, last in periods_to_come(service, today):
        account.periods.append((first, last))
        if first == last:
            account.say("exceptional_day", day=account.day(first))
            account.lines.append(day_line(account.schedule.day_hours(first), today, account.tongue))
            continue
        account.say("week_period", first=account.full_date(first), last=account.full_date(last))
        account.lines += week_lines(slots_in_force(service, first), account.tongue)
    for first in changes_to_come(service, today):
        account.say("week_from", first=account.full_date(first))
        account.lines += week_lines(usual_slots(service, first), account.tongue)


def _tell_coming_exception(account: Account, day: date) -> None:
    hours = account.schedule.day_hours(day)
    usual = any(day.weekday() in slot.weekdays for slot in account.schedule.service.slots)
    if hours.closures or (hours.holiday and usual):
        account.exception(hours)


def _tell_public_holidays(account: Account) -> None:
    """The next one: what the table says of it, or that it is usually closed."""
    for ahead in range(1, 366):
        day = account.today + timedelta(days=ahead)
        if name := account.schedule.calendar.is_public_holiday(day):
            if (hours := account.schedule.day_hours(day)).certain:
                account.exception(hours)
                account.lines.append(day_line(hours, account.today, account.tongue))
                return
            account.certain = False
            account.say("public_holidays", date=account.full_date(day), name=account.holiday_name(name))
            return


def _tell_school_holidays(account: Account) -> None:
    service = account.schedule.service
    comments = dict.fromkeys([*(slot.comment for slot in service.slots), service.hours_comment])
    speaking = [comment for comment in comments if "vacances" in comment.casefold()]
    for comment in speaking:
        account.say("school_holiday_hours", comment=comment.strip().rstrip("."))
    if not speaking:
        account.say("no_school_holiday_hours")
