"""When questions come: at a mean rate, evenly by chance or in bursts. Knows no question and no clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator


def gaps(chance: random.Random, per_second: float, burst: float) -> Iterator[float]:
    """Seconds between one question and the next, without end.

    burst: squared variation of a gap (a Gamma law); 1 is Poisson's, more of it comes in bursts.
    """
    while True:
        yield chance.gammavariate(1 / burst, burst / per_second)
