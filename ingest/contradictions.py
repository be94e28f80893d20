"""Two sources in force that differ, met while answering: counted, and told to the agents until one goes.

Holds passages and dates, never a word of whoever asked.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, insert, select, update

from ingest.sentences import tell_day
from ingest.shelf import Shelf
from ingest.tables import contradictions, passages

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sqlalchemy import Connection, Engine, Row

    from ingest.shelf import StoredPassage

_WORDS: Final[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("contradictions.toml").read_text(encoding="utf-8")
)


@dataclass(frozen=True, slots=True)
class Met:
    """subject: the kind of answer that told both, a key of `contradictions.toml`. The two are passage ids."""

    subject: str
    first: str
    second: str

    @classmethod
    def of(cls, subject: str, one: str, other: str) -> Met:
        """The same whichever is given first."""
        return cls(subject, min(one, other), max(one, other))


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Both sources are live and in force. sentence: what differs and what to do, in French."""

    first: StoredPassage
    second: StoredPassage
    sentence: str


def record(engine: Engine, slug: str, met: Mapping[Met, int], at: datetime) -> None:
    """Counts what was met so many times, last at a moment (UTC); what is no longer live is left out."""
    with engine.begin() as connection:
        for one, times in met.items():
            if not _counted(connection, slug, one, times, at) and _are_live(connection, slug, one):
                row = {"subject": one.subject, "first_id": one.first, "second_id": one.second}
                seen = {"first_seen": at, "last_seen": at, "times": times}
                connection.execute(insert(contradictions).values(commune=slug, **row, **seen))


def _counted(connection: Connection, slug: str, met: Met, times: int, at: datetime) -> bool:
    table = contradictions.c
    same = (table.first_id == met.first) & (table.second_id == met.second) & (table.subject == met.subject)
    again = update(contradictions).where(table.commune == slug, same)
    return connection.execute(again.values(last_seen=at, times=table.times + times)).rowcount > 0


def _are_live(connection: Connection, slug: str, met: Met) -> bool:
    wanted = {met.first, met.second}
    query = select(func.count()).where(passages.c.commune == slug, passages.c.id.in_(wanted))
    return connection.execute(query).scalar_one() == len(wanted)


def standing(engine: Engine, slug: str, today: date) -> list[Contradiction]:
    """Those of one commune whose sources are both live and in force, the most often met first."""
    query = (
        select(contradictions)
        .where(contradictions.c.commune == slug)
        .order_by(contradictions.c.times.desc(), contradictions.c.id)
    )
    with engine.connect() as connection:
        rows = connection.execute(query).all()
    live = Shelf(engine, slug).passages({name for row in rows for name in (row.first_id, row.second_id)})
    held = {name: passage for name, passage in live.items() if passage.validity.holds_on(today)}
    return [
        Contradiction(first, second, _sentence(row, first, second))
        for row in rows
        if (first := held.get(row.first_id)) and (second := held.get(row.second_id))
    ]


def _sentence(row: Row[Any], first: StoredPassage, second: StoredPassage) -> str:
    form = "within" if first.document_id == second.document_id else "both"
    named = {"first": _source(first), "second": _source(second), "seen": _seen(row)}
    return _say(form, same=_WORDS["same"][row.subject], **named)


def _source(passage: StoredPassage) -> str:
    since = passage.validity.in_force_from
    dated = _say("since", day=tell_day(since)) if since else ""
    where = ", ".join(filter(None, (passage.file, passage.label, dated)))
    return _say("source", title=passage.title, where=where)


def _seen(row: Row[Any]) -> str:
    first, last = (tell_day(moment) for moment in (row.first_seen, row.last_seen))
    form = "once" if row.times == 1 else "often_in_a_day" if first == last else "often"
    return _say(form, times=row.times, first=first, last=last)


def _say(key: str, **values: object) -> str:
    return str(_WORDS["sentences"][key].format(**values))
