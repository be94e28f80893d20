"""The statements of one service put together: understood together, or apart, or shown as they are."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ingest.document import Doubt
from ingest.facts import OpeningSlot, Service
from ingest.schedule.doubts import doubtful_service
from ingest.schedule.hours import Hours
from ingest.schedule.prose import hours_of
from ingest.schedule.replaced import replacement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from ingest.document import Element
    from ingest.schedule.named import Named
    from ingest.schedule.periods import Years


@dataclass(frozen=True, slots=True)
class Statement:
    """One piece of hours. section: statements of one section belong together."""

    text: str
    element: Element
    section: int
    season: str = ""
    since: date | None = None


@dataclass(slots=True)
class Notice:
    """What one text says of one service."""

    named: Named
    statements: list[Statement] = field(default_factory=list)
    slots: list[OpeningSlot] = field(default_factory=list)
    told: Element | None = None


def services_of(notice: Notice, years: Years, doubts: list[Doubt]) -> Iterator[Service]:
    """The service of a notice; several when its sections contradict each other. Adds to doubts."""
    exceptional, usual = list(notice.slots), []
    seasons = {s.season for s in notice.statements if s.season}
    for part in _parts(notice.statements):
        found = replacement(part.text, years, season=len(seasons) <= 1)
        if found is None:
            usual.append(part)
            continue
        exceptional += found.slots
        if found.confidence < 1:
            doubts.append(_year_doubt(part, found.confidence))
    yield from _usual(notice, usual, exceptional, doubts)


def _usual(
    notice: Notice, parts: list[Statement], exceptional: list[OpeningSlot], doubts: list[Doubt]
) -> Iterator[Service]:
    """One service when all is understood together, else one a section: they contradict each other."""
    told = notice.told or (notice.statements[0].element if notice.statements else None)
    if not parts and exceptional:
        yield _service(notice.named, Hours(tuple(exceptional)), told)
    together = _understood(parts)
    if together is not None or len(parts) < 2:
        parts = [replace(parts[0], text="\n".join(part.text for part in parts))] if parts else []
    for number, part in enumerate(parts):
        hours = together if together is not None else _understood([part])
        found = hours or Hours(comment=part.text)
        slots = (*found.slots, *(exceptional if not number else ()))
        service = _service(notice.named, Hours(slots, found.comment), part.element)
        if hours is None:
            doubts.append(doubtful_service(service, part.text, part.element.page))
        if service.slots or service.hours_comment:
            yield service


def _parts(statements: Iterable[Statement]) -> list[Statement]:
    """The statements of one section and season as one."""
    parts: dict[tuple[int, str, date | None], Statement] = {}
    for statement in statements:
        key = (statement.section, statement.season, statement.since)
        head = f"{statement.season} : " if statement.season else ""
        known = parts.get(key)
        text = f"{known.text}\n{statement.text}" if known else f"{head}{statement.text}"
        parts[key] = replace(known or statement, text=text)
    return list(parts.values())


def _understood(parts: list[Statement]) -> Hours | None:
    """The hours of several statements taken together; those that begin on a day hold from it."""
    since = {part.since for part in parts}
    hours = hours_of("\n".join(part.text for part in parts)) if parts and len(since) == 1 else None
    if hours is None:
        return None
    (first,) = since
    if not hours.slots and not hours.comment:
        return Hours(comment="\n".join(part.text for part in parts))
    return Hours(tuple(replace(slot, from_day=first) for slot in hours.slots), hours.comment)


def _service(named: Named, hours: Hours, told: Element | None) -> Service:
    return Service(
        key=named.key,
        kind=named.kind,
        name=named.name,
        slots=hours.slots,
        hours_comment=" ".join(hours.comment.split()),
        told=told.text if told else "",
    )


def _year_doubt(part: Statement, confidence: float) -> Doubt:
    asked = f"De quelle année est cette période ? « {' '.join(part.text.split())} »"
    return Doubt("hours", part.text, confidence, asked, part.element.page)
