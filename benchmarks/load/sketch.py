"""Drawings as SVG text that asks nothing of any network, read on light and on dark paper."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Final

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

from benchmarks.pages import number
from benchmarks.shown import seconds
from inference.pace import PROMISED_SECONDS

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def one(across: str, up: str, high: float = 3.6) -> tuple[Figure, Axes]:
    """One empty drawing, its axes named."""
    with mpl.rc_context(STYLE):
        drawing = Figure(figsize=(8, high), layout="constrained")
        axes = drawing.subplots()
    axes.set_xlabel(across)
    axes.set_ylabel(up)
    return drawing, axes


def stacked() -> tuple[Figure, Axes, Axes]:
    """Two empty drawings, one above the other, over the same axis."""
    with mpl.rc_context(STYLE):
        drawing = Figure(figsize=(8, 5), layout="constrained")
        upper, lower = drawing.subplots(2, 1, sharex=True)
    return drawing, upper, lower


def tried(
    axes: Axes,
    at: Sequence[float],
    values: Sequence[float],
    held: Sequence[bool],
    **line: Any,  # noqa: ANN401 - matplotlib's own
) -> None:
    """A line through what was tried; what did not hold is hollow."""
    axes.plot(at, values, **line)
    for x, y, kept in zip(at, values, held, strict=True):
        axes.plot(x, y, "o", markersize=4, color=line["color"], fillstyle="full" if kept else "none")


def ratios(axes: Axes) -> None:
    """Across by ratios, written at 1, 2, 5, 10…"""
    axes.set_xscale("log")
    axes.xaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    axes.xaxis.set_minor_locator(NullLocator())


def french(*drawn: Axes) -> None:
    """Numbers as the page writes them."""
    for axes in drawn:
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))


def promise(axes: Axes, *, upright: bool) -> None:
    """The line of the three seconds, and the legend."""
    line = axes.axvline if upright else axes.axhline
    line(PROMISED_SECONDS, color=HUES[3], linestyle="--", linewidth=1, label=seconds(PROMISED_SECONDS))
    legend(axes)


def legend(axes: Axes, **where: Any) -> None:  # noqa: ANN401 - matplotlib's own
    """In the drawing's ink."""
    with mpl.rc_context(STYLE):
        axes.legend(frameon=False, **where)


def above(axes: Axes, columns: int) -> None:
    """The legend, where it covers nothing."""
    legend(axes, ncols=columns, loc="lower center", bbox_to_anchor=(0.5, 1.0))


def svg(drawing: Figure, name: str) -> str:
    """Without a prologue, its ids its own: several stand in one page."""
    buffer = io.StringIO()
    with mpl.rc_context(STYLE):
        drawing.savefig(buffer, format="svg", transparent=True, metadata=_NO_METADATA)
    text = buffer.getvalue()
    text = text[text.index("<svg") :]
    return re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{name}-", text)
