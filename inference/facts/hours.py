"""Answers « when is it open »: the sentences, and the rows of the tables that they rest on.

Every time in a sentence is a bound of the service's slots, or of a closure that cuts them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from inference.facts.account import Account
from inference.facts.answer import pairs
from inference.facts.hours_question import understand
from inference.facts.offices import Office, Version, offices
from inference.facts.opening import Schedule
from inference.facts.phrases import Named, Tongue, date_text
from inference.facts.subjects import closes_another
from inference.facts.telling import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from inference.facts.days import Calendar
    from inference.facts.request import HoursRequest
    from inference.question import Question
    from ingest.facts import Event, Service

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class HoursAnswer(Generic[P]):
    """cited: the service's row first, then those of the closures that the text speaks of.

    service: None when the question is about another commune, named in `other_commune`.
    certain: False when the text leaves something in doubt. differing: the pairs of sources that differ.
    """

    text: str
    cited: tuple[P, ...]
    service: Service | None
    other_commune: str | None = None
    certain: bool = True
    differing: tuple[tuple[P, P], ...] = ()


def _unnamed(_row: object) -> str:
    return ""


def answer_hours(
    question: Question,
    commune_name: str,
    services: Sequence[tuple[Service, P]],
    closures: Sequence[tuple[Event, P]],
    calendar: Calendar,
    source_of: Callable[[P], str] = _unnamed,
) -> HoursAnswer[P] | None:
    """The answer, or None when the question is not about the hours of a service of the table.

    source_of: the title of a row's document, said when two of them differ.
    """
    held = offices(services, commune_name)
    request = understand(
        question.text, question.at, commune_name, [office.service for office in held], calendar
    )
    if request is None:
        return None
    if request.service is None:
        text = str(Tongue.of(question).words["other_commune"]).format(commune=commune_name)
        return HoursAnswer(text, (), None, request.other_commune)
    asked = [request.service, *request.others]
    if not any(service.slots or service.hours_comment for service in asked):
        return None
    telling = _Telling(request, question, commune_name, closures, calendar, source_of, held)
    texts = [telling.of(office) for service in asked for office in held if office.service is service]
    return HoursAnswer(
        "\n".join(texts),
        tuple(telling.rows),
        request.service,
        certain=telling.certain,
        differing=tuple(telling.differing),
    )


@dataclass
class _Telling(Generic[P]):
    """One request told of one office after another. rows: what was cited so far; differing: of those."""

    request: HoursRequest
    question: Question
    commune: str
    closures: Sequence[tuple[Event, P]]
    calendar: Calendar
    source_of: Callable[[P], str]
    held: Sequence[Office[P]]
    rows: list[P] = field(default_factory=list)
    certain: bool = True
    differing: list[tuple[P, P]] = field(default_factory=list)

    @property
    def tongue(self) -> Tongue:
        return Tongue.of(self.question)

    def of(self, office: Office[P]) -> str:
        """What is told of an office: by one source, or by each of those that differ."""
        versions = office.differing(self.calendar, self.question.at.date())
        told = {self._version(version, office): version for version in reversed(versions)}
        texts = list(reversed(told.items()))
        if len(texts) > 1:
            self.certain = False
            self.differing += pairs([version.row for _, version in texts])
            text = "\n".join([str(self.tongue.words["differing"]), *(self._by_source(*one) for one in texts)])
        else:
            text = texts[0][0]
        return ("\n" if self.question.plain else " ").join([text, *self._beside(office)])

    def _version(self, version: Version[P], office: Office[P]) -> str:
        services = [version.service if other is office else other.service for other in self.held]
        closures = [e for e, _ in self.closures if not closes_another(e.title, version.service, services)]
        schedule = Schedule.of(version.service, closures, self.calendar)
        account = Account(
            schedule, Named(version.service, self.commune, self.tongue), self.question.at.replace(tzinfo=None)
        )
        tell(account, self.request)
        for row in (version.row, *version.following):
            self._cite(row)
        for period, row in office.exceptional:
            if period in account.periods:
                self._cite(row)
        for event, row in self.closures:
            if event in account.events:
                self._cite(row)
        self.certain = self.certain and account.certain
        return account.text

    def _cite(self, row: P) -> None:
        if not any(row is cited for cited in self.rows):
            self.rows.append(row)

    def _by_source(self, text: str, version: Version[P]) -> str:
        title, day = self.source_of(version.row), version.service.modified_on
        words, dated = self.tongue.words, ""
        if day:
            dated = words["dated"].format(date=date_text(day, self.question.at.date(), self.tongue))
        form = str(words["by_source" if title else "by_another"])
        return form.format(source=title, dated=dated, text=text)

    def _beside(self, office: Office[P]) -> list[str]:
        """What other sources add in words that nobody understands."""
        for _, row in office.beside:
            self.certain = False
            self._cite(row)
        comments = dict.fromkeys(comment.strip().rstrip(".") for comment, _ in office.beside)
        return [str(self.tongue.words["beside"]).format(comment=comment) for comment in comments]
