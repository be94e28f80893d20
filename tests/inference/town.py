"""Valbrume, a commune of five documents on a real shelf, whose citizens ask a ladder."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import numpy as np

from appliance.ladders import Workshop
from inference.admission import Admission
from inference.conversation import Conversations
from inference.embedding.sentences import Sentences
from inference.engine import Engine
from inference.events import Done, Replace, Sources, Text
from inference.ladder import Limits
from inference.pace import Deadline
from inference.question import Question
from inference.retrieval import Retrieval
from ingest.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from sqlalchemy import Engine as Store

    from inference.events import Event
    from inference.facts.desk import FactsDesk
    from inference.ladder import Ladder
    from inference.question import Answer, Citation
    from ingest.communes import Commune
    from ingest.index import Index
    from tests.fake_engine import FakeEngine

DEMO = Path(__file__).parents[2] / "appliance" / "demo" / "documents"
FILES = ("annuaire.json", "deliberation_2026-042_tarifs_cantine_periscolaire.pdf")
PAGES = {
    "bruit_2021.html": "<h1>Arrêté sur le bruit</h1>"
    "<p>Les travaux de jardinage bruyants sont autorisés le samedi de 8 h à 20 h.</p>",
    "bruit_2025.html": "<h1>Arrêté sur le bruit</h1>"
    "<p>Les travaux de jardinage bruyants sont autorisés le samedi de 9 h à 12 h et de 15 h à 18 h.</p>",
    "chiens.html": "<h1>Parcs et jardins</h1><p>Les chiens sont tenus en laisse dans les parcs municipaux, "
    "sous peine d'une amende de 38 €.</p>",
}
MAPPED_FILES = (
    *("annuaire.json", "dechets.ics", "dechets_rues.xlsx", "evenements.ics"),
    *("99001_reglement_20240115.pdf", "zonage.geojson", "adresses.csv"),
)
HALL_PAGES = {
    "salle_reglement.html": "<h1>Règlement intérieur</h1>"
    "<p>Une caution de 500 € est demandée pour la location de la salle.</p>",
    "salle_tarifs.html": "<h1>Tarifs municipaux</h1>"
    "<p>La caution demandée pour la location de la salle est de 800 €.</p>",
    "chiens.html": PAGES["chiens.html"],
}
REPEALED_ON = datetime(2025, 5, 22).date()
GARDENING = "Les travaux de jardinage bruyants sont-ils autorisés le samedi ?"
DOGS = "Faut-il tenir les chiens en laisse dans les parcs municipaux ?"
DOGS_VAGUELY = "Comment dresser mon caniche, en laisse, dans les parcs ?"
HOURS = "La mairie est-elle ouverte mardi ?"
RUGBY = "Qui a gagné la coupe du monde de rugby ?"
NOWHERE = "http://127.0.0.1:9"  # the discard port: nobody listens
LIMITS = Limits(Deadline(3.0), relevance=0.2, quoting=0.55, certain=2.0)  # the engine is always asked


class WordVectors:
    """Deterministic: each long word is a direction. Two texts are as near as the words they share."""

    def query(self, text: str) -> NDArray[np.float32]:
        vector = np.full(384, 1e-6, dtype=np.float32)
        for word in (word for word in text.lower().split() if len(word) > 3):
            vector[int(hashlib.sha256(word.encode()).hexdigest(), 16) % 384] += 1
        return (vector / np.linalg.norm(vector)).astype(np.float32)

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([self.query(text) for text in texts])

    def close(self) -> None:
        """Holds no process."""


@dataclass(frozen=True)
class Answered:
    """The events of one answer."""

    events: tuple[Event, ...]

    @property
    def answer(self) -> Answer:
        last = self.events[-1]
        assert isinstance(last, Done)
        return last.answer

    @property
    def streamed(self) -> str:
        return "".join(event.text for event in self.events if isinstance(event, Text))

    @property
    def replaced(self) -> str | None:
        return next((event.text for event in self.events if isinstance(event, Replace)), None)

    @property
    def sources(self) -> tuple[Citation, ...]:
        return next(event.citations for event in self.events if isinstance(event, Sources))


class AllAsNear(Sentences):
    """Meaning that tells no sentence from another, so that the words choose: made-up vectors mean nothing."""

    def near(self, question: str, texts: Sequence[str]) -> list[float]:
        return [0.85 for _ in texts]


@dataclass(frozen=True)
class Town:
    """What the ladder of Valbrume stands on."""

    store: Store
    commune: Commune
    facts: FactsDesk
    index: Index

    @property
    def shelf(self) -> Shelf:
        return Shelf(self.store, self.commune.slug)

    @property
    def retrieval(self) -> Retrieval:
        return Retrieval(self.shelf, self.index, WordVectors())

    def ask(
        self, engine: FakeEngine | str, text: str, at: str = "2026-11-24T10:00", **limits: Any
    ) -> Answered:
        """Everything that the ladder says; raises what it raises."""
        return asyncio.run(self.answered(engine, asked(text, at), **limits))[-1]

    async def answered(self, engine: FakeEngine | str, *questions: Question, **limits: Any) -> list[Answered]:
        """Several questions, one after the other, put to the same ladder."""
        address = engine if isinstance(engine, str) else engine.address
        client = Engine(address, "parvis", slots=4, queue=4)
        try:
            ladder = self.ladder(client, **limits)
            return [Answered(tuple([event async for event in ladder.climb(one)])) for one in questions]
        finally:
            await client.close()

    def ladder(
        self, client: Engine, seconds: float = 3.0, *, seconded: bool = False, **limits: Any
    ) -> Ladder:
        limits["deadline"] = Deadline(seconds)
        workshop = Workshop(
            self.store,
            WordVectors(),
            AllAsNear(WordVectors()),
            client,
            Admission(),
            Conversations(),
            model="a model",
            context_tokens=1200,
            languages=("fr",),
            seconded=seconded,
            limits=replace(LIMITS, **limits),
        )
        return workshop.ladder(self.commune, self.facts, self.index)


def asked(text: str, at: str = "2026-11-24T10:00", **more: Any) -> Question:
    when = datetime.fromisoformat(at).replace(tzinfo=ZoneInfo("Europe/Paris"))
    return Question(text, "valbrume", when, **more)
