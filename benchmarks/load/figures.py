"""The figures of one run, each with the interval that chance alone explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.figure import Figure, Goal, of_share
from benchmarks.load.backlog import MOST_PILED
from benchmarks.load.lag import LATE_SECONDS, MOST_LATE
from benchmarks.shown import KINDS

if TYPE_CHECKING:
    from benchmarks.load.histogram import Durations
    from benchmarks.load.run import Ran

WANTED_SHARE = 0.95


def figures(ran: Ran, promised_seconds: float) -> list[Figure]:
    """promised_seconds: what the whole answer's p95 is held against."""
    tally = ran.tally
    told = [*_shares(ran)]
    every = tally.all_whole()
    told += [
        percentile("whole_p50", "Réponse entière, p50", every, 50),
        percentile("whole_p95", "Réponse entière, p95", every, 95, Goal(promised_seconds)),
        percentile("whole_p99", "Réponse entière, p99", every, 99),
        percentile("first_p95", "Premier texte, p95", tally.all_first(), 95),
    ]
    if tally.gaps.count:
        told.append(percentile("gap_p95", "Silence entre deux textes, p95", tally.gaps, 95))
    told += [
        percentile(f"whole_p95_{kind}", f"… {KINDS.get(kind, kind)}, p95", durations, 95)
        for kind, durations in sorted(tally.whole.items())
    ]
    told.append(Figure("offered_per_second", "Questions posées", _rate(ran), "/s", tally.offered))
    growing = Goal(100 * MOST_PILED) if ran.plan.read_law().steady else None
    told.append(Figure("piled", "Ce qui s'accumule", 100 * ran.piled, "%", tally.offered, growing))
    return told + _lag(ran)


def percentile(
    name: str, title: str, durations: Durations, percent: float, goal: Goal | None = None
) -> Figure:
    """In seconds, with its order statistics."""
    low, high = durations.interval(percent)
    value = durations.percentile(percent)
    return Figure(name, title, value, "s", durations.count, goal, low, high, better="lower")


def _shares(ran: Ran) -> list[Figure]:
    tally = ran.tally
    count = max(tally.offered, 1)
    wanted = Goal(100 * WANTED_SHARE, at_most=False)
    told = [
        of_share("good_share", "Justes, citées et à temps", tally.good, count, wanted, "de toutes"),
        of_share("in_time_share", "À temps", tally.in_time, count, better="higher"),
        of_share("right_share", "Justes et citées", tally.right, count, better="higher"),
    ]
    hits, wrong = cached(ran)
    if hits:
        told.append(of_share("cached_wrong_share", "Réemplois faux", wrong, hits, Goal(0)))
    looked = ran.watch.grown("parvis_cache_lookups_total")
    found = sum(value for name, value in looked.items() if name != "miss")
    if looked:
        note = ", ".join(f"{value:.0f} {name}" for name, value in sorted(looked.items()))
        total = int(sum(looked.values()))
        told.append(of_share("cache_hit_share", "Réponses retrouvées", int(found), total, None, note))
    return told


def cached(ran: Ran) -> tuple[int, int]:
    """How many answers were given again, and how many of them were wrong."""
    given = {name: count for name, count in ran.tally.kinds.items() if name.startswith("cached/")}
    return sum(given.values()), given.get("cached/wrong", 0)


def _rate(ran: Ran) -> float:
    return ran.tally.lag.count / ran.plan.seconds


def _lag(ran: Ran) -> list[Figure]:
    late, count = ran.lateness, max(ran.tally.lag.count, 1)
    title = f"Parties plus de {LATE_SECONDS * 1000:.0f} ms trop tard"
    low, high = ran.tally.lag.interval(99)
    busy = 100 * ran.tally.busy_seconds / (ran.plan.seconds * ran.plan.workers)
    return [
        of_share("late_share", title, round(late.share * count), count, Goal(100 * MOST_LATE)),
        Figure("lag_p99", "Retard du générateur, p99", late.p99, "s", count, Goal(LATE_SECONDS), low, high),
        Figure("generator_busy", "Processeur du générateur, par processus", busy, "%", count),
    ]
