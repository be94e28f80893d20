"""What the comments of a slot and of its service leave of it on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inference.facts.comments import general_rules_of, rules_of
from inference.facts.spans import Span, State, part_covers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from inference.facts.days import Calendar
    from inference.facts.rules import Rule
    from ingest.facts import OpeningSlot, Service


def spans_of(slot: OpeningSlot, service: Service, day: date, calendar: Calendar) -> Iterator[Span]:
    """The slot as a span of the day with its state, or nothing when a comment closes it."""
    rules = _all_rules(slot, service)
    states = [_state_under(rule, slot, day, calendar) for rule in rules] if rules is not None else []
    state = State.UNCERTAIN if rules is None else _strictest(states)
    if state is not State.CLOSED:
        yield Span(slot.opens, slot.closes, state)


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
