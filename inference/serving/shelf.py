"""The folder that holds models: one writer at a time, room checked, a model whole or absent."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ops.fault import Fault

SPARE_BYTES = 200_000_000  # never fill a disk to its last byte


@contextmanager
def locked(models_dir: Path, name: str) -> Iterator[None]:
    """Hold the only right to write this model. Fault, retryable, when another process has it."""
    models_dir.mkdir(parents=True, exist_ok=True)
    with (models_dir / f".lock-{name}").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Fault(
                key="model.busy",
                sentence=f"Une autre opération écrit déjà le modèle « {name} ».",
                remedy="Attendre qu'elle se termine, puis relancer.",
                retryable=True,
            ) from error
        yield


def require_room(models_dir: Path, needed_bytes: int) -> None:
    """Fault, in one sentence with both figures, when the disk cannot take that much more."""
    free = shutil.disk_usage(models_dir).free
    if free >= needed_bytes + SPARE_BYTES:
        return
    raise Fault(
        key="model.no_room",
        sentence=f"Il faut {_gigabytes(needed_bytes + SPARE_BYTES)} libres pour ce modèle "
        f"et il n'en reste que {_gigabytes(free)}.",
        remedy=f"Libérer de la place sur le disque de {models_dir}, puis relancer.",
        retryable=True,
    )


def put_in_place(finished: Path, target: Path) -> None:
    """Make a finished folder the model; the former one, if any, leaves only after that."""
    former = target.with_name(f".former-{target.name}")
    shutil.rmtree(former, ignore_errors=True)
    if target.exists():
        target.rename(former)
    finished.rename(target)
    _remember(target.parent)
    shutil.rmtree(former, ignore_errors=True)


def size_of(folder: Path) -> int:
    """Bytes of the files in a folder, 0 when it does not exist."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _remember(folder: Path) -> None:
    """Have the renames on the disk before anything is deleted."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _gigabytes(count: int) -> str:
    return f"{count / 1e9:.1f} Go".replace(".", ",")
