"""What the agenda says of collections that do not take place: said before anything else."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from inference.facts.waste.kinds import speaks_of_collecting
from inference.facts.words import fold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from inference.facts.saying import Saying
    from inference.facts.tables import Tables
    from inference.facts.waste.lines import Lines
    from ingest.facts import Event

_MOMENT: Final = timedelta(seconds=1)
_AHEAD: Final = timedelta(days=7)


def alert(lines: Lines, tables: Tables, days: Sequence[date], saying: Saying) -> None:
    """Adds the closures of collections from today on, a week ahead or as far as the days asked."""
    last = max((*days, lines.today + _AHEAD))
    for event, row in tables.events:
        if event.closure and _overlaps(event, lines.today, last) and _is_of_collection(event.title):
            day = saying.day(event.starts.date(), lines.today)
            lines.add(saying.say("alert", day=day, title=event.title))
            lines.cited.append(row)
            lines.certain = False


@lru_cache(maxsize=4096)
def _is_of_collection(title: str) -> bool:
    folded = fold(title)
    return speaks_of_collecting(folded) and "sang" not in folded


def _overlaps(event: Event, first: date, last: date) -> bool:
    return event.starts.date() <= last and (event.ends - _MOMENT).date() >= first
