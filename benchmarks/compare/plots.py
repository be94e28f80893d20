"""How soon the answers of each arm are there, as one drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.load.sketch import HUES, one, promise, svg

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def spread(name: str, arms: Mapping[str, Sequence[float]]) -> str:
    """arms: title → seconds of each whole answer. Which share was there after so many seconds."""
    drawing, axes = one("secondes depuis la question", "% des réponses")
    for hue, (title, seconds) in zip(HUES, arms.items(), strict=False):
        ranked = sorted(seconds)
        shares = [100 * (place + 1) / len(ranked) for place in range(len(ranked))]
        axes.step([ranked[0], *ranked], [0.0, *shares], where="post", color=hue, label=title)
    axes.set_xscale("log")
    axes.set_ylim(0, 102)
    promise(axes, upright=True)
    return svg(drawing, name)
