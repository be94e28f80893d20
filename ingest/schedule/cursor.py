"""A place in a list of tokens, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.schedule.groups import NotUnderstood

if TYPE_CHECKING:
    from ingest.schedule.tokens import Token


@dataclass(slots=True)
class Cursor:
    """place: of the token that is taken next; the one being read is before it."""

    tokens: list[Token]
    place: int = 0

    def pop(self) -> Token:
        if self.place >= len(self.tokens):
            raise NotUnderstood
        self.place += 1
        return self.tokens[self.place - 1]

    def kind(self, place: int) -> str:
        return self.tokens[place].kind if 0 <= place < len(self.tokens) else "end"

    def next(self) -> str:
        return self.kind(self.place)

    def after_next(self) -> str:
        return self.kind(self.place + 1)

    def before(self) -> str:
        return self.tokens[self.place - 2].kind if self.place > 1 else "start"

    def comes(self, *kinds: str, until: tuple[str, ...]) -> bool:
        """Whether one of the kinds comes before any of `until`."""
        for token in self.tokens[self.place :]:
            if token.kind in until:
                return False
            if token.kind in kinds:
                return True
        return False
