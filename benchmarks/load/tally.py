"""What came of a run, counted so that the counts of several workers can be added."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Self

from benchmarks.load.histogram import Durations, merged
from benchmarks.scoring import Outcome

if TYPE_CHECKING:
    from benchmarks.load.drawing import Planned
    from benchmarks.load.visitor import Told
    from benchmarks.scoring import Verdict

LONGEST_SECONDS: Final = 120.0  # a citizen's patience; what never comes counts as if it came then


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Seconds from the moment a question was due. written: of answers that the engine writes."""

    written: float
    other: float

    def of(self, kind: str) -> float:
        return self.written if kind == "generated" else self.other


@dataclass
class Tally:
    """offered: all but who leaves by plan and the `warming`, of whom nothing else is counted.

    lost: offered and never answered: refused, broken off, or longer than anybody waits. unfinished: not even
    that when the run ended. good: right, cited and in time. kinds: `kind/outcome` → how many. whole, first:
    seconds from the due moment, by kind. gaps: between two texts of one answer. lag: from the due moment to
    the sending. due, ended: second of the run → how many were due, were over. busy_seconds: of the workers'
    processors.
    """

    offered: int = 0
    in_time: int = 0
    right: int = 0
    good: int = 0
    leavers: int = 0
    warming: int = 0
    lost: int = 0
    unfinished: int = 0
    busy_seconds: float = 0.0
    kinds: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    whole: dict[str, Durations] = field(default_factory=dict)
    first: dict[str, Durations] = field(default_factory=dict)
    gaps: Durations = field(default_factory=Durations)
    lag: Durations = field(default_factory=Durations)
    due: Counter[int] = field(default_factory=Counter)
    ended: Counter[int] = field(default_factory=Counter)

    def sent(self, planned: Planned, lag_seconds: float) -> None:
        """A question has left the generator, so late."""
        self.lag.record(lag_seconds)
        self.due[int(planned.due)] += 1
        if not planned.counts:
            self.warming += 1
        elif planned.leaves_after:
            self.leavers += 1
        else:
            self.offered += 1

    def told(self, planned: Planned, told: Told, verdict: Verdict | None, deadlines: Deadlines) -> None:
        """A question is over. verdict: None where the mix does not say what is right."""
        self.ended[int(planned.due + told.whole_seconds)] += 1
        if not planned.counts:
            return
        right = told.answered and (verdict is None or verdict.outcome is Outcome.RIGHT)
        self.kinds[f"{told.kind}/{_outcome(told, verdict)}"] += 1
        if planned.leaves_after:
            return
        if told.answered:
            self._timed(told)
        else:
            self.lost += 1
        in_time = told.answered and told.whole_seconds <= deadlines.of(told.kind)
        self.in_time += in_time
        self.right += right
        self.good += right and in_time
        if verdict and verdict.outcome is not Outcome.RIGHT:
            self.reasons[f"{planned.question.id.rsplit('-', 1)[0]} : {told.kind}, {verdict.why[0]}"] += 1

    def _timed(self, told: Told) -> None:
        if told.kind not in self.whole:  # a histogram is too large to be made for each answer
            self.whole[told.kind], self.first[told.kind] = Durations(), Durations()
        self.whole[told.kind].record(told.whole_seconds)
        self.first[told.kind].record(told.first_seconds)
        for gap in told.gaps:
            self.gaps.record(gap)

    def add(self, other: Tally) -> None:
        """The other worker's counts, added."""
        for name in _NUMBERS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in _COUNTERS:
            getattr(self, name).update(getattr(other, name))
        for name in _BY_KIND:
            for kind, durations in getattr(other, name).items():
                getattr(self, name).setdefault(kind, Durations()).add(durations)
        self.gaps.add(other.gaps)
        self.lag.add(other.lag)

    def all_whole(self) -> Durations:
        """Whole answers of every kind, and what never came: after all of them."""
        return merged((*self.whole.values(), self._never()))

    def all_first(self) -> Durations:
        """First texts of every kind, and what never came: after all of them."""
        return merged((*self.first.values(), self._never()))

    def _never(self) -> Durations:
        return Durations.of([LONGEST_SECONDS] * (self.lost + self.unfinished))

    def wire(self) -> dict[str, Any]:
        """As plain values, for a message between processes."""
        return {
            **{name: getattr(self, name) for name in _NUMBERS},
            **{name: [list(pair) for pair in getattr(self, name).items()] for name in _COUNTERS},
            **{name: {kind: one.encoded() for kind, one in getattr(self, name).items()} for name in _BY_KIND},
            "gaps": self.gaps.encoded(),
            "lag": self.lag.encoded(),
        }

    @classmethod
    def unwired(cls, told: dict[str, Any]) -> Self:
        found = cls(gaps=Durations.decoded(told["gaps"]), lag=Durations.decoded(told["lag"]))
        for name in _NUMBERS:
            setattr(found, name, told[name])
        for name in _COUNTERS:
            setattr(found, name, Counter(dict(told[name])))
        for name in _BY_KIND:
            decoded = {kind: Durations.decoded(text) for kind, text in told[name].items()}
            setattr(found, name, decoded)
        return found


def _outcome(told: Told, verdict: Verdict | None) -> str:
    if told.answered:
        return verdict.outcome.value if verdict else "unscored"
    return told.kind if told.kind == "left" else "lost"


_NUMBERS = ("offered", "in_time", "right", "good", "leavers", "warming", "lost", "unfinished", "busy_seconds")
_COUNTERS = ("kinds", "reasons", "due", "ended")
_BY_KIND = ("whole", "first")
