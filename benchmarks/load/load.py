"""`parvis bench load`: questions at a rate that waits for nobody, against a running appliance.

Prints a card, then JSON on the last line; keeps the whole report as JSON and as one HTML page.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from benchmarks.conditions import afterwards, conditions
from benchmarks.load.editing import editing_of
from benchmarks.load.figures import figures
from benchmarks.load.kept import keep, manifest, show
from benchmarks.load.run import at_rest, run
from benchmarks.load.target import target
from benchmarks.shown import out

if TYPE_CHECKING:
    from pathlib import Path

    from appliance.settings import Settings
    from benchmarks.figure import Figure
    from benchmarks.load.plan import Plan
    from benchmarks.load.run import Ran


def measure(settings: Settings, plan: Plan, url: str, save: Path) -> None:
    """Raises Fault when the appliance does not answer, or the mix is refused."""
    found = target(settings, url)
    plan = plan.against(found.deadline_seconds(), str(int(time.time()) % 100_000))
    told = {"measure": "load", "plan": plan.plain(), **conditions(settings), "manifest": manifest(settings)}
    with editing_of(settings, plan, found) as editing:
        out.print("→ Témoin : les mêmes questions, une à une …")
        control = at_rest(found, plan)
        out.print(f"→ {plan.per_second:g} questions par seconde pendant {plan.seconds:g} s …")
        ran = run(found, plan, editing.during())
    report(told, ran, control, save)


def report(told: dict[str, Any], ran: Ran, control: Ran, save: Path) -> None:
    counted = figures(ran, ran.plan.other_deadline)
    told |= {
        **afterwards(),
        "figures": plain(counted),
        **whole(ran),
        "control": {"figures": plain(figures(control, ran.plan.other_deadline)), **whole(control)},
    }
    show(told, counted)
    keep(told, save)


def whole(ran: Ran) -> dict[str, Any]:
    """All that was counted, as JSON."""
    tally = ran.tally
    return {
        "lag": ran.lateness.plain(),
        "void": ran.lateness.void,
        "kinds": dict(tally.kinds),
        "wrong": dict(tally.reasons.most_common(20)),
        "leavers": tally.leavers,
        "warming": tally.warming,
        "lost": tally.lost + tally.unfinished,
        "whole": {kind: durations.plain() for kind, durations in tally.whole.items()},
        "first": {kind: durations.plain() for kind, durations in tally.first.items()},
        "gaps": tally.gaps.plain(),
        "due": dict(tally.due),
        "ended": dict(tally.ended),
        "looks": ran.watch.plain(),
        "stages": ran.watch.stages(),
        "step_tokens": ran.watch.grown("parvis_engine_step_tokens_bucket"),
        "cache": ran.watch.grown("parvis_cache_lookups_total"),
    }


def plain(counted: list[Figure]) -> dict[str, Any]:
    """As JSON, titles included: pages and comparisons show them."""
    return {figure.name: {"title": figure.title, **figure.plain()} for figure in counted}
