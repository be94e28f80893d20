"""`parvis bench simulate`: the sizing table and the cost of answers, for hardware that is not here."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from appliance.settings import read_settings
from benchmarks.card import announce
from benchmarks.conditions import commit
from benchmarks.shown import out, print_json, write_json
from benchmarks.simulation import assumptions, drafts
from benchmarks.simulation.places import here, on_card
from benchmarks.simulation.shown import show_assumptions, show_capacities, show_needs, show_reliability
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
    """Prints both tables and writes them as JSON into `save`. Raises Fault.

    over: a file laid over the assumptions. profiles: all those that have a card, when none is named.
    calibration: of this machine, which is then told too.
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
    if calibration:
        capacities |= {_HERE: {"calibrated": capacity(_plan_here(calibration, given, size))}}
    announce("Les sites")
    needs = {
        name: {
            site: need(by[_SITES_BY], given.sites[site], capacities[name][_SITES_BY]) for site in given.sites
        }
        for name, by in plans.items()
    }
    show_capacities(capacities)
    if calibration:
        show_reliability(calibration)
    show_needs(needs, given)
    show_assumptions(given)
    told = _plain(
        {"capacities": capacities, "needs": needs, "assumptions": given},
        size,
        str(over.name) if over else "",
    )
    if save:
        path = save / "simulate.json"
        write_json(told, path)
        out.print(f"Rapport : {path}")
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


def _plain(found: dict[str, Any], size: Size, over: str) -> dict[str, Any]:
    head = {"measure": "simulate", "commit": commit(), **asdict(size), "over": over}
    return head | {key: _rounded(value) for key, value in found.items()}


def _rounded(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Dataclasses and tables as JSON, four significant figures."""
    if hasattr(value, "__dataclass_fields__"):
        value = asdict(value)
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    return float(f"{value:.4g}") if isinstance(value, float) else value
