"""The smallest thing that stands on a page. Knows no PDF library."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Word:
    """Letters without a space. base: y of the baseline. size: height of its font."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
