"""A full disk told in one sentence, whichever library met it first."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

_FULL = {errno.ENOSPC, errno.EDQUOT}
_FULL_WORDS = ("no space left", "disk is full", "disk full", "disk quota", "os error 28", "os error 122")


@contextmanager
def told_when_full() -> Iterator[None]:
    """Turn any error that comes from a full disk into a Fault; let the others through."""
    try:
        yield
    except Exception as error:
        if not is_full(error):
            raise
        raise Fault(
            key="disk.full",
            sentence="Le disque est plein : le document n'est pas ajouté, rien n'est à moitié indexé.",
            remedy="Libérez de la place sur le disque de l'appliance, puis recommencez.",
            retryable=True,
        ) from error


def is_full(error: BaseException) -> bool:
    """True when `error`, or what caused it, says that the disk is full."""
    if isinstance(error, OSError) and error.errno in _FULL:
        return True
    if any(words in str(error).lower() for words in _FULL_WORDS):
        return True
    cause = error.__cause__ or error.__context__
    return cause is not None and is_full(cause)
