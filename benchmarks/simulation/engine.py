"""A batching engine as vLLM schedules: first the requests at work, then those that wait, chunk by chunk.

Each step computes what its budget of tokens allows; the roofline says how long that takes. A request enters
when a seat and blocks for its whole prompt are free; when blocks run out, the youngest is thrown out and
starts again. Knows no question.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.simulation.memory import Blocks
from benchmarks.simulation.roofline import of_chunks
from benchmarks.simulation.sequence import Sequence

if TYPE_CHECKING:
    from collections.abc import Generator

    import simpy

    from benchmarks.simulation.roofline import Roofline
    from benchmarks.simulation.sequence import Asked


@dataclass(frozen=True, slots=True)
class Limits:
    """seats: requests at once. batched_tokens: of one step. kv_tokens: that fit in memory. block: tokens."""

    seats: int
    batched_tokens: int
    kv_tokens: int
    block: int = 16


class Engine:
    """One copy of a model. most_blocks: that were ever in use; thrown_out: requests that started again."""

    def __init__(self, env: simpy.Environment, roofline: Roofline, limits: Limits) -> None:
        self._env, self._roofline, self._limits = env, roofline, limits
        self._waiting: deque[Sequence] = deque()
        self._running: list[Sequence] = []
        self._rung = env.event()
        self.blocks = Blocks(limits.kv_tokens // limits.block, limits.block)
        self.most_blocks = self.thrown_out = 0
        self.busy_seconds = 0.0
        env.process(self._steps())

    @property
    def present(self) -> int:
        """Requests at work or waiting."""
        return len(self._running) + len(self._waiting)

    def ask(self, asked: Asked) -> Sequence:
        """Puts it at the end of the queue. ValueError when it fits no memory at all."""
        if self.blocks.of(asked.tokens) > self.blocks.total:
            raise ValueError(f"{asked.tokens} tokens never fit {self._limits.kv_tokens}")
        sequence = Sequence(asked, self._env.event(), self._env.event())
        self._waiting.append(sequence)
        if not self._rung.triggered:
            self._rung.succeed()
        return sequence

    def cancel(self, sequence: Sequence) -> None:
        """Its place is free after the step under way."""
        sequence.cancelled = True

    def _steps(self) -> Generator[simpy.Event]:
        while True:
            batch = self._schedule()
            if not batch:
                self._rung = self._env.event()
                yield self._rung
                continue
            work = of_chunks((sequence.computed, tokens) for sequence, tokens in batch)
            seconds = self._roofline.seconds(work)
            yield self._env.timeout(seconds)
            self.busy_seconds += seconds
            for sequence, tokens in batch:
                self._advance(sequence, tokens)

    def _schedule(self) -> list[tuple[Sequence, int]]:
        """The next step: sequences, each with its tokens."""
        self._forget_cancelled()
        budget, batch, thrown_out = self._limits.batched_tokens, [], self.thrown_out
        place = 0
        while place < len(self._running) and budget > 0:
            sequence = self._running[place]
            tokens = sequence.due(budget)
            if not self._room(sequence, sequence.computed + tokens):
                continue  # it, or a younger one, was thrown out: look again
            batch.append((sequence, tokens))
            budget -= tokens
            place += 1
        seats = self._limits.seats if thrown_out == self.thrown_out else 0
        while self._waiting and len(self._running) < seats and budget > 0:
            sequence = self._waiting[0]
            if not self._enter(sequence):
                break
            tokens = sequence.due(budget)
            batch.append((sequence, tokens))
            budget -= tokens
        self.most_blocks = max(self.most_blocks, self.blocks.used)
        return batch

    def _enter(self, sequence: Sequence) -> bool:
        """Whether the first who waits has a seat and blocks for all its tokens so far."""
        sequence.find_beginnings(self.blocks)
        needed = self.blocks.of(sequence.known) - sequence.shared
        if not self.blocks.take(needed):
            sequence.leave(self.blocks)
            return False
        sequence.blocks = needed
        self._running.append(self._waiting.popleft())
        return True

    def _room(self, sequence: Sequence, tokens: int) -> bool:
        """Blocks for `tokens`; False after the youngest was thrown out for want of them."""
        needed = self.blocks.of(tokens) - sequence.blocks - sequence.shared
        if needed <= 0:
            return True
        if self.blocks.take(needed):
            sequence.blocks += needed
            return True
        youngest = self._running.pop()
        youngest.leave(self.blocks)
        self._waiting.appendleft(youngest)
        self.thrown_out += 1
        return False

    def _advance(self, sequence: Sequence, tokens: int) -> None:
        was_reading = sequence.reading
        whole = sequence.advance(tokens)
        if was_reading and not sequence.reading:
            sequence.keep_beginnings(self.blocks)
        if whole:
            self._running.remove(sequence)
            sequence.leave(self.blocks)
            sequence.done.succeed()

    def _forget_cancelled(self) -> None:
        for queue in (self._running, self._waiting):
            for sequence in [one for one in queue if one.cancelled]:
                queue.remove(sequence)
                sequence.leave(self.blocks)
