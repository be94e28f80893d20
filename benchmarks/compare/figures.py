"""What is compared, as figures beside their goals: pairs of answers to the same question, and whole arms."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from benchmarks.compare import levers
from benchmarks.compare.arms import FAULT, PARVIS, RAW
from benchmarks.compare.open_webui.running import MANNERS
from benchmarks.compare.questions import CITY
from benchmarks.compare.tally import asking_seconds, goodput, rows
from benchmarks.figure import Figure, Goal, of_median
from benchmarks.overhead import Pair
from benchmarks.shown import decimal
from benchmarks.statistics import percentile
from inference.question import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.compare.tally import Row
    from benchmarks.compare.turns import Turn

_QUICKER: Final = Goal(1 / 5)
_GOODPUT: Final = Goal(10, at_most=False)
_MORE_RIGHT: Final = Goal(1, at_most=False)
_WHOLE_OVER_RAW: Final = Goal(1.05)
_COMPUTED: Final = (Kind.HOURS, Kind.CALENDAR, Kind.ZONE, Kind.CONTACT)
_ACTS: Final = {levers.FACTS: _COMPUTED, levers.REUSE: (Kind.CACHED,)}  # the others act where it is written


def against_peer(turns: Sequence[Turn], deadline_seconds: float) -> Iterator[Figure]:
    """Each manner of the peer, on the town's questions; on all where there are none of these."""
    for manner, title in MANNERS.items():
        ours, theirs = (rows(turns, arm, CITY) or rows(turns, arm) for arm in (PARVIS, manner))
        if not theirs:
            continue
        failed = sum(row.said.kind == FAULT for row in theirs)
        if 2 * failed > len(theirs):
            yield _void(manner, title, failed, len(theirs))
            continue
        tails = [percentile([row.said.seconds for row in told], 95) for told in (ours, theirs)]
        note = f"{decimal(tails[0])} s contre {decimal(tails[1])} s"
        ratio = tails[0] / tails[1]
        yield Figure(f"{manner}_p95", f"Parvis ÷ {title}, p95", ratio, "×", len(ours), _QUICKER, note=note)
        yield _paired(f"{manner}_whole", f"… réponse entière, par question ({manner})", ours, theirs)
        firsts = f"… premier texte, par question ({manner})"
        yield _paired(f"{manner}_first", firsts, ours, theirs, first=True)
        yield _goodputs(manner, ours, theirs, deadline_seconds)
        yield _more_right(manner, ours, theirs)


def _void(manner: str, title: str, failed: int, asked: int) -> Figure:
    """A tool that is down answers nothing, and that very quickly: there is nothing to be held against."""
    told = f"{title} : pannes, rien n'est comparé"
    return Figure(f"{manner}_faults", told, float(failed), "", asked, Goal(0))


def against_raw(turns: Sequence[Turn]) -> Iterator[Figure]:
    """Only where both did the same work and wrote the same text; nothing where there is none."""
    both = [Pair(turn.said[PARVIS], turn.said[RAW]) for turn in turns if RAW in turn.said]
    kept = [pair for pair in both if pair.raw.kind == RAW and pair.comparable]
    if kept:
        note = f"{len(kept)} paires au même texte sur {len(both)}"
        wholes = [pair.whole.seconds / pair.raw.seconds for pair in kept]
        firsts = [pair.whole.first_text_seconds / pair.raw.first_text_seconds for pair in kept]
        title = "Parvis ÷ moteur seul, même invite"
        yield of_median("whole_over_raw", title, wholes, "×", _WHOLE_OVER_RAW, note)
        yield of_median("first_over_raw", "… premier texte", firsts, "×", None, note)


def without_levers(turns: Sequence[Turn]) -> Iterator[Figure]:
    """How much longer one waits without each lever: where it acts, and in all."""
    ours = rows(turns, PARVIS)
    for lever, title in levers.TITLES.items():
        theirs = rows(turns, lever)
        if not theirs:
            continue
        acts = _ACTS.get(lever, (Kind.GENERATED,))
        numbers = {row.number for row in ours if row.said.kind in acts}
        yield from _where_it_acts(lever, title, numbers, theirs, ours)
        ratio = asking_seconds(theirs) / asking_seconds(ours)
        right = [sum(row.judged.right for row in told) for told in (theirs, ours)]
        note = f"justes : {right[0]} sans, {right[1]} avec"
        yield Figure(f"{lever}_in_all", f"… toutes les questions ({lever})", ratio, "×", len(ours), note=note)


def _where_it_acts(
    lever: str, title: str, numbers: set[int], theirs: Sequence[Row], ours: Sequence[Row]
) -> Iterator[Figure]:
    without, entire = ([row for row in told if row.number in numbers] for told in (theirs, ours))
    if without:
        yield _paired(f"{lever}_where", f"Parvis {title} ÷ entier, là où cela agit", without, entire)


def _paired(name: str, title: str, ours: Sequence[Row], theirs: Sequence[Row], first: bool = False) -> Figure:
    """The median of the ratios question by question."""
    ratios = [
        _seconds(one, first) / max(_seconds(other, first), 1e-6)
        for one, other in zip(ours, theirs, strict=True)
    ]
    return of_median(name, title, ratios, "×")


def _seconds(row: Row, first: bool) -> float:
    return row.said.first_text_seconds if first else row.said.seconds


def _goodputs(manner: str, ours: Sequence[Row], theirs: Sequence[Row], deadline_seconds: float) -> Figure:
    """Where the peer has none, against what one right answer would have given it: at least that."""
    mine, other = (goodput(told, deadline_seconds) for told in (ours, theirs))
    told = f"{decimal(mine, 3)} contre {decimal(other, 3)} par seconde, en {decimal(deadline_seconds, 1)} s"
    if not other:
        told += " ; au moins, comme s'il en avait une"
    ratio = mine / (other or 1 / asking_seconds(theirs))
    title = f"… justes et à temps, par seconde ({manner})"
    return Figure(f"{manner}_goodput", title, ratio, "×", len(ours), _GOODPUT, note=told)


def _more_right(manner: str, ours: Sequence[Row], theirs: Sequence[Row]) -> Figure:
    pairs = [(one.judged.right, other.judged.right) for one, other in zip(ours, theirs, strict=True)]
    alone, other_alone = pairs.count((True, False)), pairs.count((False, True))
    chance = decimal(sign_test(alone, other_alone), 3)
    note = f"seul Parvis : {alone}, seul l'autre : {other_alone}, p = {chance}"
    title = f"… réponses justes de plus ({manner})"
    difference = float(alone - other_alone)
    return Figure(f"{manner}_more_right", title, difference, "", len(pairs), _MORE_RIGHT, note=note)


def sign_test(alone: int, other_alone: int) -> float:
    """How likely chance alone gives so unequal a share, or a more unequal one (two-sided)."""
    count, least = alone + other_alone, min(alone, other_alone)
    tail = sum(math.comb(count, few) for few in range(least + 1)) / float(2**count)
    return min(1.0, 2 * tail)
