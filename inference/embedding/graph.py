"""multilingual-e5-small as an ONNX graph in integers, made from the packed weights in half a second.

Weights are rounded to int8, one scale an output. What enters a multiplication is rounded to uint8 with one
scale a passage; where that would lose too much, what the rounding lost is rounded again and multiplied
too, which gives the precision of 16 bits for twice the (fast) integer work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from inference.embedding import wire

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from inference.embedding.packed import Packed

EMBEDDED, MEAN = "embedded", "mean"
_OF_MICROSOFT = ("MatMulIntegerToFloat", "MultiHeadAttention", "Gelu")


class _Rounded(NamedTuple):
    """Names: the numbers in uint8, their scale, their zero."""

    numbers: str
    scale: str
    zero: str


def encoder(packed: Packed, signed: bool) -> bytes:
    """(1, tokens, width) embedded words → (1, width) mean of the last layer.

    signed: int8 weights, for processors whose integer instructions do not saturate (VNNI, AMX, ARM);
    otherwise uint8 weights around 128, whose products are exact everywhere.
    """
    graph = _Encoder(packed, signed)
    states = graph.norm(EMBEDDED, "emb.ln")
    for layer in range(packed.layers):
        states = graph.layer(states, f"l{layer}.")
    graph.mean(states)
    sizes = (packed.width,)
    return wire.model(graph.nodes, graph.tensors, (EMBEDDED, (1, "tokens", *sizes)), (MEAN, (1, *sizes)))


class _Encoder:
    """Writes one operation after the other; each method gives the name of what it computes."""

    def __init__(self, packed: Packed, signed: bool) -> None:
        self.nodes: list[bytes] = []
        self.tensors: list[bytes] = []
        self._packed, self._signed = packed, signed
        self._middle = self._constant(
            "middle", np.array(0 if signed else 128, np.int8 if signed else np.uint8)
        )

    def layer(self, states: str, name: str) -> str:
        exact = self._rounded_twice(states)
        sides = [self._multiplied(exact, f"{name}{side}", self._packed.width) for side in "qkv"]
        heard = self._node("MultiHeadAttention", sides, num_heads=self._packed.heads)
        said = self._multiplied([self._rounded(heard)], f"{name}ao", self._packed.width)
        states = self.norm(self._node("Add", [states, said]), f"{name}aln")
        inner = self._multiplied(self._rounded_twice(states), f"{name}fi", self._packed.width)
        inner = self._node("Gelu", [inner])
        outer = self._multiplied(self._rounded_twice(inner), f"{name}fo", self._packed.inner_width)
        return self.norm(self._node("Add", [states, outer]), f"{name}oln")

    def norm(self, states: str, name: str) -> str:
        learnt = [self._constant(f"{name}.{part}", self._packed.floats(f"{name}.{part}")) for part in "wb"]
        return self._node("LayerNormalization", [states, *learnt], axis=-1, epsilon=self._packed.epsilon)

    def mean(self, states: str) -> None:
        tokens = self._constant("tokens", np.array([1], np.int64))
        self._node("ReduceMean", [states, tokens], [MEAN], keepdims=0)

    def _multiplied(self, levels: Sequence[_Rounded], name: str, inputs: int) -> str:
        weights, scales = self._weights(name, inputs)
        bias = self._constant(f"{name}.b", self._packed.floats(f"{name}.b"))
        products = [
            self._node(
                "MatMulIntegerToFloat",
                [
                    level.numbers,
                    weights,
                    level.scale,
                    scales,
                    level.zero,
                    self._middle,
                    bias if first else "",
                ],
            )
            for first, level in zip((True, False), levels, strict=False)
        ]
        return products[0] if len(products) == 1 else self._node("Add", products)

    def _weights(self, name: str, inputs: int) -> tuple[str, str]:
        matrix = self._packed.matrix(f"{name}.w", inputs)
        scales: NDArray[np.float32] = np.abs(matrix).max(axis=1) / np.float32(127)
        rounded = np.round(matrix / scales[:, None]).T
        shifted = rounded.astype(np.int8) if self._signed else (rounded + 128).astype(np.uint8)
        return self._constant(f"{name}.w", shifted), self._constant(f"{name}.s", scales)

    def _rounded(self, values: str) -> _Rounded:
        names = _Rounded(f"{values}.q", f"{values}.s", f"{values}.z")
        self._node("DynamicQuantizeLinear", [values], names)
        return names

    def _rounded_twice(self, values: str) -> list[_Rounded]:
        coarse = self._rounded(values)
        kept = self._node("DequantizeLinear", coarse)
        return [coarse, self._rounded(self._node("Sub", [values, kept]))]

    def _constant(self, name: str, values: NDArray[np.generic]) -> str:
        self.tensors.append(wire.tensor(name, values))
        return name

    def _node(
        self, operator: str, inputs: Sequence[str], outputs: Sequence[str] = (), **attributes: float
    ) -> str:
        named = outputs or [f"{operator}.{len(self.nodes)}"]
        domain = wire.MICROSOFT if operator in _OF_MICROSOFT else ""
        self.nodes.append(wire.node(operator, inputs, named, domain, **attributes))
        return named[0]
