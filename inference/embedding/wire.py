"""As much of ONNX's file format as an encoder needs. It is protobuf: numbered fields, one after the other.

Written by hand so that the appliance carries ONNX Runtime without the tools that make its models.
Field numbers: `onnx.proto`.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

MICROSOFT = "com.microsoft"
_IR_VERSION, _OPERATORS = 9, (("", 18), (MICROSOFT, 1))
_FLOAT = 1
_TYPES = {"float32": _FLOAT, "uint8": 2, "int8": 3, "int64": 7}


def node(
    operator: str, inputs: Sequence[str], outputs: Sequence[str], domain: str, **attributes: float
) -> bytes:
    """One operation. An empty name among the inputs stands for one left out."""
    told = [_block(1, name) for name in inputs] + [_block(2, name) for name in outputs]
    told += [_block(4, operator), _block(7, domain)]
    return b"".join(told + [_block(5, _attribute(name, value)) for name, value in attributes.items()])


def tensor(name: str, values: NDArray[np.generic]) -> bytes:
    """A constant."""
    shape = b"".join(_whole(1, size) for size in values.shape)
    content = np.ascontiguousarray(values).tobytes()
    return shape + _whole(2, _TYPES[values.dtype.name]) + _block(8, name) + _block(9, content)


def model(
    nodes: Sequence[bytes],
    tensors: Sequence[bytes],
    given: tuple[str, Sequence[int | str]],
    wanted: tuple[str, Sequence[int | str]],
) -> bytes:
    """given, wanted: name and shape of the one input and the one output, float32; a named size is free."""
    graph = [_block(1, each) for each in nodes] + [_block(2, "encoder")]
    graph += [_block(5, each) for each in tensors]
    graph += [_block(11, _value(*given)), _block(12, _value(*wanted))]
    versions = [_block(8, _block(1, domain) + _whole(2, version)) for domain, version in _OPERATORS]
    return b"".join([_whole(1, _IR_VERSION), _block(7, b"".join(graph)), *versions])


def _attribute(name: str, value: float) -> bytes:
    if isinstance(value, int):
        return _block(1, name) + _whole(3, value) + _whole(20, 2)
    return _block(1, name) + _varint(2 << 3 | 5) + struct.pack("<f", value) + _whole(20, 1)


def _value(name: str, shape: Sequence[int | str]) -> bytes:
    sizes = [_whole(1, size) if isinstance(size, int) else _block(2, size) for size in shape]
    kind = _whole(1, _FLOAT) + _block(2, b"".join(_block(1, size) for size in sizes))
    return _block(1, name) + _block(2, _block(1, kind))


def _whole(number: int, value: int) -> bytes:
    return _varint(number << 3) + _varint(value % (1 << 64))


def _block(number: int, content: bytes | str) -> bytes:
    held = content.encode() if isinstance(content, str) else content
    return _varint(number << 3 | 2) + _varint(len(held)) + held


def _varint(value: int) -> bytes:
    parts = []
    while value > 127:
        parts.append(value & 127 | 128)
        value >>= 7
    return bytes([*parts, value])
