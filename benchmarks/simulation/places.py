"""Installations put together: a profile on its published card, or the machine that was calibrated here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from benchmarks.simulation.engine import Limits
from benchmarks.simulation.fit import Machine
from benchmarks.simulation.gateway import Doors
from benchmarks.simulation.hardware import Model
from benchmarks.simulation.installation import Installation
from benchmarks.simulation.roofline import Roofline, kv_tokens, of_accelerator, of_chunks
from inference.pace import PROMISED_SECONDS
from ops.fault import Fault

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.simulation.given import Assumptions
    from inference.serving.profiles import Profile

_GPU_BLOCK: Final = 16  # tokens: vLLM's own where a profile says nothing
_CPU_BLOCK: Final = 128
_CPU_BATCHED: Final = 2048  # tokens of a step: vLLM's own on a CPU
_ANSWER_TOKENS: Final = 64  # of the answer that sets the deadline without a card (inference/pace.py)


def on_card(profile: Profile, given: Assumptions, efficiency: str) -> Installation:
    """One card, as the assumptions say that it is used."""
    standing, engine = given.profiles[profile.name], profile.engine
    card, reached = given.accelerators[standing.accelerator], given.efficiency[efficiency]
    model = Model(given.models[standing.model], profile.model.quantisation)
    room = kv_tokens(model, card.memory_gb, engine["gpu_memory_utilization"], reached)
    seats = int(engine["max_num_seqs"])
    batched = int(engine.get("max_num_batched_tokens", card.batched_tokens))
    return Installation(
        of_accelerator(model, card, reached),
        Limits(seats, batched, room, int(engine.get("block_size", _GPU_BLOCK))),
        Doors(profile.deadline_seconds, seats, reached.door_seconds),
        given.gateway,
    )


def cpu_limits(profile: Profile) -> Limits:
    """Memory is never what a demonstration waits for: every seat has room for the longest request."""
    engine = profile.engine
    seats = int(engine.get("max_num_seqs", 1))
    batched = int(engine.get("max_num_batched_tokens", _CPU_BATCHED))
    return Limits(seats, batched, seats * profile.max_model_len, int(engine.get("block_size", _CPU_BLOCK)))


def here(calibration: Path, profile: Profile, given: Assumptions) -> Installation:
    """The machine of a calibration; its deadline is what it needs for one cold answer. Raises Fault."""
    machine, limits = _machine(calibration), cpu_limits(profile)
    known = profile.context_tokens
    cold = machine.door + machine.roofline.seconds(of_chunks([(0, known)]))
    cold += sum(machine.roofline.seconds(of_chunks([(known + more, 1)])) for more in range(_ANSWER_TOKENS))
    deadline = max(PROMISED_SECONDS, round(cold, 1))
    return Installation(machine.roofline, limits, Doors(deadline, limits.seats, machine.door), given.gateway)


def _machine(calibration: Path) -> Machine:
    try:
        told: dict[str, Any] = json.loads(calibration.read_text(encoding="utf-8"))
        if told["engine"] != "real":
            raise ValueError("an engine without a model is no machine")  # told as a Fault below
        return Machine(Roofline(**told["roofline"]), float(told["door_seconds"]))
    except (ValueError, KeyError, TypeError) as error:
        raise Fault(
            key="bench.no_calibration",
            sentence=f"{calibration.name} n'est pas une calibration.",
            remedy="Faites-en une avec « parvis bench simulate --calibrate ».",
        ) from error
