"""What the citizen's pages need to know of a commune and of its documents. Frozen, without I/O."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from appliance.portal.reader import Reader


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the town hall without the assistant. opening: one sentence."""

    phone: str = ""
    email: str = ""
    opening: str = ""


@dataclass(frozen=True, slots=True)
class CommunePage:
    """A commune as its own page shows it.

    engine_ready: False while written answers are not available yet.
    deadline_seconds: after this long without a word of answer, the page says that it takes longer.
    examples: questions offered as buttons.
    """

    slug: str
    name: str
    engine_ready: bool
    deadline_seconds: float
    contact: Contact | None = None
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PassageText:
    """One citable passage, as the document's page shows it and links to it (`#passage-{ordinal}`)."""

    ordinal: int
    locator: str
    page: int | None
    text: str


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document as a citizen reads it.

    original: the file as it was handed over, on this machine's disk.
    pages: how many pages the original has; None where its format has none.
    """

    document_id: str
    title: str
    file: str
    media_type: str
    original: Path
    pages: int | None = None
    in_force_from: date | None = None
    in_force_until: date | None = None
    passages: tuple[PassageText, ...] = field(default_factory=tuple)


class Site(Protocol):
    """Where the pages get what they show. Each commune sees its own documents only."""

    def commune(self, slug: str, reader: Reader) -> CommunePage | None:
        """The commune of that slug as that reader sees it, None when it is not served here."""

    def document(self, slug: str, document_id: str) -> DocumentPage | None:
        """That document of that commune, None when the commune has no such document."""
