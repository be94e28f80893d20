"""What was guessed of an act, told to an agent as a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.document import Doubt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ingest.decree.single import Found


def doubts_of(found: Found) -> tuple[Doubt, ...]:
    """One doubt for each value that the act does not say in its own words."""
    return tuple(_doubts(found))


def _doubts(found: Found) -> Iterator[Doubt]:
    act, life = found.act, found.life
    if act.number and found.number_confidence < 1:
        yield _doubt("act.number", act.number, found.number_confidence, "Le numéro de l'acte est-il bien")
    if act.signed_on and found.signed_confidence < 1:
        yield _day("act.signed_on", act.signed_on, found.signed_confidence, "L'acte est-il bien daté du")
    if act.signed_on is None:
        yield Doubt("act.signed_on", "", 0.0, "La date de l'acte n'a pas été trouvée : quelle est-elle ?")
    if act.object and found.object_confidence < 1:
        yield _doubt("act.object", act.object, found.object_confidence, "L'objet de l'acte est-il bien")
    if (start := act.validity.in_force_from) and life.start_confidence < 1:
        question = "L'acte est-il bien en vigueur depuis le"
        yield _day(
            "act.in_force_from", start, min(life.start_confidence, found.signed_confidence or 1), question
        )
    if (end := act.validity.in_force_until) and life.end_confidence < 1:
        yield _day(
            "act.in_force_until", end, life.end_confidence, "L'acte cesse-t-il bien de s'appliquer après le"
        )


def _doubt(subject: str, value: str, confidence: float, question: str) -> Doubt:
    return Doubt(subject, value, confidence, f"{question} « {value} » ?")


def _day(subject: str, day: date, confidence: float, question: str) -> Doubt:
    return Doubt(subject, day.isoformat(), confidence, f"{question} {day:%d/%m/%Y} ?")
