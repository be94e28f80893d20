"""What a long task tells the person who waits for it. Knows no model and no terminal."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One report of progress: `done` of `total`, counted in `unit` ("part", "tensor", "byte")."""

    name: str
    done: int
    total: int
    unit: str


Report = Callable[[Step], None]


def silent(_: Step) -> None:
    """The report of a caller who does not look."""
