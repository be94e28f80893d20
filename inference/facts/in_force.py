"""Which slots of a service count on a day: an exceptional period stands in place of the usual week.

A public holiday is kept closed unless the table speaks of public holidays or of that very day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from inference.facts.words import fold

if TYPE_CHECKING:
    from ingest.facts import OpeningSlot, Service

Period = tuple[date, date]


def slots_in_force(service: Service, day: date) -> tuple[OpeningSlot, ...]:
    """Whatever their weekday: those of the shortest exceptional period around the day, else the usual ones.

    When the table begins later or has ended, its slots come with their date as a comment that nobody
    understands, so that the day is neither open nor closed.
    """
    held = [slot for slot in service.slots if slot.holds_on(day)]
    special = [(period, slot) for slot in held if (period := period_of(slot))]
    if not special:
        usual = tuple(slot for slot in held if not slot.exceptional)
        return usual or tuple(_out_of_date(slot) for slot in service.slots if not slot.exceptional)
    shortest = min((period for period, _ in special), key=_length)
    return tuple(slot for period, slot in special if period == shortest)


def usual_slots(service: Service, day: date) -> tuple[OpeningSlot, ...]:
    """The weekly slots of a day, as if nothing exceptional held; all of them when none holds."""
    usual = [slot for slot in service.slots if not slot.exceptional]
    return tuple(slot for slot in usual if slot.holds_on(day)) or tuple(usual)


def changes_to_come(service: Service, day: date) -> list[date]:
    """The days from which the usual week is another one."""
    starts = {slot.from_day for slot in service.slots if not slot.exceptional and slot.from_day}
    now = usual_slots(service, day)
    return sorted(start for start in starts if start > day and usual_slots(service, start) != now)


def periods_to_come(service: Service, day: date) -> list[Period]:
    """The exceptional periods that are not over, in their order."""
    periods = {period for slot in service.slots if (period := period_of(slot)) and period[1] >= day}
    return sorted(periods)


def period_of(slot: OpeningSlot) -> Period | None:
    """The days of an exceptional slot, both inside; None for a usual one."""
    if not slot.exceptional or slot.from_day is None or slot.until_day is None:
        return None
    return slot.from_day, slot.until_day


def exceptional_period(service: Service, day: date) -> Period | None:
    """The period whose slots stand in place of the usual ones on a day."""
    return next((period for slot in slots_in_force(service, day) if (period := period_of(slot))), None)


def is_of_one_day(slot: OpeningSlot) -> bool:
    period = period_of(slot)
    return period is not None and period[0] == period[1]


def speaks_of_holiday(slot: OpeningSlot, service: Service) -> bool:
    """Whether what the table says of this slot holds on a public holiday too."""
    said = fold(f"{slot.comment} ; {service.hours_comment}")
    return is_of_one_day(slot) or "ferie" in said


def _out_of_date(slot: OpeningSlot) -> OpeningSlot:
    bounds = [
        f"{word} {day:%d/%m/%Y}"
        for word, day in (("à partir du", slot.from_day), ("jusqu'au", slot.until_day))
        if day
    ]
    return replace(slot, comment=" ; ".join(filter(None, (slot.comment, *bounds))))


def _length(period: Period) -> timedelta:
    return period[1] - period[0]
