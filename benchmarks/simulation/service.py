"""How citizens were served in one simulation, and from which rate on they no longer are."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from benchmarks.statistics import percentile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.simulation.gateway import Outcome
    from benchmarks.simulation.installation import Seen

IN_TIME: Final = 0.95
_CLOSE: Final = 1.04  # between the last rate that was served and the first that was not


@dataclass(frozen=True, slots=True)
class Service:
    """Shares 0 to 1, times in seconds. in_time: of all offered, answered by their own rung in time.

    kept: of all offered, an earlier answer found again.
    written_in_time: of those that need writing. p50, p95, p99: whole answers, all kinds; written_p95,
    first_text_p95: of answers that were written, the engine's first token.
    """

    offered: int
    kept: float
    in_time: float
    written_in_time: float
    p50: float
    p95: float
    p99: float
    written_p95: float
    first_text_p95: float
    busy: float
    memory: float
    thrown_out: int
    ended: dict[str, int]

    @property
    def good(self) -> bool:
        """A question that wants writing and is only quoted counts as not served, however quick that is."""
        return self.in_time >= IN_TIME and self.written_in_time >= IN_TIME

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        told = asdict(self)
        return {key: round(one, 4) if isinstance(one, float) else one for key, one in told.items()}


def of(seen: Seen, deadline: float) -> Service:
    """Without the questions that found the engines cold."""
    counted = seen.counted
    wanted = [one for one in counted if one.rung == "written"]
    written = [one for one in wanted if one.ended == "answered"]
    whole = [one.seconds for one in counted]
    return Service(
        offered=len(counted),
        kept=sum(one.rung == "kept" for one in counted) / len(counted),
        in_time=_share(counted, deadline),
        written_in_time=_share(wanted, deadline),
        p50=percentile(whole, 50),
        p95=percentile(whole, 95),
        p99=percentile(whole, 99),
        written_p95=percentile([one.seconds for one in written], 95) if written else 0.0,
        first_text_p95=percentile([one.first_text for one in written], 95) if written else 0.0,
        busy=seen.busy,
        memory=seen.memory,
        thrown_out=seen.thrown_out,
        ended=dict(sorted(Counter(one.ended for one in counted).items())),
    )


def _share(outcomes: Sequence[Outcome], deadline: float) -> float:
    """1 of nobody."""
    good = sum(one.ended == "answered" and one.seconds <= deadline for one in outcomes)
    return good / len(outcomes) if outcomes else 1.0


def highest(serve: Callable[[float], bool], start: float) -> float:
    """The highest rate that is served, to 4 %: doubled until it is not, then narrowed. 0 when none is.

    serve: whether so many questions a second are; start: the first one tried.
    """
    low, high = 0.0, start
    while serve(high):
        low, high = high, 2 * high
    if not low:
        low = _served_below(serve, start)
        if not low:
            return 0.0
        high = 2 * low
    while high / low > _CLOSE:
        middle = (low * high) ** 0.5
        low, high = (middle, high) if serve(middle) else (low, middle)
    return low


def _served_below(serve: Callable[[float], bool], start: float) -> float:
    """Half, a quarter… of a rate that is not served; 0 when a thousandth is not either."""
    rate = start / 2
    while rate > start / 1000:
        if serve(rate):
            return rate
        rate /= 2
    return 0.0
