"""Answers « what happens when »: the entries of the commune's agenda that the question means."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from inference.facts.agenda.menus import MENU
from inference.facts.agenda.question import understand
from inference.facts.agenda.telling import last_day, told
from inference.facts.words import fold, one_slip_apart

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from inference.facts.agenda.question import AgendaRequest
    from inference.facts.answer import FactsAnswer
    from inference.facts.days import Calendar
    from inference.facts.saying import Saying
    from inference.facts.tables import Tables
    from inference.question import Question
    from ingest.facts import Event
    from ingest.shelf import StoredPassage

    Row = tuple[Event, StoredPassage]

_NOT_EVENTS: Final = frozenset({MENU, "waste", "closure"})
_MOST: Final = 8
_MOST_TITLES: Final = 3
_SAME_EDITION: Final = timedelta(days=6)  # « samedi et dimanche » are one event, every Thursday is many
_FORGIVEN_LETTERS: Final = 6
_SMALL: Final = frozenset(["de", "du", "des", "la", "le", "les", "l", "d", "et", "au", "aux", "a", "en"])


def answer_agenda(
    question: Question, commune: str, tables: Tables, calendar: Calendar, saying: Saying
) -> FactsAnswer | None:
    """The answer, or None when the question is about no entry of the agenda."""
    now = question.at.replace(tzinfo=None)
    for request in understand(question.text, question.at, commune, calendar):
        if meant := _meant(request, _coming(tables, now)):
            return _answer(request, meant, now, saying)
    return None


def _coming(tables: Tables, now: datetime) -> list[Row]:
    return [row for row in tables.events if _is_event(row[0]) and row[0].ends > now]


def _is_event(event: Event) -> bool:
    return not event.closure and event.category not in _NOT_EVENTS


def _meant(request: AgendaRequest, coming: Sequence[Row]) -> list[Row]:
    """The entries that hold all the names asked; of several titles, those that say least besides."""
    if request.month:
        coming = [row for row in coming if row[0].starts.month == request.month]
    if not request.names:
        return list(coming)
    entries = {(row[0].title, row[0].where) for row in coming}  # of many dates each
    held = {entry for entry in entries if _holds(*entry, request.names, at_place=request.general)}
    found = [row for row in coming if (row[0].title, row[0].where) in held]
    besides = {row[0].title: _besides(row[0].title, request.said) for row in found}
    least = 0 if request.whole_title else min(besides.values(), default=0)
    return [row for row in found if besides[row[0].title] == least]


def _holds(title: str, where: str, names: Sequence[str], *, at_place: bool) -> bool:
    """Whether each name is a word of an entry's title or of its place, one of the title at least.

    at_place: all of the place will do, « quelles animations à la médiathèque ».
    """
    in_title = [_among(name, _words(title)) for name in names]
    in_place = [_among(name, _words(where)) for name in names]
    if not any(in_title):
        return at_place and all(in_place)
    return all(here or there for here, there in zip(in_title, in_place, strict=True))


def _among(name: str, words: Sequence[str]) -> bool:
    return any(_alike(name, word) for word in words)


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in re.findall(r"\w+", fold(text)) if word not in _SMALL)


def _alike(name: str, word: str) -> bool:
    one, other = name.rstrip("sx"), word.rstrip("sx")
    return one == other or (min(len(one), len(other)) >= _FORGIVEN_LETTERS and one_slip_apart(one, other))


def _besides(title: str, said: str) -> int:
    """How many words of a title the question does not say."""
    asked = _words(said)
    return sum(not _among(word, asked) for word in _words(title))


def _answer(
    request: AgendaRequest, meant: Sequence[Row], now: datetime, saying: Saying
) -> FactsAnswer | None:
    today = now.date()
    if not request.days:
        shown = _next_editions(meant) if request.names else _first_of_each(meant)
        return told(saying.say("coming") if not request.names else "", shown[:_MOST], today, saying)
    shown = [row for row in meant if any(_is_on(row[0], day) for day in request.days)]
    if shown:
        return told("", shown[:_MOST], today, saying)
    first, last = (saying.day(day, today) for day in (request.days[0], request.days[-1]))
    key = "nothing_on" if len(request.days) == 1 else "nothing_between"
    after = [row for row in meant if row[0].starts.date() > request.days[0]]
    if not after:
        return None
    following = _next_editions(after) if request.names else _first_of_each(after)[:_MOST_TITLES]
    return told(saying.say(key, day=first, first=first, last=last), following, today, saying)


def _next_editions(meant: Sequence[Row]) -> list[Row]:
    """The next dates of each title: all those of one edition."""
    titles = list(dict.fromkeys(row[0].title for row in meant))[:_MOST_TITLES]
    shown: list[Row] = []
    for title in titles:
        dates = [row for row in meant if row[0].title == title]
        shown += [row for row in dates if row[0].starts - dates[0][0].starts <= _SAME_EDITION]
    return shown


def _first_of_each(meant: Sequence[Row]) -> list[Row]:
    first = {row[0].title: row for row in reversed(meant)}
    return sorted(first.values(), key=lambda row: row[0].starts)


def _is_on(event: Event, day: date) -> bool:
    return event.starts.date() <= day <= last_day(event)
