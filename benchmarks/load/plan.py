"""What one run is to do: small enough to be sent to every worker, which draws its own share of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Self

from benchmarks.load.arrivals import arrivals, law
from benchmarks.load.drawing import drawn
from benchmarks.load.mix import load_mix

if TYPE_CHECKING:
    from benchmarks.load.arrivals import Law
    from benchmarks.load.drawing import Planned
    from benchmarks.load.mix import Mix


@dataclass(frozen=True, slots=True)
class Plan:
    """per_second: the mean rate. run: makes its new questions new. crisis: which one of the mix, or none.

    warm_up: seconds at the beginning in which nothing counts. written_deadline, other_deadline: in seconds.
    publish: invented documents, though the commune is not the sample. connections: kept open at once at most,
    by each worker.
    """

    commune: str
    mix: str = "city"
    law: str = "poisson"
    crisis: str = ""
    per_second: float = 1.0
    seconds: float = 60.0
    warm_up: float = 0.0
    seed: int = 1
    run: str = "1"
    workers: int = 1
    publish: bool = False
    written_deadline: float = 3.0
    other_deadline: float = 3.0
    connections: int = 4096

    def against(self, deadline_seconds: float, run: str) -> Self:
        """The same plan for an appliance that gives itself so long to write an answer."""
        return replace(self, written_deadline=max(deadline_seconds, self.other_deadline), run=run)

    def read_mix(self) -> Mix:
        return load_mix(self.mix, self.commune, self.crisis)

    def read_law(self) -> Law:
        return law(self.law)

    def draw(self) -> list[Planned]:
        """All that will be asked, in order. Raises Fault when the mix or the law is refused."""
        wanted = self.read_law()
        moments = arrivals(wanted, self.per_second, self.seconds, self.seed).tolist()
        during = (wanted.crisis[0] * self.seconds, wanted.crisis[1] * self.seconds)
        planned = drawn(self.read_mix(), moments, self.seed, self.run, during)
        return [replace(one, counts=one.due >= self.warm_up) for one in planned]

    def plain(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, told: dict[str, Any]) -> Self:
        """From plain values, other ones left out."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in told.items() if name in known})
