"""What a text announces of services, gathered: their usual hours, the exceptions, what was not understood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from ingest.document import Block, Doubt
from ingest.schedule.announced import (
    WHEN,
    announcements,
    bears_on_hours,
    is_pure,
)
from ingest.schedule.clauses import LONGEST_ROW, sentences, squeezed
from ingest.schedule.dates import Dated, dates_in
from ingest.schedule.exceptions import Exceptional, exceptions_in
from ingest.schedule.gathered import Notice, Statement, services_of
from ingest.schedule.named import EVERYBODY, NOUN, Named, aligned, services_named
from ingest.schedule.place_in_text import Placed, placed
from ingest.schedule.week_table import statements_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from ingest.document import Element, Reading
    from ingest.facts import Event, Service
    from ingest.schedule.periods import Years

_TIMELY: Final = re.compile(rf"\d ?h|\d:\d\d|midi|rendez-vous|\d/\d|{WHEN.pattern}")
_UPDATED: Final = re.compile(
    r"\b(?:mise?s? a jour|modifiee?s?|actualisee?s?|publiee?s?)(?: le| :| du)*\s+(?=\d|\w+ \d)", re.IGNORECASE
)


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
        if since and (found is None or found[1] < 1):
            text = (
                f"à compter du {since.day}/{since.month} : {text}"  # without its year nobody may rely on it
            )
            found = None
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
            for service in services_of(notice, self.years, self.doubts):
                yield replace(service, modified_on=modified_on)


def _may_tell(item: Placed) -> bool:
    """A quick look: most lines of a long document name no service and no day."""
    if item.element.block is Block.ROW and len(item.element.text) > LONGEST_ROW:
        return False
    folded = aligned(squeezed(item.element.text))
    named = item.named is not None or NOUN.search(folded) or EVERYBODY.search(folded)
    return bool(named and _TIMELY.search(folded))


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
