"""The plans that recognition is measured on: the styles that communes print, one of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.plans.misleading import misleading
from benchmarks.plans.new_styles import new_styles, several_zones
from benchmarks.plans.old_styles import old_styles
from benchmarks.plans.whole import long_plan

if TYPE_CHECKING:
    from benchmarks.plans.piece import Plan

__all__ = ["long_plan", "plans"]


def plans() -> list[Plan]:
    """One plan in each style."""
    return [*old_styles(), *new_styles(), several_zones(), *misleading()]
