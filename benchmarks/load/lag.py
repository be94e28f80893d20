"""Whether the generator kept its own promise: a run that it held up says nothing of the appliance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from benchmarks.load.histogram import Durations

LATE_SECONDS: Final = 0.010
MOST_LATE: Final = 0.01


@dataclass(frozen=True, slots=True)
class Lateness:
    """share: of the questions that left more than LATE_SECONDS after they were due. All else in seconds."""

    share: float
    p99: float
    longest: float

    @property
    def void(self) -> bool:
        """More than one question in a hundred left late: the percentiles hold the generator's own delay."""
        return self.share > MOST_LATE

    def plain(self) -> dict[str, Any]:
        return {
            "late_share": round(self.share, 5),
            "late_is_over_seconds": LATE_SECONDS,
            "void_over_share": MOST_LATE,
            "p99_seconds": round(self.p99, 6),
            "max_seconds": round(self.longest, 6),
            "void": self.void,
        }


def lateness(lag: Durations) -> Lateness:
    return Lateness(lag.share_over(LATE_SECONDS), lag.percentile(99), lag.percentile(100))
