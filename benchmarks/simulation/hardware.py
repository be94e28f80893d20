"""The nouns of what computes: a card, a model's shape, what is reached of a peak. Reads no file."""

from dataclasses import dataclass
from typing import Final, Literal

from inference.serving.profiles import Strict

_BITS: Final = {
    "bf16": 16.0,
    "fp8": 8.0,
    "int8-w8a8": 8.0,
    "w4a16": 4.25,
}  # with a scale for 64 to 128 weights
_KV_BYTES: Final = 2


@dataclass(frozen=True)
class Accelerator(Strict):
    """One card as published: dense peaks. memory_gb: of 10⁹ bytes. batched_tokens: what vLLM takes by itself.

    price_euros: of the card; server_euros: of all around it. source, price_source: where each comes from.
    """

    memory_gb: float
    bandwidth_gb_s: float
    bf16_tflops: float
    fp8_tflops: float
    watts: float
    batched_tokens: int
    price_euros: float
    server_euros: float
    server_watts: float
    source: str
    price_source: str


@dataclass(frozen=True)
class Efficiency(Strict):
    """What is reached of the peaks, 0 to 1, and what a step costs beside them, in seconds.

    activation_gb: memory that a step needs beside weights, keys and values.
    """

    compute: float
    bandwidth: float
    step_seconds: float
    sequence_seconds: float
    activation_gb: float
    door_seconds: float
    source: str


@dataclass(frozen=True)
class Shape(Strict):
    """A decoder as published. extra_gb: weights that are resident and not read for text, such as an eye's."""

    layers: int
    hidden: int
    intermediate: int
    heads: int
    kv_heads: int
    head_size: int
    vocabulary: int
    extra_gb: float
    source: str

    @property
    def layer_parameters(self) -> int:
        """Of all layers, which every token goes through."""
        attention = 2 * self.hidden * self.head_size * (self.heads + self.kv_heads)
        return self.layers * (attention + 3 * self.hidden * self.intermediate)

    @property
    def kv_bytes_per_token(self) -> int:
        return 2 * self.layers * self.kv_heads * self.head_size * _KV_BYTES

    @property
    def matrix_bytes(self) -> float:
        """Of the input or the output matrix, which stay in 16 bits, as quantised models are published."""
        return 2.0 * self.hidden * self.vocabulary


@dataclass(frozen=True, slots=True)
class Model:
    """A shape whose layers are stored in one of the forms of profiles."""

    shape: Shape
    quantisation: Literal["bf16", "int8-w8a8", "fp8", "w4a16"]

    @property
    def computes_in(self) -> Literal["bf16", "fp8"]:
        """`w4a16` is unpacked and computed in 16 bits."""
        return "fp8" if self.quantisation in ("fp8", "int8-w8a8") else "bf16"

    @property
    def read_bytes(self) -> float:
        """Weights that each step reads: the layers and the output matrix."""
        return self.shape.layer_parameters * _BITS[self.quantisation] / 8 + self.shape.matrix_bytes

    @property
    def resident_bytes(self) -> float:
        """All that lies in the card's memory before the first question."""
        return self.read_bytes + self.shape.matrix_bytes + self.shape.extra_gb * 1e9
