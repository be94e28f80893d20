"""The nouns of an engine's queue: what is asked, and how far each request has come. No time passes here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import simpy

    from benchmarks.simulation.memory import Blocks


@dataclass(frozen=True, slots=True)
class Step:
    """One step of writing. drafted: tokens proposed and checked with the next one; written: all kept."""

    drafted: int
    written: int


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first `tokens` of a prompt, the same in every prompt that names it."""

    name: str
    tokens: int


@dataclass(frozen=True, slots=True)
class Asked:
    """prompt: tokens, one at least. beginnings: each holds the one before. answer: steps after the first
    token, which comes with the end of the prompt.
    """

    prompt: int
    answer: tuple[Step, ...] = ()
    beginnings: tuple[Beginning, ...] = ()

    @property
    def tokens(self) -> int:
        """The most that it ever needs at once: prompt, answer, and what is drafted beyond its end."""
        beyond = max((step.drafted for step in self.answer), default=0)
        return self.prompt + 1 + beyond + sum(step.written for step in self.answer)


@dataclass(slots=True, eq=False)
class Sequence:
    """One request on its way. first, done: fire with its first token and its last.

    computed: tokens whose keys are kept. written: tokens of the answer. cached: tokens found, never computed.
    blocks: its own; shared: those of the beginnings that it uses.
    """

    asked: Asked
    first: simpy.Event
    done: simpy.Event
    computed: int = 0
    written: int = 0
    cached: int = 0
    place: int = 0
    blocks: int = 0
    shared: int = 0
    beginnings: list[str] = field(default_factory=list)
    cancelled: bool = False

    @property
    def known(self) -> int:
        """Tokens that there are by now; all but the last must be computed before the next step of writing."""
        return self.asked.prompt + self.written

    @property
    def reading(self) -> bool:
        """Whether tokens of the prompt, or of an answer thrown out of memory, wait to be computed."""
        return self.computed < max(self.asked.prompt, self.known - 1)

    def due(self, budget: int) -> int:
        """Tokens of its next step, at most `budget`."""
        if self.reading:
            return min(budget, max(self.asked.prompt, self.known - 1) - self.computed)
        return min(budget, 1 + self.asked.answer[self.place].drafted)

    def advance(self, tokens: int) -> bool:
        """After a step of `tokens`; True when the answer is whole."""
        if self.reading:
            self.computed += tokens
            if not self.reading and not self.written:
                self.written = 1
                self.first.succeed()
        else:
            step = self.asked.answer[self.place]
            self.place += 1
            self.written += step.written
            self.computed = self.known - 1
        return bool(self.written) and self.place == len(self.asked.answer) and not self.reading

    def find_beginnings(self, blocks: Blocks) -> None:
        """Starts after what is kept of its prompt; the last token is always computed."""
        wanted = self.asked.beginnings
        self.beginnings = blocks.find([one.name for one in wanted])
        found = wanted[len(self.beginnings) - 1].tokens if self.beginnings else 0
        self.shared = found // blocks.size
        self.computed = self.cached = min(self.shared * blocks.size, self.asked.prompt - 1)

    def keep_beginnings(self, blocks: Blocks) -> None:
        """Gives the blocks of its prompt's beginnings to whoever asks next."""
        before = 0
        for one in self.asked.beginnings:
            count = one.tokens // blocks.size
            if one.name not in self.beginnings:
                blocks.keep(one.name, count - before)
                self.blocks -= count - before
                self.shared += count - before
                self.beginnings.append(one.name)
            before = count

    def leave(self, blocks: Blocks) -> None:
        """Gives back all that it holds."""
        blocks.give_back(self.blocks)
        blocks.leave(self.beginnings)
        self.blocks = self.shared = self.computed = 0
        self.beginnings = []
