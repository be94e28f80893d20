"""A safetensors file written from front to back, so that no tensor has to be whole in memory.

The layout: 8 bytes with the header's length, a JSON header, then the tensors one after another.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import BinaryIO

BYTES_PER_VALUE = {"BF16": 2, "I8": 1, "F32": 4}
ALIGNMENT = 8


@dataclass(frozen=True)
class Slot:
    """Where one tensor goes: its name, element type ("BF16", "I8", "F32") and shape."""

    name: str
    dtype: str
    shape: tuple[int, ...]

    @property
    def bytes(self) -> int:
        return prod(self.shape) * BYTES_PER_VALUE[self.dtype]


def write_header(file: BinaryIO, slots: Sequence[Slot]) -> None:
    """Announce the tensors; their data must follow in this very order, without gaps."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    start = 0
    for slot in slots:
        end = start + slot.bytes
        header[slot.name] = {
            "dtype": slot.dtype,
            "shape": list(slot.shape),
            "data_offsets": [start, end],
        }
        start = end
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % ALIGNMENT)
    file.write(len(text).to_bytes(8, "little"))
    file.write(text)
