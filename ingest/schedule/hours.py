"""The nouns that every notation of hours becomes. Without I/O."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.facts import OpeningSlot


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of one service. comment: of the whole service; all of its words when not understood."""

    slots: tuple[OpeningSlot, ...] = ()
    comment: str = ""
