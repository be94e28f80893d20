"""On which days one round passes, and what a public holiday makes of it. Knows no street."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

from inference.facts.comments import general_rules_of
from inference.facts.spans import State
from inference.facts.words import fold

if TYPE_CHECKING:
    from inference.facts.days import Calendar
    from ingest.facts import Round

_ONE_DAY: Final = timedelta(days=1)
_FEAST: Final = re.compile(r"\bferies?\b")


class OnHoliday(StrEnum):
    """What a round does on a public holiday, as its comment says."""

    NOT_SAID = "not_said"
    KEPT = "kept"
    NEXT_DAY = "next_day"
    DAY_BEFORE = "day_before"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Collection:
    """One round passing on one day. moved_from: the public holiday it is moved from.

    certain: False when a public holiday or the comment leaves it in doubt. remarks: the comment, verbatim.
    """

    day: date
    round: Round
    certain: bool = True
    moved_from: date | None = None

    @property
    def remarks(self) -> tuple[str, ...]:
        return (self.round.comment,) if self.round.comment else ()


def collection(round_: Round, day: date, calendar: Calendar) -> Collection | None:
    """The passing of a round on a day; None when it does not pass."""
    if round_.dates:
        return Collection(day, round_) if day in round_.dates else None
    policy, state = on_holiday(round_.comment), _usual(round_, day, calendar)
    moved = _moved_to(round_, day, policy, calendar)
    if calendar.is_kept_by_some(day) and state is not State.CLOSED:
        return Collection(day, round_, certain=False)
    if calendar.is_public_holiday(day):
        return _on_the_holiday(round_, day, policy) if state is not State.CLOSED else moved
    if moved is not None or state is State.CLOSED:
        return moved
    unclear = policy is OnHoliday.UNCLEAR and _holiday_this_week(day, calendar)
    return Collection(day, round_, certain=state is State.OPEN and not unclear)


def _on_the_holiday(round_: Round, day: date, policy: OnHoliday) -> Collection | None:
    if policy in (OnHoliday.NEXT_DAY, OnHoliday.DAY_BEFORE):
        return None
    return Collection(day, round_, certain=policy is OnHoliday.KEPT)


def _moved_to(round_: Round, day: date, policy: OnHoliday, calendar: Calendar) -> Collection | None:
    """The collection that a public holiday beside the day moves to it."""
    step = {OnHoliday.NEXT_DAY: _ONE_DAY, OnHoliday.DAY_BEFORE: -_ONE_DAY}.get(policy)
    if step is None or not calendar.is_public_holiday(day - step):
        return None
    state = _usual(round_, day - step, calendar)
    if state is State.CLOSED:
        return None
    # « au lendemain » may be a Sunday or another holiday, and the holiday may not be kept here
    plain = day.weekday() != 6 and not calendar.is_public_holiday(day)
    certain = state is State.OPEN and plain and not calendar.is_kept_by_some(day - step)
    return Collection(day, round_, certain, moved_from=day - step)


def _holiday_this_week(day: date, calendar: Calendar) -> bool:
    monday = day - timedelta(days=day.weekday())
    return any(calendar.is_public_holiday(monday + timedelta(days=n)) for n in range(7))


def _usual(round_: Round, day: date, calendar: Calendar) -> State:
    """Whether the round passes on a day, public holidays set aside."""
    if not round_.weekdays or day.weekday() not in round_.weekdays:
        return State.CLOSED
    if round_.months and day.month not in round_.months:
        return State.CLOSED
    if round_.week_parity and day.isocalendar().week % 2 != round_.week_parity % 2:
        return State.CLOSED
    if round_.nth and not _is_nth(day, round_.nth):
        return State.CLOSED
    rules = general_rules_of(_beside_holidays(round_.comment))
    if rules is None:
        return State.UNCERTAIN
    held = [rule.holds(day, calendar) for rule in rules if rule.weekday in (None, day.weekday())]
    if False in held:
        return State.CLOSED
    return State.UNCERTAIN if None in held else State.OPEN


def _is_nth(day: date, ranks: tuple[int, ...]) -> bool:
    is_last = day.day + 7 > monthrange(day.year, day.month)[1]
    return (day.day - 1) // 7 + 1 in ranks or (is_last and -1 in ranks)


@cache
def on_holiday(comment: str) -> OnHoliday:
    """What a comment says of public holidays."""
    said = " ".join(clause for clause in _clauses(comment) if _FEAST.search(clause))
    if not said:
        return OnHoliday.NOT_SAID
    if re.search(r"\b(?:sauf|pas|aucune|semaine|suivante?s|samedi|1er mai|exception)\b", said):
        return OnHoliday.UNCLEAR
    moved = re.search(r"decal|report|rattrap|effectu|assur|avanc|collect|lieu", said)
    for words, policy in (("lendemain", OnHoliday.NEXT_DAY), ("veille", OnHoliday.DAY_BEFORE)):
        if words in said:
            other = "veille" if words == "lendemain" else "lendemain"
            return policy if moved and other not in said else OnHoliday.UNCLEAR
    return OnHoliday.KEPT if re.search(r"maint|assur|normal|lieu|y compris", said) else OnHoliday.UNCLEAR


def _clauses(comment: str) -> list[str]:
    return [clause.strip() for clause in re.split(r"[;.]", fold(comment))]


@cache
def _beside_holidays(comment: str) -> str:
    """The rest of a comment, which restricts the round as one restricts a slot."""
    return " ; ".join(clause for clause in _clauses(comment) if clause and not _FEAST.search(clause))
