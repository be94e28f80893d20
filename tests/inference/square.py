"""Léa and Karim ask the same commune, whose clerk changes documents meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from benchmarks.moving_shelf import SLUG, MovingShelf
from inference.question import Answer, Kind, Question

if TYPE_CHECKING:
    from pathlib import Path

    from inference.reuse.cache import Reuse
    from inference.reuse.kept import Asked, Kept

CANTEEN = "Combien coûte la cantine pour un enfant résident ?"
CANTEEN_OTHERWISE = "Quel est le tarif de la restauration scolaire pour un enfant résident ?"
PRICE = "Le repas de cantine coûte 3,42 € pour un enfant résident."
MONDAY, TUESDAY = "2026-11-23T10:00", "2026-11-24T10:00"


def question(text: str, at: str = MONDAY, **more: str | bool) -> Question:
    when = datetime.fromisoformat(at).replace(tzinfo=ZoneInfo("Europe/Paris"))
    return Question(text, SLUG, when, **more)  # type: ignore[arg-type]


@dataclass
class Square:
    """The commune and the answers it gives again. prompt: the fingerprint of prompt and model."""

    town: MovingShelf
    prompt: list[str] = field(default_factory=lambda: ["prompt 1"])

    def __post_init__(self) -> None:
        self.reuse: Reuse = self.town.reuse(lambda: self.prompt[0])

    def ask(self, text: str, at: str = MONDAY, **more: str | bool) -> Kept | None:
        """What is given again, as the ladder would ask for it."""
        asked = self.reuse.asked(question(text, at, **more))
        return self.reuse.exact(asked) or self.reuse.semantic(asked, self.town.find(asked.question))

    def at_once(self, text: str, at: str = MONDAY) -> Kept | None:
        """What is given again before any search."""
        return self.reuse.exact(self.reuse.asked(question(text, at)))

    def write(self, text: str, answer: str = PRICE, at: str = MONDAY, **more: str | bool) -> Asked:
        """An answer is generated from the best passage, and handed to be kept."""
        asked = self.reuse.asked(question(text, at, **more))
        self.hand_over(asked, answer)
        return asked

    def hand_over(
        self,
        asked: Asked,
        answer: str = PRICE,
        kind: Kind = Kind.GENERATED,
        conflict: bool = False,
        doubtful: bool = False,
        citing: int = 1,
    ) -> None:
        found = self.town.find(asked.question)
        given = Answer("1", answer, kind, SLUG, conflict=conflict)
        self.reuse.keep(asked, found, given, found.passages[:citing], doubtful)


def open_square(folder: Path) -> Square:
    town = MovingShelf(folder, most_found=3)
    town.place(
        "cantine.html", "Cantine scolaire : le repas coûte 3,42 € pour un enfant résident de la commune."
    )
    town.place("chiens.html", "Les chiens sont tenus en laisse dans les parcs, sous peine de 38 € d'amende.")
    return Square(town)
