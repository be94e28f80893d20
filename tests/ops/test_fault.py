"""A fault says what happened, whether trying again helps, and how to mend it."""

from __future__ import annotations

import errno
import pickle

import pytest

from ops.disk import told_when_full
from ops.fault import Fault

LOCKED = Fault(key="document.locked", sentence="Le PDF est protégé.", remedy="Retirez le mot de passe.")


def test_it_reads_as_one_line() -> None:
    assert str(LOCKED) == "Le PDF est protégé. Retirez le mot de passe."
    assert str(Fault(key="a", sentence="Le fichier est vide.")) == "Le fichier est vide."


def test_it_crosses_processes_whole() -> None:
    busy = Fault(key="engine.busy", sentence="Occupé.", retryable=True, retry_after_seconds=5)
    copy = pickle.loads(pickle.dumps(busy))  # noqa: S301 - our own bytes
    assert vars(copy) == vars(busy)
    assert str(copy) == str(busy)


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EDQUOT, "quota"),
        RuntimeError("database or disk is full"),
    ],
)
def test_a_full_disk_is_one_sentence(error: Exception) -> None:
    with pytest.raises(Fault) as full, told_when_full():
        raise error
    assert full.value.key == "disk.full"
    assert full.value.remedy


def test_a_full_disk_is_recognised_behind_another_error() -> None:
    behind = RuntimeError("commit failed")
    behind.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(Fault), told_when_full():
        raise behind


def test_other_errors_pass_unchanged() -> None:
    with pytest.raises(ValueError, match="odd"), told_when_full():
        raise ValueError("odd")
