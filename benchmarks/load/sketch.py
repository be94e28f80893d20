"""Drawings as SVG text that asks nothing of any network, read on light and on dark paper."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Final

import matplotlib as mpl
from matplotlib.figure import Figure

from benchmarks.shown import seconds
from inference.pace import PROMISED_SECONDS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_INK: Final = "#7a7f88"
HUES: Final = ("#34618f", "#c2701c", "#3f8f5b", "#a3453f", "#7b5ea7", "#8a7430", "#2f8f93", "#b4588f")
_NO_METADATA: Final = {"Creator": None, "Date": None, "Format": None, "Type": None}
STYLE: Final[Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "parvis",
    "font.family": "sans-serif",
    "font.size": 9,
    "text.color": _INK,
    "axes.edgecolor": _INK,
    "axes.labelcolor": _INK,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "axes.grid": True,
    "grid.alpha": 0.25,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def one(across: str, up: str) -> tuple[Figure, Axes]:
    """One empty drawing, its axes named."""
    with mpl.rc_context(STYLE):
        drawing = Figure(figsize=(8, 3.6), layout="constrained")
        axes = drawing.subplots()
    axes.set_xlabel(across)
    axes.set_ylabel(up)
    return drawing, axes


def promise(axes: Axes, *, upright: bool) -> None:
    """The line of the three seconds, and the legend."""
    line = axes.axvline if upright else axes.axhline
    line(PROMISED_SECONDS, color=HUES[3], linestyle="--", linewidth=1, label=seconds(PROMISED_SECONDS))
    axes.legend(frameon=False)


def svg(drawing: Figure, name: str) -> str:
    """Without a prologue, its ids its own: several stand in one page."""
    buffer = io.StringIO()
    with mpl.rc_context(STYLE):
        drawing.savefig(buffer, format="svg", transparent=True, metadata=_NO_METADATA)
    text = buffer.getvalue()
    text = text[text.index("<svg") :]
    return re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{name}-", text)
