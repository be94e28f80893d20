"""The tensors of a GGUF file, read, rounded and written by blocks of rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from typing import Any, BinaryIO

import numpy as np
from gguf import ReaderTensor
from gguf.quants import dequantize
from numpy.typing import NDArray

from inference.serving import qwen2
from inference.serving.quantisation import Quantisation
from inference.serving.rounding import Floats, bfloat16_bits, int8_by_row
from inference.serving.safetensors_file import Slot
from ops.fault import Fault

VALUES_PER_BLOCK = 1 << 22  # 16 MB of float32


@dataclass(frozen=True)
class Tensor:
    """One tensor to write: where its values are, its new name, and whether as 8-bit integers."""

    source: ReaderTensor
    name: str
    integers: bool

    @property
    def shape(self) -> tuple[int, ...]:
        """Rows first: [outputs, inputs], or [values] for a bias or a norm."""
        return tuple(int(size) for size in reversed(self.source.shape))

    def slots(self) -> list[Slot]:
        if not self.integers:
            return [Slot(self.name, "BF16", self.shape)]
        return [Slot(self.name, "I8", self.shape), Slot(f"{self.name}_scale", "F32", (self.shape[0], 1))]

    def write(self, file: BinaryIO) -> None:
        """Append the values, and after them the scales when they are integers."""
        scales = []
        for block in self._blocks():
            if self.integers:
                integers, scale = int8_by_row(block)
                file.write(_bytes(integers))
                scales.append(scale)
            else:
                file.write(_bytes(bfloat16_bits(block)))
        if scales:
            file.write(_bytes(np.concatenate(scales)))

    def _blocks(self) -> Iterator[Floats]:
        """Its values in float32, some rows at a time. Fault when one is not finite."""
        rows = max(1, VALUES_PER_BLOCK // prod(self.shape[1:]))
        for start in range(0, self.shape[0], rows):
            block: Floats = dequantize(self.source.data[start : start + rows], self.source.tensor_type)
            if not np.isfinite(block).all():
                raise damaged(f"{self.name} contient une valeur qui n'est pas un nombre")
            yield block


def plan(sources: list[ReaderTensor], quantisation: Quantisation, tied: bool) -> list[Tensor]:
    """What to write. `tied`: the output matrix is a finer copy of the embeddings, and replaces them.

    In bfloat16 a shared matrix is written once. With 8-bit integers the output matrix is written
    apart, in integers: it is read for every token, the embeddings one row a token.
    """
    by_name = {qwen2.tensor_name(source.name): source for source in sources}
    output = by_name.pop(qwen2.OUTPUT, by_name[qwen2.EMBEDDINGS])
    shared = tied or output is by_name[qwen2.EMBEDDINGS]
    if shared:
        by_name[qwen2.EMBEDDINGS] = output
    if quantisation == "int8-w8a8" or not shared:
        by_name[qwen2.OUTPUT] = output
    integers = quantisation == "int8-w8a8"
    return [Tensor(source, name, integers and qwen2.is_linear(name)) for name, source in by_name.items()]


def damaged(reason: str) -> Fault:
    return Fault(
        key="model.damaged",
        sentence=f"Le modèle téléchargé ne peut pas être converti : {reason}.",
        remedy="Relancer l'installation du modèle ; si cela se répète, choisir un autre profil.",
        retryable=False,
    )


def _bytes(values: NDArray[Any]) -> memoryview:
    return np.ascontiguousarray(values).data
