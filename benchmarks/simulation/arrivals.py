"""When questions come: at a mean rate, evenly by chance or in bursts. Knows no question and no clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

_DAYS = 365.0
_HOUR = 3600.0


def gaps(chance: random.Random, per_second: float, burst: float) -> Iterator[float]:
    """Seconds between one question and the next, without end.

    burst: squared variation of a gap (a Gamma law); 1 is Poisson's, more of it comes in bursts.
    """
    while True:
        yield chance.gammavariate(1 / burst, burst / per_second)


def fullest_hour(
    inhabitants: float, per_inhabitant_year: float, busy_day: float, peak_hour_share: float
) -> float:
    """Questions a second in the fullest hour of the fullest day."""
    return inhabitants * per_inhabitant_year / _DAYS * busy_day * peak_hour_share / _HOUR


def inhabitants_for(
    per_second: float, per_inhabitant_year: float, busy_day: float, peak_hour_share: float
) -> float:
    """Whose fullest hour this rate is."""
    return per_second / fullest_hour(1.0, per_inhabitant_year, busy_day, peak_hour_share)
