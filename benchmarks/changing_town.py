"""A commune where everything changes at random while people ask, and a model of it that keeps no answer.

Each answer that is given again is written anew from what is found now: the two must say the same. The model
knows the documents as plain data, and which validated answer holds.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from benchmarks.moving_shelf import CALENDAR, SLUG, MovingShelf
from inference.question import Answer, Kind, Question
from inference.validated_answers.book import Draft
from inference.validated_answers.rules import checked
from ingest.facts import Validity

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from inference.retrieval import Found
    from inference.reuse.kept import Kept
    from inference.validated_answers.rung import Given

# What is asked of each topic, in words that mean the same.
TOPICS: Final = {
    "cantine": ("Combien coûte la cantine ?", "Quel est le tarif de la restauration scolaire ?"),
    "piscine": ("Combien coûte la piscine ?", "Quel est le prix de la piscine municipale ?"),
    "chien": ("Faut-il tenir son chien en laisse ?", "Le chien doit-il être tenu en laisse ?"),
    "marché": ("Où est le marché ?", "Bonjour, où se trouve le marché ?"),
    "cimetière": (
        "Combien coûte une concession au cimetière ?",
        "Quel est le prix d'une concession au cimetière ?",
    ),
    "déchèterie": ("Comment aller à la déchèterie ?", "Comment faire pour aller à la déchetterie ?"),
}
_FIRST_DAY: Final = date(2026, 11, 24)
_DATED_TOPICS: Final = ("marché", "chien")  # whose answers name the day on which they are written
_PARIS: Final = ZoneInfo("Europe/Paris")
_FOUND: Final = 3


@dataclass(frozen=True, slots=True)
class _Own:
    """A validated answer as the model knows it. source: a document's name and its state; none when empty."""

    number: int
    topic: str
    expires_on: date
    source: tuple[str, int] | None


@dataclass
class Counts:
    """What happened. stale: given though it is not what would be written now, with what it was."""

    edits: int = 0
    questions: int = 0
    given_again: int = 0
    validated: int = 0
    stale: list[str] = field(default_factory=list)


