"""`parvis bench simulate --calibrate`: the model tells what this machine does, before it tells of others.

A few prompt lengths and numbers of answers at once fit the roofline; then other lengths, other numbers and
whole clients, which fitted nothing, are told and compared. With `stub`, an engine without a model stands in:
the measure is tried, not taken.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from appliance.settings import read_settings
from benchmarks.card import announce
from benchmarks.conditions import afterwards, conditions
from benchmarks.load.kept import manifest
from benchmarks.pages import lay_beside
from benchmarks.shown import print_json, write_json
from benchmarks.simulation import clients, probe, recording
from benchmarks.simulation.bare import bare_engine
from benchmarks.simulation.door import Door
from benchmarks.simulation.drafts import per_step
from benchmarks.simulation.filler import lengthened
from benchmarks.simulation.fit import Machine, fitted
from benchmarks.simulation.page import page
from benchmarks.simulation.places import cpu_limits
from benchmarks.simulation.shown import show_calibration
from inference.serving.profiles import load_profile
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.simulation.engine import Limits
    from benchmarks.simulation.fit import Observation
    from inference.serving.profiles import Profile

GOAL: Final = 0.15
_FITTED_LENGTHS: Final = (40, 300, 900, 1800)
_HELD_LENGTHS: Final = (600, 1300)
_FITTED_TOGETHER: Final = (1, 2, 4)
_HELD_TOGETHER: Final = 3
_HELD_CLIENTS: Final = (1, 2, 4)
_FITTED_LONGER, _HELD_LONGER = 1800, 900  # tokens before a prompt: what its context costs each step


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that was told and seen. fitted: whether it helped to find the machine. In `unit`."""

    what: str
    fitted: bool
    measured: float
    predicted: float
    unit: str = "s"

    @property
    def error(self) -> float:
        return self.predicted / self.measured - 1


def measure(repeats: int, save: Path, stub: bool) -> None:
    """Takes some minutes of a quiet machine; leaves a report and its page in `save`. Raises Fault."""
    announce("Invites de la commune d'exemple")
    profile = load_profile(read_settings().inference.profile)
    prompts = recording.prompts(profile.context_tokens)
    with bare_engine(stub) as settings, Door(settings.engine_address) as door:
        told: dict[str, Any] = {
            "measure": "simulate-calibration",
            "engine": "stub" if stub else "real",
            "repeats": repeats,
        }
        told |= {**conditions(settings), "manifest": manifest(settings)}
        machine, points = calibrated(door, prompts, profile, repeats)
        told |= afterwards()
    told |= plain(machine, points)
    show_calibration(points, GOAL, stub)
    name = "simulate-calibration-stub.json" if stub else "simulate-calibration.json"
    write_json(told, save / name)
    lay_beside(save / name, page(told))
    print_json(told)


def calibrated(
    door: Door, prompts: Sequence[dict[str, Any]], profile: Profile, repeats: int
) -> tuple[Machine, list[Point]]:
    """The machine, and all that was seen beside what it tells."""
    announce("Le moteur seul : quelques longueurs, quelques réponses à la fois")
    for prompt in prompts[:3]:
        door.stream(prompt)  # the first requests pay what no other pays
    limits = cpu_limits(profile)
    seats = limits.seats
    together = [probe.at_once(door, prompts[:count], repeats) for count in _FITTED_TOGETHER if count <= seats]
    together.append(_alone_after(door, prompts[0], _FITTED_LONGER, repeats))
    # All lengths in the same turns: what the machine does meanwhile weighs on both kinds.
    lengths = sorted((*_FITTED_LENGTHS, *_HELD_LENGTHS))
    firsts = probe.first_texts(door, lengths, repeats, limits.batched_tokens)
    by_length = dict(zip(lengths, firsts, strict=True))
    seen = [by_length[length] for length in _FITTED_LENGTHS]
    seen += [one for group in together for one in group]
    if not any(one.doors == 0 for one in seen):
        raise Fault(key="bench.nothing_written", sentence="Aucune réponse du moteur n'est assez longue.")
    machine = fitted(seen)
    announce("Ce qui n'a rien ajusté : autres longueurs, autres nombres, clients")
    held = [by_length[length] for length in _HELD_LENGTHS]
    held += _held(door, prompts, repeats)
    points = [Point(one.what, True, one.seconds, machine.seconds(one)) for one in seen]
    points += [Point(one.what, False, one.seconds, machine.seconds(one)) for one in held]
    for count in _HELD_CLIENTS:
        if count <= seats:
            points += _clients(door, prompts, machine, limits, count)
    return machine, points


def _held(door: Door, prompts: Sequence[dict[str, Any]], repeats: int) -> list[Observation]:
    """Steps that helped to fit nothing."""
    together = probe.at_once(door, prompts[-_HELD_TOGETHER:], repeats)
    return together + _alone_after(door, prompts[0], _HELD_LONGER, repeats)


def _alone_after(door: Door, prompt: dict[str, Any], tokens: int, repeats: int) -> list[Observation]:
    """The mean step of one answer to a prompt that is longer by so many tokens."""
    name = f"un pas, seul, {tokens} jetons de plus avant"
    return probe.at_once(door, [lengthened(prompt, tokens)], repeats, name)


def _clients(
    door: Door, prompts: Sequence[dict[str, Any]], machine: Machine, limits: Limits, count: int
) -> list[Point]:
    """What so many clients get, against the same answers written again by the model."""
    told = [one for one in door.in_turn(prompts, count) if one.pieces]
    seen = clients.measured(told)
    traces = [one.trace for one in sorted(told, key=lambda one: one.begun)]
    foreseen = clients.simulated(machine, limits, traces, count)
    name = f"{count} client{'s' if count > 1 else ''}"
    drafted = f"{per_step(traces):.2f}".replace(".", ",")
    found = [
        Point(f"{name} : premier texte", False, seen.first_text, foreseen.first_text),
        Point(f"{name} : un jeton ({drafted} par pas)", False, seen.token_seconds, foreseen.token_seconds),
        Point(f"{name} : réponse entière", False, seen.whole, foreseen.whole),
        Point(f"{name} : capacité", False, seen.answers, foreseen.answers, "réponses/s"),
    ]
    return [point for point in found if point.measured]


def plain(machine: Machine, points: Sequence[Point]) -> dict[str, Any]:
    """As JSON."""
    held = [point for point in points if not point.fitted]
    worst = max(abs(point.error) for point in held)
    return {
        "roofline": asdict(machine.roofline),
        "door_seconds": machine.door,
        "points": [{**asdict(point), "error": round(point.error, 4)} for point in points],
        "worst_held_out": round(worst, 4),
        "goal": GOAL,
        "met": worst <= GOAL,
    }
