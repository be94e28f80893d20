"""Answers « how do I reach it »: what was asked for, else that it is missing and what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from inference.facts.answer import FactsAnswer, once, pairs
from inference.facts.contacts.card import Card
from inference.facts.contacts.question import ACCESS, MEANS, understand
from inference.facts.offices import grouped
from inference.facts.phrases import Named

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from inference.facts.contacts.card import Told
    from inference.facts.days import Calendar
    from inference.facts.saying import Saying
    from inference.facts.tables import Tables
    from inference.question import Question
    from ingest.shelf import StoredPassage

_MOST: Final = 5


def answer_contact(
    question: Question, commune: str, tables: Tables, calendar: Calendar, saying: Saying
) -> FactsAnswer | None:
    """The answer, or None when the question is not how to reach a service of the table."""
    services = [service for service, _ in tables.services]
    request = understand(question.text, commune, services, calendar, question.at.date())
    if request is None:
        return None
    if request.other_commune:
        return FactsAnswer(saying.say("other_commune", commune=commune), declined=True)
    groups = [
        group
        for group in grouped(tables.services, commune)
        if any(service in request.services for service, _ in group)
    ]
    telling = _Telling(saying, commune, question.at.date())
    lines = [line for group in groups[:_MOST] for line in telling.of(Card(group), request.means)]
    if not lines:
        return None
    differing = tuple(telling.differing)
    return FactsAnswer("\n".join(lines), once(telling.cited), not differing, differing)


class _Telling:
    """cited: the rows of what is said so far, in its order. differing: of those, the pairs that differ."""

    def __init__(self, saying: Saying, commune: str, today: date) -> None:
        self._saying = saying
        self._commune = commune
        self._today = today
        self.cited: list[StoredPassage] = []
        self.differing: list[tuple[StoredPassage, StoredPassage]] = []

    def of(self, card: Card, asked: Sequence[str]) -> list[str]:
        """The lines about one service; none when nothing is known of it."""
        known = {means: told for means in MEANS if (told := card.by(means))}
        if not known or (tuple(asked) == (ACCESS,) and ACCESS not in known):
            return []
        named = Named(card.service, self._commune, self._saying.tongue)
        if not asked:
            return [
                self._say("heading", named),
                *(f"- {self._also(means, known[means])}" for means in known if means != ACCESS),
            ]
        lines = [self._asked(means, known.get(means, []), named) for means in asked]
        if not any(means in known for means in asked):
            lines += [self._also(means, known[means]) for means in known if means != ACCESS]
        return lines

    def _asked(self, means: str, told: Sequence[Told], named: Named) -> str:
        if not told:
            return self._say(f"no_{means}", named)
        if len(told) == 1:
            return self._say(means, named, value=self._value(told[0]))
        self._differ(told)
        return "\n".join([self._say("differing", named), *(f"- {self._by_source(one)}" for one in told)])

    def _also(self, means: str, told: Sequence[Told]) -> str:
        self._differ(told)
        return self._saying.say(
            f"also_{means}", value=self._saying.listed([self._value(one) for one in told])
        )

    def _differ(self, told: Sequence[Told]) -> None:
        self.differing += pairs([one.row for one in told])

    def _value(self, told: Told) -> str:
        self.cited.append(told.row)
        return self._saying.listed(told.values)

    def _by_source(self, told: Told) -> str:
        dated = self._saying.dated(told.on, told.row.validity.in_force_from, self._today)
        return self._saying.say("by_source", source=told.row.title, dated=dated, value=self._value(told))

    def _say(self, key: str, named: Named, **values: str) -> str:
        return self._saying.say(key, **named.words, **values)