class ChangingTown:
    """One commune in `folder`; `draw` decides everything."""

    def __init__(self, folder: Path, draw: random.Random) -> None:
        self.counts = Counts()
        self._draw, self._town = draw, MovingShelf(folder, _FOUND)
        self._day, self._prompt, self._states = _FIRST_DAY, 1, 0
        self._documents: dict[str, tuple[int, str, Validity]] = {}
        self._own: list[_Own] = []
        self._without_vectors: set[str] = set()
        # The topic of the latest change: half of the questions are about it.
        self._touched = next(iter(TOPICS))
        self._reuse = self._town.reuse(lambda: f"prompt {self._prompt}")
        self._validated = self._town.validated()

    def edit(self) -> None:
        """One change of anything."""
        self.counts.edits += 1
        documents = (self._place, self._place, self._place, self._forget, self._embed_one)
        others = (self._next_day, self._next_day, self._new_prompt, self._validate, self._unvalidate)
        self._draw.choice((*documents, *others))()

    def ask(self) -> None:
        """One question; while its answer is written, things may change."""
        self.counts.questions += 1
        topic = self._draw.choice([*TOPICS, *[self._touched] * len(TOPICS)])
        question = self._asked(self._draw.choice(TOPICS[topic]))
        asked = self._reuse.asked(question)
        given = self._validated.find(asked)
        self._judge_validated(topic, given)
        if given:
            return
        kept, found = self._reuse.exact(asked), None
        if kept is None:
            found = self._town.find(question)
            kept = self._reuse.semantic(asked, found)
        if kept is not None:
            self._judge(topic, kept)
        elif found is not None and found.passages:
            text = self._written(topic, question, found)
            if self._draw.random() < 0.2:
                self.edit()
            answer = Answer("", text, Kind.GENERATED, SLUG)
            self._reuse.keep(asked, found, answer, found.passages[:1])

    def close(self) -> None:
        self._town.close()

    def _judge(self, topic: str, kept: Kept) -> None:
        """Against what would be written now, and against the documents as the model knows them."""
        self.counts.given_again += 1
        origin = self._asked(json.loads(kept.text)["question"])
        now = self._written(topic, origin, self._town.find(origin))
        if kept.text != now:
            self.counts.stale.append(f"{kept.how} : {kept.text} au lieu de {now}")
        for passage in kept.cited:
            _, text, validity = self._documents.get(passage.title, (0, "", Validity()))
            if passage.text != text or passage.validity != validity or not validity.holds_on(self._day):
                self.counts.stale.append(f"{kept.how} : {passage.title} n'est plus ce qu'il était")

    def _judge_validated(self, topic: str, given: Given | None) -> None:
        holding = [own.number for own in self._own if own.topic == topic and self._holds(own)]
        expected = max(holding, default=None)
        if given is not None:
            self.counts.validated += 1
        if (given.answer.number if given else None) != expected:
            self.counts.stale.append(f"validée : {given} au lieu de {expected}")

    def _holds(self, own: _Own) -> bool:
        if self._day > own.expires_on:
            return False
        if own.source is None:
            return True
        state, _, validity = self._documents.get(own.source[0], (0, "", Validity()))
        return state == own.source[1] and validity.holds_on(self._day)

    def _written(self, topic: str, question: Question, found: Found) -> str:
        """What the engine says: all that it was given, so that any change of it is another answer."""
        told = sorted((p.passage_id, p.text, str(p.validity)) for p in found.passages)
        day = f"aujourd'hui {self._day}" if topic in _DATED_TOPICS else ""
        return json.dumps({"question": question.text, "prompt": self._prompt, "found": told, "day": day})

    def _asked(self, text: str) -> Question:
        return Question(text, SLUG, datetime.combine(self._day, time(10), _PARIS))

    def _place(self) -> None:
        """A document, new or in place of another of its name, perhaps for a time, perhaps without vectors."""
        name = f"{self._topic()} {self._draw.randrange(4)}"
        self._states += 1
        start = self._day + timedelta(days=self._draw.choice((-9, -9, 0, 1, 3)))
        end = start + timedelta(days=self._draw.choice((2, 9, 20)))
        validity = self._draw.choice((Validity(), Validity(start, end), Validity(None, end)))
        text = f"Règlement {self._states} : {name}, prix {self._draw.randrange(50)} €."
        self._documents[name] = (self._states, text, validity)
        self._without_vectors.add(name)
        self._town.place(name, text, validity, embedded=False)
        if self._draw.random() < 0.7:
            self._embed(name)

    def _topic(self) -> str:
        self._touched = self._draw.choice(list(TOPICS))
        return self._touched

    def _forget(self) -> None:
        if self._documents:
            name = self._draw.choice(sorted(self._documents))
            self._town.forget(name)
            self._touched = name.split()[0]
            self._without_vectors.discard(name)
            del self._documents[name]

    def _embed_one(self) -> None:
        if self._without_vectors:
            self._embed(self._draw.choice(sorted(self._without_vectors)))

    def _embed(self, name: str) -> None:
        self._town.embed(name)
        self._touched = name.split()[0]
        self._without_vectors.remove(name)

    def _next_day(self) -> None:
        self._day += timedelta(days=self._draw.choice((1, 1, 2)))

    def _new_prompt(self) -> None:
        self._prompt += 1

    def _validate(self) -> None:
        topic = self._topic()
        source = self._draw.choice([None, *sorted(self._documents)])
        expires_on = self._day + timedelta(days=self._draw.choice((0, 1, 4)))
        sources = (self._town.identity(source),) if source else ()
        draft = Draft(TOPICS[topic][0], "Venez à l'accueil.", "Accueil", expires_on, self._day, sources)
        kept = self._town.book.add(checked(draft, self._town.shelf, CALENDAR))
        self._own.append(
            _Own(kept.number, topic, expires_on, (source, self._documents[source][0]) if source else None)
        )

    def _unvalidate(self) -> None:
        if self._own:
            gone = self._draw.choice(self._own)
            self._town.book.remove(gone.number)
            self._own.remove(gone)
