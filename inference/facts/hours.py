"""Answers « when is it open »: the sentences, and the rows of the tables that they rest on.

Every time in a sentence is a bound of the service's slots, or of a closure that cuts them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from inference.facts.account import Account
from inference.facts.hours_question import understand
from inference.facts.opening import Schedule
from inference.facts.phrases import Named, sentences
from inference.facts.telling import tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inference.facts.days import Calendar
    from inference.facts.request import HoursRequest
    from inference.question import Question
    from ingest.facts import Event, Service

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class HoursAnswer(Generic[P]):
    """cited: the service's row first, then those of the closures that the text speaks of.

    service: None when the question is about another commune, named in `other_commune`.
    certain: False when the text leaves something in doubt.
    """

    text: str
    cited: tuple[P, ...]
    service: Service | None
    other_commune: str | None = None
    certain: bool = True


def answer_hours(
    question: Question,
    commune_name: str,
    services: Sequence[tuple[Service, P]],
    closures: Sequence[tuple[Event, P]],
    calendar: Calendar,
) -> HoursAnswer[P] | None:
    """The answer, or None when the question is not about the hours of a service of the table."""
    held = [service for service, _ in services]
    request = understand(question.text, question.at, commune_name, held, calendar)
    if request is None:
        return None
    if request.service is None:
        text = str(sentences()["other_commune"]).format(commune=commune_name)
        return HoursAnswer(text, (), None, request.other_commune)
    return _answer(request, request.service, question, commune_name, services, closures, calendar)


def _answer(
    request: HoursRequest,
    service: Service,
    question: Question,
    commune_name: str,
    services: Sequence[tuple[Service, P]],
    closures: Sequence[tuple[Event, P]],
    calendar: Calendar,
) -> HoursAnswer[P] | None:
    if not service.slots and not service.hours_comment:
        return None
    schedule = Schedule.of(service, [event for event, _ in closures], calendar)
    account = Account(schedule, Named(service, commune_name), question.at.replace(tzinfo=None))
    tell(account, request)
    rows = [row for held, row in services if held is service][:1]
    for event, row in closures:
        if event in account.events and not any(row is cited for cited in rows):
            rows.append(row)
    return HoursAnswer(account.text, tuple(rows), service, None, account.certain)
