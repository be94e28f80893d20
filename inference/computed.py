"""The rungs that ask no index and no model: what the tables of the commune compute."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from inference.facts.answer import FactsAnswer
from inference.facts.phrases import Tongue
from inference.introduction import introduced
from inference.question import Kind

if TYPE_CHECKING:
    from inference.answering import Answering
    from inference.facts.desk import FactsDesk
    from inference.facts.tables import Tables
    from inference.question import Answer, Question


def computed(question: Question, facts: FactsDesk, answering: Answering) -> Answer | None:
    """The answer of the first rung that is certain of what is asked; None when it is for the next ones."""
    with answering.stage("facts"):
        kind, found = _computed(question, facts, facts.tables(answering.index_version))
    if found is None:
        return None
    if found.declined:
        handoff = facts.handoff(question.at, Tongue.of(question))
        return answering.answer(Kind.DECLINED, found.text, found.cited, handoff=handoff)
    if found.differing:
        facts.contradictions.met(kind, found.differing)
    return answering.answer(kind, found.text, found.cited, conflict=found.conflict)


def _computed(question: Question, facts: FactsDesk, tables: Tables) -> tuple[Kind, FactsAnswer | None]:
    """With where the citizen lives; where that hinders, or another place is asked about, without."""
    told = introduced(question.text)
    if told is None:
        return _first(question, facts, tables)
    alone = replace(question, text=told.question)
    one, other = (alone, question) if told.is_placed else (question, alone)
    kind, found = _first(one, facts, tables)
    return (kind, found) if found else _first(other, facts, tables)


def _first(question: Question, facts: FactsDesk, tables: Tables) -> tuple[Kind, FactsAnswer | None]:
    if hours := facts.hours(question, tables):
        elsewhere = hours.other_commune is not None
        return Kind.HOURS, FactsAnswer(hours.text, hours.cited, hours.certain, hours.differing, elsewhere)
    if found := facts.calendar(question, tables):
        return Kind.CALENDAR, found
    if found := facts.zone(question):
        return Kind.ZONE, found
    if found := facts.contact(question, tables):
        return Kind.CONTACT, found
    return Kind.DECLINED, None
