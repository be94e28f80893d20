"""A running engine asked as calibration needs it: prompts of some lengths, so many answers at once.

Every prompt is new to the engine, unless it is said that its beginning is known. Judges nothing.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from benchmarks.simulation.filler import made_up
from benchmarks.simulation.fit import Observation
from benchmarks.simulation.roofline import Work, of_chunks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.simulation.door import Door
    from benchmarks.simulation.sequence import Step
    from benchmarks.simulation.streamed import Streamed

_WRITTEN: Final = 48  # tokens of an answer whose steps are timed
_FEWEST_STEPS: Final = 4


def first_texts(door: Door, lengths: Iterable[int], repeats: int, batched: int) -> list[Observation]:
    """For each length, the median time to the first text of new prompts of about so many tokens."""
    lengths = list(lengths)
    turns = [[door.stream(made_up(length)) for length in lengths] for _ in range(repeats)]
    return [_first_text(same, batched) for same in zip(*turns, strict=True)]


def _first_text(same: Sequence[Streamed], batched: int) -> Observation:
    tokens = round(statistics.median(len(one.prompt) for one in same))
    seconds = statistics.median(one.first_text_seconds for one in same)
    return Observation(f"premier texte, {tokens} jetons", tuple(reading(tokens, batched)), 1, seconds)


def reading(tokens: int, batched: int) -> list[Work]:
    """The steps of a prompt that nobody reads beside."""
    starts = range(0, tokens, batched)
    return [of_chunks([(start, min(batched, tokens - start))]) for start in starts]


def at_once(
    door: Door, prompts: Sequence[dict[str, Any]], repeats: int, name: str = "", salt: str = "calibration"
) -> list[Observation]:
    """The mean step while all these prompts are answered at once; alone, by tokens computed in a step.

    Their beginnings are known to the engine after a first turn that is not counted.
    """
    asked = [{**prompt, "max_tokens": _WRITTEN, "ignore_eos": True, "cache_salt": salt} for prompt in prompts]
    door.streams(asked)
    turns = [_window(door.streams(asked)) for _ in range(repeats)]
    steps = [step for turn in turns for step in turn.steps]
    if len(steps) < _FEWEST_STEPS:
        return []
    title = name or f"un pas, {len(prompts)} à la fois"
    if len(prompts) > 1 or name:
        seconds = statistics.median(turn.step_seconds for turn in turns)
        return [Observation(title, (_mean([turn.work for turn in turns]),), 0, seconds)]
    return _by_tokens(turns, title)


@dataclass(frozen=True, slots=True)
class Timed:
    """One step of one answer. before: tokens that it had."""

    step: Step
    before: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Window:
    """While all answers were being written. steps: of the first one. work: of the mean step of all."""

    steps: list[Timed]
    step_seconds: float
    work: Work


def _window(told: Sequence[Streamed]) -> Window:
    begun = max(one.pieces[0].at for one in told)
    ended = min(one.pieces[-1].at for one in told)
    inside = [_inside(one, begun, ended) for one in told]
    count = statistics.mean(len(steps) for steps in inside) or 1
    works = [of_chunks((one.before, 1 + one.step.drafted) for one in steps) for steps in inside]
    summed = Work(
        sum(work.tokens for work in works) / count,
        len(told),
        sum(work.context for work in works) / count,
        sum(work.pairs for work in works) / count,
    )
    return Window(inside[0], (ended - begun) / count, summed)


def _inside(told: Streamed, begun: float, ended: float) -> list[Timed]:
    """Its steps that ended in this time."""
    steps, trace = [], told.trace
    known = trace.prompt
    for place, step in enumerate(trace.steps, start=1):
        before, now = told.pieces[place - 1].at, told.pieces[place].at
        if begun < now <= ended:
            steps.append(Timed(step, known, now - before))
        known += step.written
    return steps


def _by_tokens(turns: Sequence[Window], title: str) -> list[Observation]:
    """The median step of each number of tokens that was seen often enough."""
    groups: dict[int, list[Timed]] = {}
    for one in (step for turn in turns for step in turn.steps):
        groups.setdefault(1 + one.step.drafted, []).append(one)
    return [
        Observation(
            f"{title}, {tokens} jeton{'s' if tokens > 1 else ''}",
            (_mean([of_chunks([(one.before, tokens)]) for one in group]),),
            0,
            statistics.median(one.seconds for one in group),
        )
        for tokens, group in sorted(groups.items())
        if len(group) >= _FEWEST_STEPS
    ]


def _mean(works: Sequence[Work]) -> Work:
    count = len(works)
    return Work(
        sum(work.tokens for work in works) / count,
        sum(work.sequences for work in works) / count,
        sum(work.context for work in works) / count,
        sum(work.pairs for work in works) / count,
    )
