"""What happens while a question climbs the ladder, in order, as the citizen's page receives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inference.question import Answer, Citation


@dataclass(frozen=True, slots=True)
class Status:
    """stage: `searching` or `writing`."""

    stage: str


@dataclass(frozen=True, slots=True)
class Text:
    """More of the answer, to be appended."""

    text: str


@dataclass(frozen=True, slots=True)
class Replace:
    """The guard took back what was streamed: this stands instead of all of it."""

    text: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The passages that the answer rests on."""

    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """The whole answer; always the last event."""

    answer: Answer


Event = Status | Text | Replace | Sources | Done
