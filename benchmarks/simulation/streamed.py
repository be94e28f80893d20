"""One answer as it came through an engine's door: when each piece came, and which tokens it carried."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.simulation.drafts import Trace, traced
from benchmarks.simulation.sequence import Step


@dataclass(frozen=True, slots=True)
class Piece:
    """What one event of the stream carried. at: seconds since the door was opened. tokens: their numbers."""

    at: float
    tokens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Streamed:
    """One answer. begun, and `at` of each piece: on the same clock. prompt: its tokens, by number.

    numbered: whether the engine told its tokens' numbers; 0 stands for each where it did not. cached: tokens
    of the prompt that were found and not computed.
    """

    begun: float
    prompt: tuple[int, ...]
    pieces: tuple[Piece, ...]
    cached: int
    numbered: bool

    @property
    def trace(self) -> Trace:
        """Its steps; without drafts where they cannot be known."""
        chunks = [piece.tokens for piece in self.pieces]
        if self.numbered:
            return traced(self.prompt, chunks)
        return Trace(len(self.prompt), tuple(Step(0, len(chunk)) for chunk in chunks[1:]))

    @property
    def first_text_seconds(self) -> float:
        return self.pieces[0].at - self.begun

    @property
    def seconds(self) -> float:
        return self.pieces[-1].at - self.begun

    @property
    def written(self) -> int:
        """Tokens of the answer."""
        return sum(len(piece.tokens) for piece in self.pieces)
