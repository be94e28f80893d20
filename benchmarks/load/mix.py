"""What is asked: intents in many wordings, drawn as a town draws them. Data in `mixes/`; asks nobody.

A mix is a TOML file beside its intents, one JSON object a line: the fields of an evaluation question, with
`asked` (language → wordings) in place of its one question. docs/benchmarks.md tells every field.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from benchmarks.scoring import Question
from ops.fault import Fault

MIXES: Final = Path(__file__).with_name("mixes")
Share = Annotated[float, Field(ge=0, le=1)]


class Ask(BaseModel):
    """One intent. wordings: language → how people say it. follow_up: what some ask next, or nothing.

    scored: the fields of an evaluation question that say when an answer is right.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    wordings: dict[str, tuple[str, ...]]
    scored: dict[str, Any]
    follow_up: Question | None = None

    def question(self, text: str, number: int) -> Question:
        return Question(id=f"{self.name}-{number}", question=text, **self.scored)


class Edits(BaseModel):
    """Documents that change during a run. text: has `{number}`, which changes each time."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    per_minute: Annotated[float, Field(ge=0)] = 0.0
    file: str = "avis-de-mesure.txt"
    text: str = ""


class Crisis(BaseModel):
    """document: what the mairie publishes about it. intents: what is then asked, `share` of all questions."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str
    document: str
    intents: str
    share: Share = 0.9


class Habits(BaseModel):
    """The shares of a mix; all 0 to 1. zipf: the intent of rank r is asked 1 / r^zipf times the first.

    repeats: asked in words that others use too; the rest is made new by `fresh`, with `{number}`, `{run}` and
    `{question}`. unanswerable: of what nothing answers. leave_seconds: mean patience of who leaves.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    intents: str
    at: str | None = None
    zipf: Annotated[float, Field(ge=0)] = 1.0
    repeats: Share = 0.7
    fresh: str = "{question}"
    unanswerable: Share = 0.0
    follow_ups: Share = 0.0
    follow_up_seconds: Annotated[float, Field(gt=0)] = 10.0
    leave: Share = 0.0
    leave_seconds: Annotated[float, Field(gt=0)] = 1.0
    languages: dict[str, Share] = Field(default_factory=dict)
    edits: Edits = Edits()
    crises: dict[str, Crisis] = Field(default_factory=dict)


class Mix(BaseModel):
    """A mix that was read. answered, unanswerable: most asked first. crisis: what one makes people ask."""

    model_config = ConfigDict(frozen=True)

    name: str
    habits: Habits
    answered: tuple[Ask, ...]
    unanswerable: tuple[Ask, ...]
    crisis: tuple[Ask, ...] = ()
    crisis_document: Crisis | None = None


def load_mix(name: str, commune: str, crisis: str = "") -> Mix:
    """`name`: of `mixes/`, or the path of a TOML file. Raises Fault that says what is wrong with it."""
    path = Path(name) if name.endswith(".toml") else MIXES / f"{name}.toml"
    try:
        habits = Habits.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        intents = _intents(path.with_name(habits.intents), commune, habits.at)
        chosen = habits.crises[crisis] if crisis else None
        urgent = _intents(path.with_name(chosen.intents), commune, habits.at) if chosen else ()
    except (OSError, ValueError, KeyError) as error:
        raise _refused(path, error) from error
    return Mix(
        name=path.stem,
        habits=habits,
        answered=tuple(one for one in intents if not one.scored.get("decline")),
        unanswerable=tuple(one for one in intents if one.scored.get("decline")),
        crisis=urgent,
        crisis_document=chosen,
    )


def _intents(path: Path, commune: str, at: str | None) -> tuple[Ask, ...]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_intent(json.loads(line), commune, at) for line in lines if line.strip())


def _intent(told: dict[str, Any], commune: str, at: str | None) -> Ask:
    common = {"commune": commune, "at": at}
    name, wordings, follow_up = told.pop("intent"), told.pop("asked"), told.pop("follow_up", None)
    scored = told | common
    for text in (text for texts in wordings.values() for text in texts):
        Question(id=name, question=text, **scored)  # refused now, not in the middle of a run
    if follow_up:
        follow_up = Question(id=f"{name}-next", **({"type": told["type"]} | follow_up | common))
    return Ask(name=name, wordings=wordings, scored=scored, follow_up=follow_up)


def _refused(path: Path, error: Exception) -> Fault:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        reason = f"{'.'.join(str(part) for part in first['loc'])} : {first['msg']}"
    else:
        reason = f"{type(error).__name__} {error}"
    return Fault(
        key="bench.mix_refused",
        sentence=f"Le mélange de questions {path.name} est refusé ({reason}).",
        remedy="Prenez modèle sur benchmarks/load/mixes/city.toml.",
    )
