"""How long one step of an engine takes: it reads weights and memory while it computes. Knows no queue.

A step computes some tokens of some sequences at once. Either reading (weights once, keys and values of every
context) or computing (each token, each pair of a token and one before it) is what it waits for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.simulation.hardware import Accelerator, Efficiency, Model


@dataclass(frozen=True, slots=True)
class Work:
    """One step. tokens: computed. sequences: that they belong to. context: tokens whose keys are read.

    pairs: of a computed token and one that it attends to. Fractions where it is the mean of several steps.
    """

    tokens: float
    sequences: float
    context: float
    pairs: float


def of_chunks(chunks: Iterable[tuple[int, int]]) -> Work:
    """One step over sequences: each has so many tokens before, and so many new ones are computed."""
    tokens = sequences = context = pairs = 0
    for before, new in chunks:
        tokens += new
        sequences += 1
        context += before + new
        pairs += new * before + new * (new + 1) // 2
    return Work(tokens, sequences, context, pairs)


@dataclass(frozen=True, slots=True)
class Roofline:
    """All in seconds. overhead, weights: a step. sequence: a sequence in it. context: a token read.

    token: a token computed. pair: a pair. overlap: 1 when reading and computing hide each other, 0 when one
    waits for the other.
    """

    overhead: float
    weights: float
    context: float
    token: float
    pair: float
    sequence: float
    overlap: float = 1.0

    def seconds(self, work: Work) -> float:
        reading = self.weights + self.context * work.context
        computing = self.token * work.tokens + self.pair * work.pairs
        hidden = self.overlap * min(reading, computing)
        return self.overhead + self.sequence * work.sequences + reading + computing - hidden


def of_accelerator(model: Model, card: Accelerator, reached: Efficiency) -> Roofline:
    """The roofline of a published card and model, from what vLLM reaches of the card's peaks."""
    bandwidth = reached.bandwidth * card.bandwidth_gb_s * 1e9
    peak = card.fp8_tflops if model.computes_in == "fp8" else card.bf16_tflops
    flops = reached.compute * peak * 1e12
    # Attention computes in 16 bits whatever the weights are in: two products, two operations each.
    attention = 4 * model.shape.layers * model.shape.heads * model.shape.head_size
    return Roofline(
        overhead=reached.step_seconds,
        weights=model.read_bytes / bandwidth,
        context=model.shape.kv_bytes_per_token / bandwidth,
        token=2 * model.shape.layer_parameters / flops,
        pair=attention / (reached.compute * card.bf16_tflops * 1e12),
        sequence=reached.sequence_seconds,
    )


def kv_tokens(model: Model, memory_gb: float, utilisation: float, reached: Efficiency) -> int:
    """Tokens whose keys and values fit beside the weights and what a step needs."""
    free = utilisation * memory_gb * 1e9 - model.resident_bytes - reached.activation_gb * 1e9
    return max(0, int(free / model.shape.kv_bytes_per_token))
