"""The nouns of answering: Question, Answer, Citation, Kind. Frozen, without I/O."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from inference.trace import Trace

MAX_QUESTION_CHARACTERS = 500


class Kind(StrEnum):
    """The rung that answered."""

    HOURS = "hours"
    CALENDAR = "calendar"
    ZONE = "zone"
    CONTACT = "contact"
    VALIDATED = "validated"
    CACHED = "cached"
    GENERATED = "generated"
    QUOTED = "quoted"
    DECLINED = "declined"
    SIGNPOSTED = "signposted"


@dataclass(frozen=True, slots=True)
class Question:
    """What a citizen asks. `at`: local time of the commune at which it must be true.

    plain: to be answered in sentences that are easy to read. follow_up: the text was made whole with the
    question before it. earlier: the questions before it, oldest first, where the client sends them itself.
    anew: no earlier answer may be given, and this one is not kept: for whoever measures.
    """

    text: str
    commune: str
    at: datetime
    language: str = "fr"
    conversation_id: str = ""
    plain: bool = False
    follow_up: bool = False
    earlier: tuple[str, ...] = ()
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage that was retrieved, of this commune, shown with its source.

    url: path on this server that opens the document at the passage.
    """

    document_id: str
    title: str
    file: str
    locator: str
    passage: str
    url: str
    in_force_from: date | None = None
    in_force_until: date | None = None


@dataclass(frozen=True, slots=True)
class Handoff:
    """The service that can answer when the assistant cannot."""

    service: str
    phone: str = ""
    email: str = ""
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the citizen receives. `seconds`: wall time from the question's arrival.

    trace: how it came about; for whoever measures, not part of what was said.
    """

    answer_id: str
    text: str
    kind: Kind
    commune: str
    citations: tuple[Citation, ...] = ()
    conflict: bool = False
    follow_up: tuple[str, ...] = ()
    handoff: Handoff | None = None
    first_text_seconds: float = 0.0
    seconds: float = 0.0
    model: str = ""
    index_version: int = 0
    trace: Trace | None = field(default=None, compare=False, repr=False)
