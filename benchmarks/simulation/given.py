"""The nouns of what is taken as given: who asks, what they ask, what it costs. Reads no file."""

from dataclasses import dataclass
from typing import Final

from benchmarks.simulation.hardware import Accelerator, Efficiency, Shape
from inference.serving.profiles import Strict

_DAYS: Final = 365
_HOUR: Final = 3600.0


@dataclass(frozen=True)
class Standing(Strict):
    """What a profile runs on, by the names of this file."""

    accelerator: str
    model: str


@dataclass(frozen=True)
class Gateway(Strict):
    """Threads of each lane, how many may be there at once, and what one question takes there, in seconds.

    queue: that may wait for the engine beyond its seats.
    """

    computing_threads: int
    computing_most: int
    searching_threads: int
    searching_most: int
    computed_seconds: float
    searched_seconds: float
    queue: int
    source: str


@dataclass(frozen=True)
class Rungs(Strict):
    """Shares of all questions, 1 in sum: by tables, by documents, in writing. Of a memory that is empty.

    tried_again: share of what is written that the guard has written once more.
    """

    computed: float
    searched: float
    written: float
    tried_again: float
    source: str

    def __post_init__(self) -> None:
        if abs(self.computed + self.searched + self.written - 1) > 1e-6:
            raise ValueError("the shares must be 1 in sum")

    def still_written(self, kept: float) -> float:
        """Share that is written where `kept` of all is found again instead of being searched or written."""
        return self.written * (1 - kept / (self.searched + self.written))


@dataclass(frozen=True)
class Reuse(Strict):
    """Of what is searched or written. repeated: share that may be found again; 0 when nothing ever is.

    wordings: of these, in one commune, asked by Zipf's law with this exponent. edits_per_day: how often the
    documents of one answer change, or the memory is lost.
    """

    repeated: float
    wordings: int
    zipf: float
    edits_per_day: float
    source: str


@dataclass(frozen=True)
class Prompts(Strict):
    """In tokens. instructions: the same in every prompt, found again. passages: of each prompt met, before a
    profile's own limit cuts them. most: of passages, where that is less than the profile's own limit.
    """

    instructions: int
    question: int
    most: int
    passages: list[int]
    source: str


@dataclass(frozen=True)
class Answers(Strict):
    """longer: how many times the recorded answers' tokens a card's model writes."""

    longer: float
    source: str


@dataclass(frozen=True)
class Demand(Strict):
    """peak_hour_share: of a day's questions in its fullest hour. busy_day_factor: the fullest day ÷ the mean.

    burst: squared variation of the time between two questions. crisis_factor: times the fullest hour.
    """

    questions_per_inhabitant_year: float
    peak_hour_share: float
    busy_day_factor: float
    burst: float
    crisis_factor: float
    source: str

    def mean_per_second(self, inhabitants: float) -> float:
        """Over the year."""
        return inhabitants * self.questions_per_inhabitant_year / (_DAYS * 24 * _HOUR)

    def peak_per_second(self, inhabitants: float) -> float:
        """In the fullest hour of the fullest day."""
        return self.mean_per_second(inhabitants) * self.busy_day_factor * self.peak_hour_share * 24


@dataclass(frozen=True)
class Site(Strict):
    """Who shares one installation."""

    title: str
    inhabitants: int
    communes: int
    source: str


@dataclass(frozen=True)
class Costs(Strict):
    """years: until hardware is written off. idle_share_of_watts: what a card takes that nobody asks."""

    years: float
    cards_per_server: int
    maintenance_share_per_year: float
    kwh_euros: float
    cooling_factor: float
    idle_share_of_watts: float
    source: str


@dataclass(frozen=True)
class Headroom(Strict):
    """share: of the capacity that stays free in the fullest hour."""

    share: float
    source: str


@dataclass(frozen=True)
class Calibration(Strict):
    """How the calibration that is kept went: so many of its figures that fitted nothing within the goal.

    taken_on: as in ISO 8601. goal, worst: errors, as shares of what was measured.
    """

    taken_on: str
    machine: str
    profile: str
    within: int
    of: int
    goal: float
    worst: float
    source: str


@dataclass(frozen=True)
class Assumptions(Strict):
    """All of it."""

    efficiency: dict[str, Efficiency]
    accelerators: dict[str, Accelerator]
    models: dict[str, Shape]
    profiles: dict[str, Standing]
    gateway: Gateway
    rungs: Rungs
    reuse: Reuse
    prompts: Prompts
    answers: Answers
    demand: Demand
    sites: dict[str, Site]
    costs: Costs
    headroom: Headroom
    calibration: Calibration

    @property
    def mean_commune(self) -> float:
        """Inhabitants of one, on the mean of a département."""
        everyone = self.sites["departement"]
        return everyone.inhabitants / everyone.communes
