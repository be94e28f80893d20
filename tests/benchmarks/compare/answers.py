"""Questions and answers in the hand, for arithmetic."""

from __future__ import annotations

from typing import Any

from benchmarks.arms import Timed
from benchmarks.compare.questions import CITY, Asked
from benchmarks.compare.turns import Turn
from benchmarks.scoring import Question

PRICE: dict[str, Any] = {
    "id": "prix",
    "commune": "valbrume",
    "at": "2026-11-24T10:30",
    "question": "Combien coûte la salle ?",
    "type": "fact",
    "all": [["320 €"]],
    "none": ["640"],
    "kind": ["quoted"],
    "cite": {"file": "tarifs.docx"},
}
CITED = ({"file": "tarifs.docx", "title": "", "locator": "", "passage": ""},)
RIGHT, WRONG, UNSURE = "La salle coûte 320 €.", "La salle coûte 640 €.", "Je ne sais pas."


def price(**changed: Any) -> Question:
    return Question.model_validate(PRICE | changed)


def said(text: str = RIGHT, seconds: float = 1.0, kind: str = "generated", **more: Any) -> Timed:
    return Timed(text, kind, more.pop("first", seconds / 2), seconds, **more)


def turn(origin: str = CITY, **answers: Timed) -> Turn:
    return Turn(Asked(price(), origin), answers)
