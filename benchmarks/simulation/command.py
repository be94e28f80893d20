"""`parvis bench simulate`: the sizing table and the cost of answers, for hardware that is not here."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from appliance.settings import read_settings
from appliance.version import version
from benchmarks.card import announce
from benchmarks.conditions import commit
from benchmarks.pages import lay_beside
from benchmarks.shown import print_json, write_json
from benchmarks.simulation import assumptions, drafts
from benchmarks.simulation.page import page
from benchmarks.simulation.places import here, on_card
from benchmarks.simulation.shown import (
    kept_reliability,
    show_assumptions,
    show_capacities,
    show_kept,
    show_needs,
    show_reliability,
)
from benchmarks.simulation.sizing import Plan, capacity, need
from benchmarks.simulation.traffic import Traffic
from inference.serving.profiles import load_profile
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.simulation.given import Assumptions

DRAFTS: Final = Path(__file__).with_name("drafts.jsonl")
_SITES_BY: Final = "prudent"
_HERE: Final = "cette machine"


@dataclass(frozen=True, slots=True)
class Size:
    """questions: of one simulation. The same seed gives the same ones."""

    questions: int
    seed: int


def measure(
    over: Path | None,
    profiles: Sequence[str],
    size: Size,
    save: Path | None = None,
    calibration: Path | None = None,
) -> None:
    """Prints both tables and writes them into `save`, as JSON and as a page. Raises Fault.

    over: a file laid over the assumptions. profiles: all those that have a card, when none is named.
    calibration: of a machine that is here, which is then told too.
    """
    given = assumptions.read(over)
    chosen = list(profiles or given.profiles)
    if unknown := [name for name in chosen if name not in given.profiles]:
        raise Fault(
            key="bench.no_card",
            sentence=f"Aucune carte n'est connue pour {', '.join(unknown)}.",
            remedy=f"Choisir parmi : {', '.join(given.profiles)}.",
        )
    plans = {name: _plans(name, given, size) for name in chosen}
    announce("Une carte")
    capacities = {
        name: {efficiency: capacity(plan) for efficiency, plan in by.items()} for name, by in plans.items()
    }
    kept: dict[str, Any] = {}
    if calibration:
        capacities |= {_HERE: {"calibrated": capacity(_plan_here(calibration, given, size))}}
        kept = {"calibration": json.loads(calibration.read_text(encoding="utf-8"))}
    announce("Les sites")
    needs = {
        name: {
            site: need(by[_SITES_BY], given.sites[site], capacities[name][_SITES_BY]) for site in given.sites
        }
        for name, by in plans.items()
    }
    show_kept(given.calibration)
    if kept:
        show_reliability(kept["calibration"])
    show_capacities(capacities)
    show_needs(needs, given)
    show_assumptions(given)
    found = {"capacities": capacities, "needs": needs, "assumptions": given}
    told = _head(size, over) | {"reliability": kept_reliability(given.calibration)} | _rounded(found) | kept
    if save:
        path = save / "simulate.json"
        write_json(told, path)
        lay_beside(path, page(told))
    print_json(told)


def _plans(name: str, given: Assumptions, size: Size) -> dict[str, Plan]:
    """By efficiency."""
    profile, card = load_profile(name), given.accelerators[given.profiles[name].accelerator]
    traces = [trace.longer(given.answers.longer) for trace in drafts.read(DRAFTS)]
    most = min(profile.context_tokens, given.prompts.most)
    traffic = Traffic(given.rungs, given.prompts, traces, most)
    return {
        reached: Plan(on_card(profile, given, reached), traffic, card, given, size.questions, size.seed)
        for reached in given.efficiency
    }


def _plan_here(calibration: Path, given: Assumptions, size: Size) -> Plan:
    """This machine with its own model, whose answers are as long as they were recorded; nothing is bought."""
    profile = load_profile(read_settings().inference.profile)
    traffic = Traffic(given.rungs, given.prompts, drafts.read(DRAFTS), profile.context_tokens)
    nothing = next(iter(given.accelerators.values()))
    place = here(calibration, profile, given)
    return Plan(place, traffic, nothing, given, size.questions, size.seed)


def _head(size: Size, over: Path | None) -> dict[str, Any]:
    """What was asked, and of which commit: no hour, for the same is told each time."""
    told = {"measure": "simulate", "version": version(), "commit": commit(), **asdict(size)}
    return told | {"over": over.name if over else ""}


def _rounded(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Dataclasses and tables as JSON, four significant figures."""
    if hasattr(value, "__dataclass_fields__"):
        value = asdict(value)
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_rounded(one) for one in value]
    return float(f"{value:.4g}") if isinstance(value, float) else value
