"""The blocks of an engine's keys and values: who holds them, and beginnings that later requests find again.

Knows no time. What is held never exceeds what there is; a beginning that nobody uses
stays until room is needed.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(slots=True)
class _Beginning:
    blocks: int
    users: int


class Blocks:
    """`total` blocks of `size` tokens each."""

    def __init__(self, total: int, size: int) -> None:
        self.total, self.size = total, size
        self._private = 0
        self._shared: OrderedDict[str, _Beginning] = OrderedDict()

    @property
    def used(self) -> int:
        """By requests, and by beginnings that are kept."""
        return self._private + sum(one.blocks for one in self._shared.values())

    @property
    def held(self) -> int:
        """Only what cannot be given away: by requests, and by the beginnings that they use."""
        return self._private + sum(one.blocks for one in self._shared.values() if one.users)

    def of(self, tokens: int) -> int:
        """Blocks that so many tokens need."""
        return -(-tokens // self.size)

    def take(self, blocks: int) -> bool:
        """Holds so many more, forgetting beginnings that nobody uses; False when there is no room."""
        if self.held + blocks > self.total:
            return False
        while self.used + blocks > self.total:
            del self._shared[next(name for name, one in self._shared.items() if not one.users)]
        self._private += blocks
        return True

    def give_back(self, blocks: int) -> None:
        self._private -= blocks

    def find(self, names: Sequence[str]) -> list[str]:
        """Those of these beginnings, each longer than the one before, that are kept; they are used now."""
        found = []
        for name in names:
            if name not in self._shared:
                break
            found.append(name)
        for name in reversed(found):  # the last one is forgotten first
            self._shared[name].users += 1
            self._shared.move_to_end(name)
        return found

    def keep(self, name: str, blocks: int) -> None:
        """Private blocks become a beginning, used by who kept it; a second copy of it is free at once."""
        self._private -= blocks
        known = self._shared.get(name)
        if known:
            known.users += 1
            return
        self._shared[name] = _Beginning(blocks, 1)

    def leave(self, names: Sequence[str]) -> None:
        """These beginnings have one user less."""
        for name in names:
            self._shared[name].users -= 1
