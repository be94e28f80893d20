"""Rounding of weights: float32 to bfloat16, and to 8-bit integers by output channel.

Knows arrays only: no file, no tensor name.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

SMALLEST_SCALE = np.float32(1e-8)  # a channel of zeros still needs a scale that is not zero
LARGEST_INT8 = np.float32(127)


def bfloat16_bits(values: Floats) -> NDArray[np.uint16]:
    """The 16 bits of each finite value, rounded to the nearest, ties to even. Same shape."""
    bits = np.ascontiguousarray(values, dtype=np.float32).view(np.uint32)
    last_kept_bit = (bits >> np.uint32(16)) & np.uint32(1)
    return ((bits + np.uint32(0x7FFF) + last_kept_bit) >> np.uint32(16)).astype(np.uint16)


def int8_by_row(rows: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Symmetric integers [rows, columns] and one float32 scale a row [rows, 1].

    `integers * scales` is within half a scale of `rows`.
    """
    scales = np.maximum(np.abs(rows).max(axis=1, keepdims=True) / LARGEST_INT8, SMALLEST_SCALE)
    integers = np.rint(rows / scales).clip(-LARGEST_INT8, LARGEST_INT8).astype(np.int8)
    return integers, scales.astype(np.float32)
