"""A reading as a message: JSON, every field checked against the nouns when it comes back.

The child may have been taken over by the file that it read: what it sends is data, never code.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic_core import PydanticSerializationError

from ingest.document import Reading
from ingest.sandbox.read import Read
from ingest.sandbox.wire import Garbled
from ops.fault import Fault

_SENTENCE_LETTERS = 600


@dataclass(frozen=True, slots=True)
class Refusal:
    """A Fault as it crosses."""

    key: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}\.[a-z_]{1,40}$")]
    sentence: str
    remedy: str = ""
    retryable: bool = False


class _Message(BaseModel):
    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, ser_json_bytes="base64", val_json_bytes="base64"
    )

    media_type: Annotated[str, StringConstraints(max_length=200)] = ""
    reading: Reading | None = None
    refusal: Refusal | None = None


def packed(media_type: str, reading: Reading) -> bytes:
    """What a reader gave. Text that no file can hold (half of a surrogate pair) becomes `?`."""
    message = _Message.model_construct(media_type=media_type, reading=reading)
    try:
        return _json(message)
    except (PydanticSerializationError, UnicodeEncodeError):
        whole = _Message.model_construct(media_type=media_type, reading=_sayable(reading))
        return _json(whole)


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


def _json(message: _Message) -> bytes:
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
