"""Questions put to all arms one after the other; who is first turns with each question. Scores nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.arms import Timed
    from benchmarks.compare.arms import Arm
    from benchmarks.compare.questions import Asked


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what each arm said, by its name; an arm that it is not for is not there."""

    asked: Asked
    said: dict[str, Timed]


def taken(
    groups: Sequence[Sequence[Arm]], questions: Sequence[Asked], seen: Callable[[int, Turn], None]
) -> list[Turn]:
    """Within a group the order stands. seen: told of each question once all arms have answered it."""
    turns = []
    for number, asked in enumerate(questions):
        said = {}
        for arm in turned(groups, number):
            if (answer := arm.ask(asked)) is not None:
                said[arm.name] = answer
        turns.append(Turn(asked, said))
        seen(number, turns[-1])
    return turns


def turned(groups: Sequence[Sequence[Arm]], number: int) -> list[Arm]:
    """Each group is first in its turn."""
    first = number % len(groups)
    return [arm for group in (*groups[first:], *groups[:first]) for arm in group]
