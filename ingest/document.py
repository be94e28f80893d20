"""The nouns of ingestion: what a file becomes. Frozen, without I/O, knows no format and no index."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime  # noqa: TC003 - field types stay readable at run time
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Validity:
    """When an act holds. Both ends are days at which it is in force; None is open."""

    in_force_from: date | None = None
    in_force_until: date | None = None

    def holds_on(self, day: date) -> bool:
        after_start = self.in_force_from is None or self.in_force_from <= day
        before_end = self.in_force_until is None or day <= self.in_force_until
        return after_start and before_end


class Block(StrEnum):
    """What an element is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Element:
    """One piece of a document in reading order.

    page: 1-based page of the original; None where the format has no pages.
    level: depth of a heading, 1 is the highest; 0 for what is not a heading.
    """

    text: str
    block: Block = Block.PARAGRAPH
    page: int | None = None
    level: int = 0


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a passage stands in its document: headings from the outermost in, and the page."""

    headings: tuple[str, ...] = ()
    page: int | None = None

    @property
    def label(self) -> str:
        """As a citizen reads it: `Zone UA › Article UA 10, p. 24`."""
        path = " › ".join(self.headings)
        if self.page is None:
            return path
        return f"{path}, p. {self.page}" if path else f"p. {self.page}"


@dataclass(frozen=True, slots=True)
class Section:
    """The elements under one path of headings, in reading order."""

    headings: tuple[str, ...]
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A citable piece of text: what is retrieved, shown and checked against.

    ordinal: 0-based position in its document.
    """

    ordinal: int
    text: str
    locator: Locator


@dataclass(frozen=True, slots=True)
class OpeningSlot:
    """One line of a service's weekly hours.

    weekdays: 0 is Monday. opens/closes: minutes since midnight, opens < closes <= 1440.
    comment: the words that restrict the slot, verbatim; they override it.
    """

    weekdays: tuple[int, ...]
    opens: int
    closes: int
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """A public service of the commune as the directory describes it.

    source_line: what the source says of its hours, verbatim, one line a slot.
    """

    key: str
    kind: str
    name: str
    slots: tuple[OpeningSlot, ...] = ()
    address: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    accessibility: str = ""
    hours_comment: str = ""
    modified_on: date | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One dated happening of a calendar; `closure` when it closes the service it names.

    starts/ends: local time of the commune; ends is exclusive. all_day events start at 00:00.
    """

    title: str
    starts: datetime
    ends: datetime
    all_day: bool
    where: str = ""
    closure: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document adds to the fact tables."""

    services: tuple[Service, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader gives back for one file.

    remarks: one sentence each, in French, on what could not be read.
    pages: number of pages, 0 where the format has none.
    """

    title: str
    elements: tuple[Element, ...]
    facts: Facts = field(default_factory=Facts)
    validity: Validity = field(default_factory=Validity)
    pages: int = 0
    remarks: tuple[str, ...] = ()


class State(StrEnum):
    """Where a document stands in the ledger."""

    INDEXED = "indexed"
    DUPLICATE = "duplicate"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: shown to the agent, one line a file.

    sentence: why not, in French, empty when all went well.
    """

    file: str
    state: State
    document_id: str = ""
    title: str = ""
    pages: int = 0
    passages: int = 0
    seconds: float = 0.0
    sentence: str = ""
    remarks: tuple[str, ...] = ()
