"""Plots as SVG text that asks nothing of any network. Each is shown beside a table of the same figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from benchmarks.load.histogram import Durations
from benchmarks.load.sketch import HUES, above, legend, one, promise, stacked, svg, tried
from benchmarks.shown import KINDS, STAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

_LOOKED: Final = {
    "exact": ("mêmes mots", HUES[0]),
    "semantic": ("autres mots", HUES[6]),
    "miss": ("pas retrouvées", "#9aa0a8"),
}
_GIVEN: Final = {
    "right": ("justes", HUES[2]),
    "wrong": ("fausses", HUES[3]),
    "declined": ("déclinées", HUES[5]),
    "unscored": ("sans règle", HUES[4]),
}


def spread(whole: Mapping[str, Mapping[str, Any]]) -> str:
    """Which share of the answers of each kind was there after so many seconds."""
    drawing, axes = one("secondes depuis le moment prévu", "% des réponses")
    for hue, (kind, told) in zip(_hues(), sorted(whole.items()), strict=False):
        if told["count"]:
            points = Durations.decoded(told["hdr"]).curve()
            label = f"{KINDS.get(kind, kind)} ({told['count']})"
            axes.step(*_columns(points), where="post", color=hue, label=label)
    axes.set_xscale("log")
    promise(axes, upright=True)
    return svg(drawing, "spread")


def course(told: Mapping[str, Any]) -> str:
    """Over the run: questions due, in flight, queued at the engine, and the appliance's own machine."""
    length = int(told["plan"]["seconds"])
    due = _by_second(told["due"], length)
    flying = np.cumsum(due - _by_second(told["ended"], length))
    drawing, upper, lower = stacked()
    upper.step(range(length), due, where="post", color=HUES[0], alpha=0.5, label="posées par seconde")
    upper.plot(range(length), flying, color=HUES[1], label="en cours")
    looks = told["looks"]
    _seen(upper, looks, "queued", HUES[3], "en file du moteur")
    _seen(lower, looks, "busy_percent", HUES[2], "processeurs, %")
    _seen(lower, looks, "memory_gib", HUES[4], "mémoire, Gio")
    lower.set_xlabel("secondes")
    for axes in (upper, lower):
        axes.set_xlim(left=0)
        axes.set_ylim(bottom=0)
        if axes.lines:
            legend(axes, loc="upper left")
    return svg(drawing, "course")


def _seen(axes: Axes, looks: Sequence[Mapping[str, Any]], name: str, hue: str, label: str) -> None:
    """A line with a gap where it was not seen, and none at all where it never was."""
    values = np.array([look[name] for look in looks], dtype=float)
    if not np.isnan(values).all():
        axes.plot([look["second"] for look in looks], values, color=hue, label=label)


def waterfall(stages: Mapping[str, float], control: Mapping[str, float]) -> str:
    """The mean seconds of each stage, each from where the ones before it end, under load and at rest.

    An answer that takes every stage; most end earlier.
    """
    drawing, axes = one("secondes, en moyenne, pour qui passe par toutes les étapes", "")
    rows: dict[str, int] = {}
    for hue, label, means in ((HUES[0], "sous charge", stages), (HUES[1], "au repos", control)):
        for place, (name, start, length) in enumerate(cumulated(means)):
            row = rows.setdefault(f"{STAGES.get(name, name)}, {label}", len(rows))
            axes.barh(row, length, 0.7, left=start, color=hue, label="" if place else label)
    axes.set_yticks(range(len(rows)), list(rows))
    axes.invert_yaxis()
    legend(axes)
    return svg(drawing, "waterfall")


def cumulated(stages: Mapping[str, float]) -> list[tuple[str, float, float]]:
    """Name, where it begins and how long it lasts, in the order of an answer's way; others last."""
    way = [*(name for name in STAGES if name in stages), *(name for name in stages if name not in STAGES)]
    starts = np.cumsum([0.0, *(stages[name] for name in way)])
    return [(name, float(start), stages[name]) for name, start in zip(way, starts, strict=False)]


def reuse(looked: Mapping[str, float], kinds: Mapping[str, int]) -> str:
    """How often an earlier answer was found, and whether those that were given again were right."""
    drawing, axes = one("questions", "")
    given = {name: kinds.get(f"cached/{name}", 0) for name in _GIVEN}
    for row, (counts, words) in enumerate(((looked, _LOOKED), (given, _GIVEN))):
        start = 0.0
        for name, (word, hue) in words.items():
            if count := counts.get(name, 0):
                axes.barh(row, count, 0.5, left=start, color=hue, label=f"{word} ({count:.0f})")
                start += count
    axes.set_yticks((0, 1), ("cherchées parmi les réponses", "données à nouveau"))
    axes.invert_yaxis()
    if axes.patches:
        above(axes, 3)
    return svg(drawing, "reuse")


def accepted(cumulated: Mapping[str, float]) -> str:
    """How many answers were written with so many tokens at each step, at most; 1: no draft was accepted."""
    bounds = sorted(cumulated, key=float)
    counts = np.diff([0.0, *(cumulated[bound] for bound in bounds)])
    drawing, axes = one("jetons écrits à chaque pas du moteur, au plus", "réponses")
    labels = ["davantage" if bound == "+Inf" else f"{float(bound):g}".replace(".", ",") for bound in bounds]
    axes.bar(labels, counts, color=HUES[0])
    return svg(drawing, "accepted")


def rates(points: Sequence[Mapping[str, Any]]) -> str:
    """Rate against percentiles, with the promise; points that do not count are hollow."""
    drawing, axes = one("questions par seconde", "secondes")
    ordered = sorted(points, key=lambda point: point["per_second"])
    at, held = ([point[name] for point in ordered] for name in ("per_second", "held"))
    for hue, percent in zip(_hues(), ("p50", "p95", "p99"), strict=False):
        values = [point[percent]["value"] for point in ordered]
        tried(axes, at, values, held, color=hue, label=percent)
    axes.set_yscale("log")
    promise(axes, upright=False)
    return svg(drawing, "rates")


def _columns(points: Sequence[tuple[float, float]]) -> tuple[list[float], list[float]]:
    """Seconds, and shares in %."""
    return [second for second, _ in points], [100 * share for _, share in points]


def _hues() -> Sequence[str]:
    return HUES * 2


def _by_second(counts: Mapping[str, int], length: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    row = np.zeros(length)
    for second, count in counts.items():
        if int(second) < length:
            row[int(second)] += count
    return row
