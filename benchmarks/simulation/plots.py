"""A simulation as drawings: what cards serve at each rate, and how far the model is from a machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from benchmarks.load.sketch import HUES, above, french, one, promise, ratios, stacked, svg, tried
from benchmarks.pages import number
from benchmarks.simulation.service import IN_TIME
from benchmarks.simulation.shown import EFFICIENCIES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HUES: Final = tuple(hue for hue in HUES if hue != HUES[3])  # which is the promise's
_LINES: Final = {"nominal": "-", "prudent": ":"}  # of cards; a machine that is here has a deadline of its own
_MARKS: Final = {
    "ajusté": ("o", "#9aa0a8", "none"),
    "atteint": ("o", HUES[0], "full"),
    "manqué": ("D", HUES[3], "full"),
}


def rates(capacities: Mapping[str, Mapping[str, Any]]) -> str:
    """Rate against the share that is served and against the wait; empty where no rates are told.

    Rates that are not served are hollow.
    """
    lines = [
        (hue, f"{profile}, {EFFICIENCIES[reached]}", _LINES[reached], told["tried"])
        for hue, (profile, by_efficiency) in zip(_HUES * 2, capacities.items(), strict=False)
        for reached, told in by_efficiency.items()
        if reached in _LINES and told.get("tried")
    ]
    if not lines:
        return ""
    drawing, shares, waits = stacked()
    for hue, label, style, points in lines:
        at, held = ([point[name] for point in points] for name in ("per_second", "served"))
        seen = [point["service"] for point in points]
        in_time = [100 * service["written_in_time"] for service in seen]
        tried(shares, at, in_time, held, color=hue, linestyle=style, label=label)
        tried(waits, at, [service["p95"] for service in seen], held, color=hue, linestyle=style)
    least = 100 * IN_TIME
    shares.axhline(least, color=HUES[3], linestyle="--", linewidth=1, label=f"{number(least)} %")
    shares.set_ylabel("% rédigées à temps")
    waits.set_ylabel("p95, secondes")
    waits.set_xlabel("questions par seconde à une carte")
    ratios(waits)
    french(shares, waits)
    waits.set_ylim(bottom=0)
    above(shares, 3)
    promise(waits, upright=False)
    return svg(drawing, "rates")


def errors(points: Sequence[Mapping[str, Any]], goal: float) -> str:
    """Each thing that was foretold, in % of what was measured; the goal as a band."""
    drawing, axes = one("prédit, en % au-delà ou en deçà du mesuré", "", high=1.0 + 0.22 * len(points))
    band = f"± {number(100 * goal)} %"
    axes.axvspan(-100 * goal, 100 * goal, color=HUES[2], alpha=0.15, linewidth=0, label=band)
    axes.axvline(0, color=HUES[2], linewidth=1)
    for verdict, (marker, hue, fill) in _MARKS.items():
        rows = [row for row, point in enumerate(points) if _verdict(point, goal) == verdict]
        at = [100 * points[row]["error"] for row in rows]
        axes.plot(at, rows, marker, color=hue, fillstyle=fill, label=verdict)
    axes.set_yticks(range(len(points)), [point["what"] for point in points])
    axes.invert_yaxis()
    above(axes, 4)
    return svg(drawing, "errors")


def _verdict(point: Mapping[str, Any], goal: float) -> str:
    if point["fitted"]:
        return "ajusté"
    return "atteint" if abs(point["error"]) <= goal else "manqué"
