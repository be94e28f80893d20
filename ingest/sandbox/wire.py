"""What crosses the border of a jail: requests in, signs of life and one message out. Knows no document.

A frame is one letter, four bytes of length, the payload. Whoever receives trusts none of it.
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from ingest.sandbox.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

READY = b"ready"
TOLD, PIECE, GIVEN = b"t", b"p", b"g"  # the message ends with what is given
REQUEST_BYTES = 65_536
_HEADER = struct.Struct(">cI")
_PAGES = struct.Struct(">II")
_MOST = (1 << 32) - 1


class Garbled(Exception):
    """What came is not what a child may send."""


@dataclass(frozen=True, slots=True)
class Request:
    """Read `file` of `folder`: both plain names. name, insee, today: as a Source has them."""

    folder: str
    file: str
    name: str
    insee: str
    today: str
    limits: Limits

    def packed(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @staticmethod
    def unpacked(message: bytes) -> Request:
        fields = json.loads(message)
        return Request(**fields | {"limits": Limits(**fields["limits"])})


def frame(kind: bytes, payload: bytes) -> bytes:
    return _HEADER.pack(kind, len(payload)) + payload


def told(done: int, pages: int) -> bytes:
    """A sign of life."""
    return frame(TOLD, _PAGES.pack(*(min(max(0, number), _MOST) for number in (done, pages))))


def pages_of(payload: bytes) -> tuple[int, int]:
    """(pages done, pages). Raises Garbled."""
    if len(payload) != _PAGES.size:
        raise Garbled
    done, pages = _PAGES.unpack(payload)
    return done, pages


class Frames:
    """The frames in a stream of bytes that arrives in pieces. most: bytes of the longest payload."""

    def __init__(self, most: int) -> None:
        self._most, self._bytes = most, bytearray()

    def fed(self, piece: bytes) -> Iterator[tuple[bytes, bytes]]:
        """What is complete now: (kind, payload). Raises Garbled."""
        self._bytes += piece
        while len(self._bytes) >= _HEADER.size:
            kind, length = _HEADER.unpack_from(self._bytes)
            if kind not in (TOLD, PIECE, GIVEN) or length > self._most:
                raise Garbled
            end = _HEADER.size + length
            if len(self._bytes) < end:
                return
            payload = bytes(self._bytes[_HEADER.size : end])
            del self._bytes[:end]
            yield kind, payload
