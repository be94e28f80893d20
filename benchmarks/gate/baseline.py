"""What was seen of each question when the appliance was recorded, kept as JSON in its home."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - a field's type
from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from benchmarks.scoring import Outcome, Question
from inference.question import Kind
from ops.fault import Fault

if TYPE_CHECKING:
    from appliance.settings import Settings

_FILE: Final = "gate.json"
_RANKS: Final = {Outcome.RIGHT: 3, Outcome.DECLINED: 2, Outcome.WRONG: 1, Outcome.FAULT: 0}


class Try(BaseModel):
    """One answer. seconds: as its asker waited. control: those of the pendulum around it. why: the outcome.

    unsupported: figures that no source shows. index_version: of the documents that answered.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    outcome: Outcome
    kind: Kind | None
    seconds: float
    control: float
    unsupported: int = 0
    why: str = ""
    index_version: int = 0

    @property
    def rank(self) -> int:
        """3 right, 2 declined, 1 wrong or with a figure from nowhere, 0 no answer."""
        return min(_RANKS[self.outcome], 1) if self.unsupported else _RANKS[self.outcome]

    @property
    def pace(self) -> float:
        """Seconds in swings of the pendulum."""
        return self.seconds / self.control


class Seen(BaseModel):
    """A question and its answers, oldest first; one at least."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: Question
    tries: tuple[Try, ...]


class Baseline(BaseModel):
    """conditions: under what it was taken. machine: what must be the same for seconds to be compared.

    engine: what the appliance said of it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    measure: Literal["gate"] = "gate"
    control: int
    machine: str
    engine: str
    conditions: dict[str, Any]
    seen: tuple[Seen, ...]


def place(settings: Settings) -> Path:
    return settings.home / _FILE


def read(path: Path) -> Baseline:
    """Raises Fault when there is none, or not a whole one."""
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise _none("Cet appareil n'a pas encore de mesure de référence.") from error
    except ValidationError as error:
        raise _none(f"La mesure de référence ne se lit pas ({path.name}).") from error


def write(path: Path, baseline: Baseline) -> None:
    """Whole or not at all."""
    written = path.with_suffix(".new")
    written.write_text(baseline.model_dump_json(indent=1) + "\n", encoding="utf-8")
    written.replace(path)


def _none(sentence: str) -> Fault:
    remedy = "Quand tout va bien, prenez-la avec « parvis bench gate --record »."
    return Fault(key="bench.no_baseline", sentence=sentence, remedy=remedy)
