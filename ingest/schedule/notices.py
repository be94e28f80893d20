"""What a text announces of services, gathered: their usual hours, the exceptions, what was not understood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from ingest.document import Block, Doubt
from ingest.facts import Event, OpeningSlot, Service
from ingest.schedule.announced import (
    WHEN,
    announcements,
    bears_on_hours,
    is_pure,
)
from ingest.schedule.clauses import LONGEST_ROW, sentences, squeezed
from ingest.schedule.dates import Dated, dates_in
from ingest.schedule.doubts import doubtful_service
from ingest.schedule.exceptions import Exceptional, exceptions_in
from ingest.schedule.hours import Hours
from ingest.schedule.named import EVERYBODY, NOUN, Named, aligned, services_named
from ingest.schedule.place_in_text import Placed, placed
from ingest.schedule.prose import hours_of
from ingest.schedule.replaced import replacement
from ingest.schedule.week_table import statements_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from ingest.document import Element, Reading
    from ingest.schedule.periods import Years

_TIMELY: Final = re.compile(rf"\d ?h|\d:\d\d|midi|rendez-vous|\d/\d|{WHEN.pattern}")
_UPDATED: Final = re.compile(
    r"\b(?:mise?s? a jour|modifiee?s?|actualisee?s?|publiee?s?)(?: le| :| du)*\s+(?=\d|\w+ \d)", re.IGNORECASE
)


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


@dataclass(slots=True)
class Notices:
    """The notices of a text, by service, and its dated closures."""

    years: Years
    by_service: dict[str, Notice] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def read(self, reading: Reading) -> None:
        follows = 0
        for item in placed(reading.title, reading.elements):
            found = list(self._statements(item, follows))
            for named, statement in found:
                self._notice(named).statements.append(statement)
            follows = item.place if found else 0

    def _notice(self, named: Named) -> Notice:
        return self.by_service.setdefault(named.key, Notice(named))

    def _statements(self, item: Placed, follows: int) -> Iterator[tuple[Named, Statement]]:
        """follows: the section of the line above, when that told hours."""
        if not _may_tell(item):
            return
        if item.element.block is Block.ROW:
            yield from self._of_row(item)
            return
        before: Named | None = None
        for sentence in sentences(item.element.text):
            exceptional = exceptions_in(sentence, item.element.text, self.years, item.named)
            for exception in exceptional:
                self._except(exception, sentence, item.element)
            if exceptional:
                continue
            said = announcements(sentence)
            yield from ((one.named, self._statement(one.text, item, one.since)) for one in said)
            if said:
                before = said[0].named
            elif named := self._continues(sentence, item, before, follows):
                yield named, self._statement(sentence, item, None)

    def _continues(self, sentence: str, item: Placed, before: Named | None, follows: int) -> Named | None:
        """The service of a line that names none: that of the sentence before, or of the heading."""
        other = any(named.key != (before or item.named or named).key for named in services_named(sentence))
        bears = is_pure(sentence) or (bears_on_hours(sentence) and not other)
        if before or not bears:
            return before if bears else None
        return None if item.introduced and follows != item.place else item.named

    def _statement(self, text: str, item: Placed, since: Dated | None) -> Statement:
        found = self.years.day(since) if since else None
        return Statement(text, item.element, item.place, item.season, found[0] if found else None)

    def _of_row(self, item: Placed) -> Iterator[tuple[Named, Statement]]:
        for named, said in statements_of(item.element.text):
            if service := named or item.named:
                yield service, Statement(said, item.element, item.place, item.season)

    def _except(self, exception: Exceptional, sentence: str, element: Element) -> None:
        self.events += exception.events
        if exception.named and exception.slots:
            notice = self._notice(exception.named)
            notice.slots += exception.slots
            notice.told = notice.told or element
        if not exception.understood or exception.confidence < 1:
            self.doubts.append(_doubt(sentence, exception, element))

    def services(self, modified_on: date | None) -> Iterator[Service]:
        """The services with what is said of them; what is not understood is their comment, verbatim."""
        for notice in self.by_service.values():
            for service in self._services_of(notice):
                yield replace(service, modified_on=modified_on)

    def _services_of(self, notice: Notice) -> Iterator[Service]:
        exceptional, usual = list(notice.slots), []
        seasons = {s.season for s in notice.statements if s.season}
        for part in _parts(notice.statements):
            found = replacement(part.text, self.years, season=len(seasons) <= 1)
            if found is None:
                usual.append(part)
                continue
            exceptional += found.slots
            if found.confidence < 1:
                self.doubts.append(_year_doubt(part, found.confidence))
        yield from self._usual(notice, usual, exceptional)

    def _usual(
        self, notice: Notice, parts: list[Statement], exceptional: list[OpeningSlot]
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
                self.doubts.append(doubtful_service(service, part.text, part.element.page))
            if service.slots or service.hours_comment:
                yield service


def _may_tell(item: Placed) -> bool:
    """A quick look: most lines of a long document name no service and no day."""
    if item.element.block is Block.ROW and len(item.element.text) > LONGEST_ROW:
        return False
    folded = aligned(squeezed(item.element.text))
    named = item.named is not None or NOUN.search(folded) or EVERYBODY.search(folded)
    return bool(named and _TIMELY.search(folded))


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


def updated_on(elements: Iterable[Element]) -> date | None:
    """The day that a text says it was brought up to date."""
    for element in elements:
        if "jour" not in element.text and "odif" not in element.text and "ubli" not in element.text:
            continue
        text = squeezed(element.text[:LONGEST_ROW])
        if match := _UPDATED.search(aligned(text)):
            found = next(dates_in(text[match.end() :]), None)
            if found and found.exact:
                return found.exact
    return None


def _doubt(sentence: str, exception: Exceptional, element: Element) -> Doubt:
    what = "La date" if exception.understood else "Toute la phrase"
    asked = f"{what} de cet horaire exceptionnel est-elle bien comprise ? « {' '.join(sentence.split())} »"
    days = ", ".join(
        dict.fromkeys(
            f"{day:%d/%m/%Y}"
            for day in (
                *(e.starts for e in exception.events),
                *(s.from_day for s in exception.slots if s.from_day),
            )
        )
    )
    confidence = exception.confidence if exception.understood else min(exception.confidence, 0.4)
    return Doubt("closure", days or sentence, confidence, asked, element.page)


def _year_doubt(part: Statement, confidence: float) -> Doubt:
    asked = f"De quelle année est cette période ? « {' '.join(part.text.split())} »"
    return Doubt("hours", part.text, confidence, asked, part.element.page)
