"""How readings fail through no word of their reader: one French sentence each."""

from __future__ import annotations

import errno
import signal

from ops.fault import Fault

OUT_OF_MEMORY = 112  # exit status of a child that could not even say so
# A library struck itself down over what it read: the same bytes would do it again.
_OWN_BLOWS = (signal.SIGABRT, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGSEGV, signal.SIGTRAP)


def too_slow() -> Fault:
    return Fault(
        key="document.too_slow", sentence="La lecture du fichier a été arrêtée : elle durait trop longtemps."
    )


def crashed() -> Fault:
    return Fault(key="document.crashed", sentence="Le fichier a fait tomber son lecteur : il n'a pas été lu.")


def felled() -> Fault:
    return Fault(
        key="document.felled",
        sentence="Le fichier est abîmé : il fait tomber le programme qui le lit.",
        remedy="Enregistrez-le à nouveau, ou dans un autre format.",
    )


def too_much_memory() -> Fault:
    return Fault(key="document.too_much_memory", sentence="Le fichier demande trop de mémoire pour être lu.")


def too_much_room() -> Fault:
    return Fault(key="document.too_much_room", sentence="Une fois ouvert, le fichier prend trop de place.")


def broken() -> Fault:
    return Fault(key="document.broken", sentence="Le fichier est abîmé : il ne peut pas être lu.")


def stopped() -> Fault:
    return Fault(
        key="ingestion.stopped",
        sentence="L'appliance s'arrête : ce qui reste sera pris au prochain démarrage.",
        retryable=True,
    )


def of_error(error: Exception) -> Fault:
    """What a parser raised: it may be anything."""
    if isinstance(error, Fault):
        return error
    if isinstance(error, MemoryError):
        return too_much_memory()
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        return too_much_room()
    return broken()


def of_status(status: int) -> Fault:
    """How a child ended that gave nothing: an exit status, or the number of the signal that ended it."""
    if status == OUT_OF_MEMORY:
        return too_much_memory()
    if status in _OWN_BLOWS:
        return felled()
    return too_slow() if status == signal.SIGXCPU else crashed()
