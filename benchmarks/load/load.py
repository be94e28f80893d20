"""`parvis bench load`: questions at a rate that waits for nobody, against a running appliance.

Prints a card, then JSON on the last line; keeps the whole report as JSON and as one HTML page.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from benchmarks.load.about import about, note_load_afterwards
from benchmarks.load.editing import editing_of
from benchmarks.load.figures import figures
from benchmarks.load.kept import keep, show
from benchmarks.load.lag import LATE_SECONDS, MOST_LATE
from benchmarks.load.run import at_rest, run
from benchmarks.load.target import target
from benchmarks.shown import decimal, out
from ops.fault import Fault

if TYPE_CHECKING:
    from pathlib import Path

    from appliance.settings import Settings
    from benchmarks.figure import Figure
    from benchmarks.load.lag import Lateness
    from benchmarks.load.plan import Plan
    from benchmarks.load.run import Ran


def measure(settings: Settings, plan: Plan, url: str, save: Path, token_file: Path | None = None) -> None:
    """token_file: of the administrator of the appliance at `url`.

    Raises Fault when the appliance does not answer, when the mix or the file is refused, and once the report
    is kept when the run is void.
    """
    found = target(settings, url, token_file)
    plan = plan.against(found.deadline_seconds(), str(int(time.time()) % 100_000))
    told = {"measure": "load", "plan": plan.plain(), **about(settings, found)}
    with editing_of(settings, plan, found) as editing:
        out.print("→ Témoin : les mêmes questions, une à une …")
        control = at_rest(found, plan)
        out.print(f"→ {plan.per_second:g} questions par seconde pendant {plan.seconds:g} s …")
        ran = run(found, plan, editing.during())
    report(told, ran, control, save)


def report(told: dict[str, Any], ran: Ran, control: Ran, save: Path) -> None:
    """Raises Fault at its end when the run is void."""
    counted = figures(ran, ran.plan.other_deadline)
    note_load_afterwards(told)
    told |= {
        "figures": plain(counted),
        **whole(ran),
        "control": {"figures": plain(figures(control, ran.plan.other_deadline)), **whole(control)},
    }
    show(told, counted)
    keep(told, save)
    if ran.void:
        raise _void(ran.lateness)


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
        "edits": ran.changes.plain(),
        "scrapes": ran.watch.scrapes(),
        "looks": ran.watch.plain(),
        "stages": ran.watch.stages(),
        "step_tokens": ran.watch.grown("parvis_engine_step_tokens_bucket"),
        "cache": ran.watch.grown("parvis_cache_lookups_total"),
    }


def plain(counted: list[Figure]) -> dict[str, Any]:
    """As JSON, titles included: pages and comparisons show them."""
    return {figure.name: {"title": figure.title, **figure.plain()} for figure in counted}


def _void(late: Lateness) -> Fault:
    share, limit, after = decimal(100 * late.share, 1), decimal(100 * MOST_LATE, 0), 1000 * LATE_SECONDS
    return Fault(
        key="bench.void",
        sentence=f"Mesure nulle : {share} % des questions sont parties plus de {after:.0f} ms trop tard "
        f"(au plus {limit} %), ses chiffres ne disent rien de l'appareil.",
        remedy="Recommencez sur une machine sans autre travail, avec plus de --workers, ou depuis une autre "
        "machine (--url, --token-file).",
        retryable=True,
    )
