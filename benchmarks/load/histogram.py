"""Durations, counted exactly enough: HDR histograms, three digits, added and never averaged."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, Self

from hdrh.histogram import HdrHistogram

from benchmarks.statistics import DEVIATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNITS: Final = 1_000_000  # a second in microseconds
_LONGEST: Final = 3600 * _UNITS
_DIGITS: Final = 3
_PERCENTS: Final = (50.0, 90.0, 95.0, 99.0)


class Durations:
    """Seconds from a microsecond to an hour; what is longer counts as an hour, what is shorter as none."""

    def __init__(self) -> None:
        self._counts = HdrHistogram(1, _LONGEST, _DIGITS)

    def record(self, seconds: float) -> None:
        self._counts.record_value(min(max(round(seconds * _UNITS), 0), _LONGEST))

    def add(self, other: Durations) -> None:
        """As if all of the other's durations had been recorded here."""
        self._counts.add(other._counts)

    @property
    def count(self) -> int:
        return int(self._counts.get_total_count())

    def percentile(self, percent: float) -> float:
        """In seconds; 0 when nothing was recorded."""
        return float(self._counts.get_value_at_percentile(percent)) / _UNITS if self.count else 0.0

    def interval(self, percent: float) -> tuple[float, float]:
        """Where the true percentile lies at 95 %: two order statistics (binomial, normal approximation)."""
        share, count = percent / 100, max(self.count, 1)
        reach = 100 * DEVIATIONS * math.sqrt(share * (1 - share) / count)
        return self.percentile(max(percent - reach, 0.0)), self.percentile(min(percent + reach, 100.0))

    def share_over(self, seconds: float) -> float:
        """Which share of the durations is longer, 0 to 1."""
        if not self.count:
            return 0.0
        limit = self._counts.get_highest_equivalent_value(round(seconds * _UNITS))
        if self._counts.get_max_value() <= limit:  # spares a walk over every count
            return 0.0
        recorded = self._counts.get_recorded_iterator()
        longer = sum(one.count_added_in_this_iter_step for one in recorded if one.value_iterated_to > limit)
        return float(longer / self.count)

    def curve(self) -> list[tuple[float, float]]:
        """(seconds, share of the durations that are no longer), for a plot."""
        done, points = 0, []
        for item in self._counts.get_recorded_iterator():
            done += item.count_added_in_this_iter_step
            points.append((item.value_iterated_to / _UNITS, done / self.count))
        return points

    def plain(self) -> dict[str, Any]:
        """As JSON: seconds, each percentile with its interval, and the whole histogram for later merges."""
        told: dict[str, Any] = {"count": self.count}
        if self.count:
            told |= {f"p{percent:g}": self._told(percent) for percent in _PERCENTS}
            told["max"] = round(self._counts.get_max_value() / _UNITS, 6)
            told["hdr"] = self.encoded()
        return told

    def encoded(self) -> str:
        """HdrHistogram's own V2 encoding, base64."""
        return bytes(self._counts.encode()).decode("ascii")

    @classmethod
    def decoded(cls, text: str) -> Self:
        found = cls()
        found._counts.decode_and_add(text.encode("ascii"))
        return found

    @classmethod
    def of(cls, seconds: Iterable[float]) -> Self:
        found = cls()
        for one in seconds:
            found.record(one)
        return found

    def _told(self, percent: float) -> dict[str, float]:
        low, high = self.interval(percent)
        return {"value": round(self.percentile(percent), 6), "low": round(low, 6), "high": round(high, 6)}


def merged(many: Iterable[Durations]) -> Durations:
    """All of them in one: the percentiles of the whole, which no mean of percentiles gives."""
    every = Durations()
    for one in many:
        every.add(one)
    return every
