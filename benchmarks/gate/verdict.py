"""What became worse since the baseline, beyond noise. Pure arithmetic: asks nobody, times nothing."""

from __future__ import annotations

import statistics as plain
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from benchmarks.statistics import median
from inference.question import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.gate.baseline import Seen
    from benchmarks.statistics import Median

NOTICED_SECONDS: Final = 0.02  # less is lost in the network, whatever its ratio
MORE: Final = 2  # tries of what seems worse, so that most of three decide
_FEWEST: Final = 6  # below, no interval of 95 % can be told
_GROUPS: Final = {
    "rédigées": (Kind.GENERATED,),
    "cherchées": (Kind.QUOTED, Kind.DECLINED, Kind.CACHED),
    "calculées": (Kind.HOURS, Kind.CALENDAR, Kind.ZONE, Kind.CONTACT, Kind.VALIDATED, Kind.SIGNPOSTED),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """The same question, when recorded and now."""

    before: Seen
    now: Seen

    @property
    def lost(self) -> bool:
        """Worse in most tries than it ever was when recorded."""
        worst = min(one.rank for one in self.before.tries)
        return plain.median_low([one.rank for one in self.now.tries]) < worst

    @property
    def written(self) -> bool:
        """Whether the engine writes it now."""
        return any(one.kind is Kind.GENERATED for one in self.now.tries)

    @property
    def unwritten(self) -> bool:
        """Whether the engine wrote most tries when recorded, and none now. A quotation may be right too."""
        before = sum(one.kind is Kind.GENERATED for one in self.before.tries)
        return 2 * before > len(self.before.tries) and not self.written

    @property
    def reason(self) -> str:
        """One French clause."""
        worse = min(self.now.tries, key=lambda one: one.rank)
        figures = f"{worse.unsupported} chiffre(s) sans source" if worse.unsupported else ""
        why = worse.why.rstrip(".") or figures or worse.outcome.value
        return f"« {self.now.question.question} » : {why}"


@dataclass(frozen=True, slots=True)
class Pace:
    """How much slower one kind of answers became. factor: 1 as before, control taken out.

    seconds: that the median answer takes more, at the pace at which the baseline was taken.
    """

    group: str
    factor: Median
    seconds: float

    def suspect(self, tolerance: float) -> bool:
        """Whether it seems slower, by the median alone."""
        return self.factor.value > 1 + tolerance and self.seconds > NOTICED_SECONDS

    def slower(self, tolerance: float) -> bool:
        """Whether the whole interval lies above what is tolerated, and a citizen would notice."""
        sure = self.factor.count >= _FEWEST
        return sure and self.factor.low > 1 + tolerance and self.suspect(tolerance)


def silenced(pairs: Sequence[Pair]) -> str:
    """One French clause when most of what the engine wrote is written no more; empty otherwise."""
    lost, kept = sum(pair.unwritten for pair in pairs), sum(pair.written for pair in pairs)
    return f"réponses que le modèle ne rédige plus : {lost} sur {lost + kept}" if lost > kept else ""


def paces(pairs: Sequence[Pair]) -> list[Pace]:
    """One for each kind of answers that was given both times."""
    found = []
    for name, kinds in _GROUPS.items():
        factors, grown = [], []
        for pair in pairs:
            before = [one for one in pair.before.tries if one.kind in kinds]
            now = [one for one in pair.now.tries if one.kind in kinds]
            if not before or not now:
                continue
            usual = plain.median(one.pace for one in before)
            ratios = [one.pace / usual for one in now]
            factors += ratios
            grown += [(ratio - 1) * plain.median(one.seconds for one in before) for ratio in ratios]
        if factors:
            found.append(Pace(name, median(factors), plain.median(grown)))
    return found


def doubtful(pairs: Sequence[Pair], tolerance: float) -> list[tuple[Seen, int]]:
    """What is to be asked again, and how often, before anything is said of it."""
    more = {pair.now.question.id: MORE for pair in pairs if pair.lost or pair.unwritten}
    for pace in paces(pairs):
        if pace.suspect(tolerance):
            members = [pair for pair in pairs if pair.now.tries[-1].kind in _GROUPS[pace.group]]
            times = max(MORE, -(-(_FEWEST - pace.factor.count) // max(1, len(members))))
            more |= {pair.now.question.id: times for pair in members}
    return [(pair.now, more[pair.now.question.id]) for pair in pairs if pair.now.question.id in more]
