"""What every arm is asked: a town's mix, and the sample commune's set. Drawn from a seed; asks nobody."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from appliance.demo import QUESTIONS
from benchmarks.load.drawing import drawn
from benchmarks.load.mix import load_mix
from benchmarks.scoring import load_questions

if TYPE_CHECKING:
    from datetime import datetime

    from benchmarks.scoring import Question

CITY: Final = "city"
SAMPLE: Final = "sample"
TITLES: Final = {CITY: "une ville, sept questions sur dix déjà posées", SAMPLE: "la commune d'exemple"}
_CITY_SHARE: Final = 2 / 3
_FROM_DOCUMENTS: Final = ("fact", "paraphrase", "validity", "conflict", "refusal")
_ALONE: Final = {"follow_ups": 0.0, "leave": 0.0}  # no arm but ours holds a conversation through this door
_WEEKDAYS: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS: Final = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, as it is put to every arm. origin: `city` or `sample`."""

    question: Question
    origin: str

    @property
    def moment(self) -> str:
        """For an arm without a clock of ours; empty when any moment will do."""
        return moment(self.question.at) if self.question.at else ""

    @property
    def told(self) -> str:
        """The moment, then the question."""
        return f"{self.moment} {self.question.question}".strip()


def chosen(count: int, seed: int, slug: str) -> list[Asked]:
    """`count` questions as citizens put them, two in three of the town's, in an order that mixes both."""
    town = round(count * _CITY_SHARE)
    return _mixed(_of_town(town, seed, slug), load_questions(QUESTIONS), count - town, seed)


def for_levers(count: int, seed: int, slug: str) -> list[Asked]:
    """Half of them what documents answer: most of a town's are computed, where most levers do nothing."""
    found = [one for one in load_questions(QUESTIONS) if one.type in _FROM_DOCUMENTS]
    return _mixed(_of_town(count - count // 2, seed, slug), found, count // 2, seed)


def _of_town(count: int, seed: int, slug: str) -> list[Asked]:
    mix = load_mix("city", slug)
    mix = mix.model_copy(update={"habits": mix.habits.model_copy(update=_ALONE)})
    return [Asked(one.question, CITY) for one in drawn(mix, range(count), seed, str(seed))]


def _mixed(town: list[Asked], known: list[Question], count: int, seed: int) -> list[Asked]:
    own = random.Random(f"compare-{seed}")  # noqa: S311 - a draw, not a secret
    asked = [*town, *(Asked(one, SAMPLE) for one in own.sample(known, min(count, len(known))))]
    own.shuffle(asked)
    return asked


def moment(at: datetime) -> str:
    """`Nous sommes le mardi 24 novembre 2026, il est 10 h 30.`"""
    minutes = f" {at:%M}" if at.minute else ""
    day = f"{_WEEKDAYS[at.weekday()]} {at.day} {_MONTHS[at.month - 1]} {at.year}"
    return f"Nous sommes le {day}, il est {at.hour} h{minutes}."
