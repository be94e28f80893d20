"""Answers as a real engine wrote them, step by step, for the model to write again. Keeps no text.

What an engine kept of each n-gram draft is seen in its stream; what it had drafted is found again by the same
rule: the longest end of all tokens so far that stood before, and what came after it the first time.
"""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from benchmarks.simulation.sequence import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Ngram:
    """As in the engine's `speculative_config`."""

    drafted: int = 4
    shortest: int = 2
    longest: int = 4

    def propose(self, tokens: Sequence[int]) -> list[int]:
        """At most `drafted` tokens that may follow."""
        for length in range(min(self.longest, len(tokens) - 1), self.shortest - 1, -1):
            end = list(tokens[-length:])
            for place in range(len(tokens) - length):
                if tokens[place] == end[0] and list(tokens[place : place + length]) == end:
                    return list(tokens[place + length : place + length + self.drafted])
        return []


PROFILES: Final = Ngram()  # the same in every profile, which a test checks


@dataclass(frozen=True, slots=True)
class Trace:
    """One answer. prompt: its tokens. steps: after the first token."""

    prompt: int
    steps: tuple[Step, ...]

    @property
    def written(self) -> int:
        """Tokens of the answer."""
        return 1 + sum(step.written for step in self.steps)

    def longer(self, times: float) -> Trace:
        """As many times as many steps, the same ones over again."""
        count = round(len(self.steps) * times)
        return Trace(self.prompt, tuple(itertools.islice(itertools.cycle(self.steps), count)))

    def undrafted(self) -> Trace:
        """The same text, token by token."""
        return Trace(self.prompt, (Step(0, 1),) * (self.written - 1))


def traced(prompt: Sequence[int], chunks: Sequence[Sequence[int]], rule: Ngram = PROFILES) -> Trace:
    """From the tokens of a prompt, and of each piece that was streamed; the first piece ends the reading."""
    known = [*prompt, *chunks[0]]
    steps = []
    for chunk in chunks[1:]:
        steps.append(Step(len(rule.propose(known)), len(chunk)))
        known += chunk
    return Trace(len(prompt), tuple(steps))


def disagreements(traces: Iterable[Trace]) -> int:
    """Steps that kept more than was drafted: the rule above is then not the engine's."""
    return sum(step.written > step.drafted + 1 for trace in traces for step in trace.steps)


def per_step(traces: Sequence[Trace]) -> float:
    """Tokens that a step writes, over all of them; 1 without any."""
    steps = [step for trace in traces for step in trace.steps]
    return sum(step.written for step in steps) / len(steps) if steps else 1.0


def write(path: Path, traces: Iterable[Trace]) -> None:
    """One answer a line: its prompt's tokens, then `[drafted, written]` for each step."""
    lines = [
        json.dumps({"prompt": one.prompt, "steps": [[step.drafted, step.written] for step in one.steps]})
        for one in traces
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read(path: Path) -> list[Trace]:
    told = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Trace(one["prompt"], tuple(Step(*step) for step in one["steps"])) for one in told]
