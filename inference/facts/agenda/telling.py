"""Entries of the agenda as sentences: what, when, where."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from inference.facts.answer import FactsAnswer, once

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from inference.facts.saying import Saying
    from ingest.facts import Event
    from ingest.shelf import StoredPassage

    Row = tuple[Event, StoredPassage]

_NO_END: Final = timedelta(minutes=1)  # how readers mark an entry that only begins
_A_NIGHT: Final = timedelta(hours=20)


def last_day(event: Event) -> date:
    """The last day on which it goes on."""
    return (event.ends - timedelta(seconds=1)).date()


def told(heading: str, shown: Sequence[Row], today: date, saying: Saying) -> FactsAnswer:
    """The entries one a line, under a heading where there is one."""
    lines = [_line(event, today, saying) for event, _ in shown]
    listed = [f"- {line}" for line in lines] if heading or len(lines) > 1 else lines
    text = "\n".join([heading, *listed] if heading else listed)
    return FactsAnswer(text, once([row for _, row in shown]))


def _line(event: Event, today: date, saying: Saying) -> str:
    said = saying.say("event", title=event.title, when=_when(event, today, saying))
    return (
        saying.say("event_at", event=said, where=event.where)
        if event.where
        else saying.say("end", event=said)
    )


def _when(event: Event, today: date, saying: Saying) -> str:
    day = saying.day(event.starts.date(), today)
    if last_day(event) > event.starts.date() and event.ends - event.starts > _A_NIGHT:
        return saying.say("from_day_to", first=day, last=saying.day(last_day(event), today))
    if event.all_day:
        return day
    starts, ends = saying.time(event.starts), saying.time(event.ends)
    key = "at_time" if event.ends - event.starts <= _NO_END else "from_time_to"
    return saying.say(key, day=day, starts=starts, ends=ends)
