"""The roofline of a machine that is here, found from what its engine was seen to take. Measures nothing.

Which side each observation waits for decides how it counts, and follows from the roofline that is looked for:
both are found in turn. No coefficient is negative; errors count in proportion to what was seen.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from benchmarks.simulation.roofline import Roofline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from benchmarks.simulation.roofline import Work

_OVERLAPS: Final = (1.0, 0.75, 0.5, 0.25, 0.0)
_TURNS: Final = 20
_FEW_TOKENS: Final = 32  # below, a step is first taken to wait for its weights


@dataclass(frozen=True, slots=True)
class Observation:
    """What was seen to take `seconds`: these steps, one after the other, and the door, 0 or 1 times."""

    what: str
    works: tuple[Work, ...]
    doors: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Machine:
    """An engine as it is reached. door: seconds of a request besides its steps."""

    roofline: Roofline
    door: float

    def seconds(self, seen: Observation) -> float:
        """What this machine should take for the same."""
        return self.door * seen.doors + sum(self.roofline.seconds(work) for work in seen.works)

    def error(self, seen: Observation) -> float:
        """Of the prediction, as a share of what was seen."""
        return self.seconds(seen) / seen.seconds - 1


def fitted(seen: Sequence[Observation]) -> Machine:
    """The machine that comes nearest to all observations."""
    found = [_with_overlap(seen, overlap) for overlap in _OVERLAPS]
    return min(found, key=lambda machine: sum(machine.error(one) ** 2 for one in seen))


def _with_overlap(seen: Sequence[Observation], overlap: float) -> Machine:
    """The nearest with this overlap, from where reading and computing change places no more."""
    computing = [[work.tokens > _FEW_TOKENS for work in one.works] for one in seen]
    for _ in range(_TURNS):
        rows = [_row(one, sides, overlap) for one, sides in zip(seen, computing, strict=True)]
        machine = _machine(_nearest(np.array(rows)), overlap)
        again = [[_waits_for_computing(machine.roofline, work) for work in one.works] for one in seen]
        if again == computing:
            break
        computing = again
    return machine


def _row(seen: Observation, computing: Sequence[bool], overlap: float) -> list[float]:
    """How often each coefficient counts, as a share of what was seen: their sum should be 1."""
    door = float(seen.doors)
    overhead = weights = context = token = pair = sequence = 0.0
    for work, waits in zip(seen.works, computing, strict=True):
        read, compute = (1 - overlap, 1.0) if waits else (1.0, 1 - overlap)
        overhead += 1
        sequence += work.sequences
        weights += read
        context += read * work.context
        token += compute * work.tokens
        pair += compute * work.pairs
    return [part / seen.seconds for part in (door, overhead, weights, context, token, pair, sequence)]


def _nearest(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """The coefficients, none negative, whose rows come nearest to 1: every choice of zeros is tried."""
    ones, count = np.ones(len(rows)), rows.shape[1]
    scale = np.where(rows.max(axis=0) > 0, rows.max(axis=0), 1.0)
    best, least = np.zeros(count), float("inf")
    for kept in itertools.product((False, True), repeat=count):
        used = np.flatnonzero(kept)
        if not len(used):
            continue
        found = np.linalg.lstsq(rows[:, used] / scale[used], ones, rcond=None)[0] / scale[used]
        missed = float(np.sum((rows[:, used] @ found - ones) ** 2))
        if found.min() >= 0 and missed < least - 1e-12:
            best, least = np.zeros(count), missed
            best[used] = found
    return best


def _machine(found: NDArray[np.float64], overlap: float) -> Machine:
    door, overhead, weights, context, token, pair, sequence = (float(one) for one in found)
    return Machine(Roofline(overhead, weights, context, token, pair, sequence, overlap), door)


def _waits_for_computing(roofline: Roofline, work: Work) -> bool:
    reading = roofline.weights + roofline.context * work.context
    return roofline.token * work.tokens + roofline.pair * work.pairs > reading
