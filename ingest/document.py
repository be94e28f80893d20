"""The nouns of ingestion: what a file becomes. Frozen, without I/O, knows no format and no index."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ingest.facts import Facts, Validity


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
    zones, article: where it stands in a town plan's rules: `("UA",)`, `UA 10`; empty elsewhere.
    """

    text: str
    block: Block = Block.PARAGRAPH
    page: int | None = None
    level: int = 0
    zones: tuple[str, ...] = ()
    article: str = ""


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
    zones: those of its elements, the first element's first. article: as its first element has it.
    """

    ordinal: int
    text: str
    locator: Locator
    zones: tuple[str, ...] = ()
    article: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What was guessed, for an agent to confirm.

    subject: `page` (recognised badly), `act.number`, `act.signed_on`, `act.in_force_from`, `zone.srid`…
    confidence: 0 to 1. sentence: the question to the agent, in French.
    """

    subject: str
    value: str
    confidence: float
    sentence: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file found inside another, to be taken in for itself.

    name: as the container names it, data only, `/` between folders.
    kept: its name in the reader's scratch folder.
    """

    name: str
    kept: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader gives back for one file.

    remarks: one sentence each, in French, on what could not be read.
    pages: number of pages, 0 where the format has none.
    attachments: the files it holds; a container may have nothing else.
    furniture: (page, text) of the running headers and footers that were left out: they may name a zone.
    """

    title: str
    elements: tuple[Element, ...]
    facts: Facts = field(default_factory=Facts)
    validity: Validity = field(default_factory=Validity)
    pages: int = 0
    remarks: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    furniture: tuple[tuple[int, str], ...] = ()


class State(StrEnum):
    """Where a document stands in the ledger."""

    INDEXED = "indexed"
    DUPLICATE = "duplicate"
    OPENED = "opened"  # a container without text of its own: what it holds stands for itself
    PART = "part"  # read with the file it belongs to, as a .dbf with its .shp
    REFUSED = "refused"
    FAILED = "failed"
    RETRYING = "retrying"  # failed through no fault of the file: tried again by itself


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
