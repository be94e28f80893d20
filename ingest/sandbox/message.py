"""A reading as a message: JSON, every field checked against the nouns when it comes back.

The child may have been taken over by the file that it read: what it sends is data, never code.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic_core import PydanticSerializationError

from ingest.document import Element, Reading
from ingest.sandbox.read import Read
from ingest.sandbox.wire import GIVEN, PIECE, Garbled, frame
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

_SENTENCE_LETTERS = 600
_PIECE_ELEMENTS = 1_000


@dataclass(frozen=True, slots=True)
class Refusal:
    """A Fault as it crosses."""

    key: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}\.[a-z_]{1,40}$")]
    sentence: str
    remedy: str = ""
    retryable: bool = False


_STRICT = ConfigDict(
    extra="forbid", strict=True, frozen=True, ser_json_bytes="base64", val_json_bytes="base64"
)


class _Message(BaseModel):
    model_config = _STRICT

    media_type: Annotated[str, StringConstraints(max_length=200)] = ""
    reading: Reading | None = None
    refusal: Refusal | None = None


class _Piece(BaseModel):
    model_config = _STRICT

    elements: tuple[Element, ...]


def packed(media_type: str, reading: Reading) -> bytes:
    """What a reader gave. Text that no file can hold (half of a surrogate pair) becomes `?`."""
    try:
        return _json(_Message.model_construct(media_type=media_type, reading=reading))
    except (PydanticSerializationError, UnicodeEncodeError):
        return _json(_Message.model_construct(media_type=media_type, reading=_sayable(reading)))


def in_pieces(media_type: str, reading: Reading) -> Iterator[bytes]:
    """The same as frames, its elements before the rest, some at a time: none grows with the document."""
    for start in range(0, len(reading.elements), _PIECE_ELEMENTS):
        yield frame(PIECE, _packed_piece(reading.elements[start : start + _PIECE_ELEMENTS]))
    yield frame(GIVEN, packed(media_type, replace(reading, elements=())))


def _packed_piece(elements: tuple[Element, ...]) -> bytes:
    try:
        return _json(_Piece.model_construct(elements=elements))
    except (PydanticSerializationError, UnicodeEncodeError):
        return _json(_Piece.model_construct(elements=_sayable(elements)))


def packed_refusal(fault: Fault) -> bytes:
    refusal = Refusal(fault.key, fault.sentence, fault.remedy, fault.retryable)
    return _json(_Message.model_construct(refusal=_sayable(refusal)))


def unpacked(payload: bytes, seconds: float) -> Read:
    """What the message says. Raises Garbled when it is not one."""
    try:
        message = _Message.model_validate_json(payload)
    except (ValidationError, ValueError) as error:
        raise Garbled from error
    if message.refusal:
        return Read(fault=_fault(message.refusal), seconds=seconds)
    if message.reading is None:
        raise Garbled
    return Read(message.media_type, message.reading, seconds=seconds)


@dataclass(slots=True)
class Arriving:
    """A message whose pieces come one by one. most: bytes of all of them."""

    most: int
    _pieces: deque[bytes] = field(default_factory=deque)
    _last: bytes | None = None
    _bytes: int = 0

    @property
    def is_whole(self) -> bool:
        return self._last is not None

    def add(self, kind: bytes, payload: bytes) -> None:
        """Raises Garbled when it grows too large."""
        self._bytes += len(payload)
        if self._bytes > self.most:
            raise Garbled
        if kind == GIVEN:
            self._last = payload
        else:
            self._pieces.append(payload)

    def read(self, seconds: float) -> Read:
        """What it says; once, its pieces are let go on the way. Raises Garbled."""
        read = unpacked(self._last or b"", seconds)
        if read.reading is None:
            return read
        elements: list[Element] = []
        while self._pieces:
            elements += _elements(self._pieces.popleft())
        return replace(read, reading=replace(read.reading, elements=(*elements, *read.reading.elements)))


def _elements(piece: bytes) -> tuple[Element, ...]:
    try:
        return _Piece.model_validate_json(piece).elements
    except (ValidationError, ValueError) as error:
        raise Garbled from error


def _json(message: BaseModel) -> bytes:
    return message.__pydantic_serializer__.to_json(message, exclude_defaults=True)


def _fault(refusal: Refusal) -> Fault:
    sentence, remedy = (
        " ".join(text.split())[:_SENTENCE_LETTERS] for text in (refusal.sentence, refusal.remedy)
    )
    return Fault(key=refusal.key, sentence=sentence, remedy=remedy, retryable=refusal.retryable)


def _sayable(value: Any) -> Any:  # noqa: ANN401 - any field of any noun
    """The same, in letters that UTF-8 has."""
    if isinstance(value, str):
        return type(value)(value.encode("utf-8", "replace").decode())
    if isinstance(value, tuple):
        return tuple(_sayable(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {each.name: _sayable(getattr(value, each.name)) for each in fields(value)}
        return type(value)(**changed)
    return value
