"""`parvis bench ingest`: how soon a paper answers, and what taking papers in costs those who ask meanwhile.

Prints a card, then JSON on the last line. Runs on a ground of its own (`ground.py`).
"""

from __future__ import annotations

import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from appliance.client import Client
from appliance.demo import QUESTIONS
from benchmarks import growth, overhead, recognition
from benchmarks.arms import WholePath
from benchmarks.card import announce, report
from benchmarks.conditions import conditions
from benchmarks.demo import prepare
from benchmarks.figure import Figure, Goal, of_median
from benchmarks.ground import ground
from benchmarks.plans.drawing import draw
from benchmarks.plans.shelf import long_plan
from benchmarks.scoring import load_questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appliance.settings import Settings
    from benchmarks.ground import Ground

_PAGES = 500
_FEEDING_PAGES = 120


def measure(repeats: int, save: Path) -> None:
    """Takes every figure, one after the other, and writes the report into `save`. Raises Fault."""
    with ground() as here, tempfile.TemporaryDirectory() as folder:
        told = {"measure": "ingest", "repeats": repeats, **conditions(here.settings)}
        here.up()
        slug = prepare(here.settings)
        figures = list(_dropped(here.settings, slug, Path(folder)))
        here.go_cold()
        figures.append(_slowdown(here, slug, Path(folder), repeats))
        here.down()
        figures += recognition.figures(Path(folder), repeats)
        figures += growth.figures(Path(folder))
    report(told, figures, save)


def _dropped(settings: Settings, slug: str, folder: Path) -> Iterator[Figure]:
    """One long plan, from the moment it is handed over."""
    announce(f"Un règlement de {_PAGES} pages")
    plan = folder / "reglement_500.pdf"
    draw(long_plan(_PAGES), plan)
    moments: dict[str, float] = {}
    started = time.perf_counter()

    def seen(progress: dict[str, object]) -> None:
        moments.setdefault(str(progress["step"]), time.perf_counter() - started)

    client = Client(settings)
    outcomes = client.ingest([plan], slug, seen)
    whole = time.perf_counter() - started
    for outcome in outcomes:
        client.forget(outcome["document_id"])
    note = f"{sum(outcome['passages'] for outcome in outcomes)} passages"
    title = f"{_PAGES} pages : répond par ses mots"
    yield Figure("plan_answerable_seconds", title, moments["done"], "s", 1, Goal(20), note=note)
    yield Figure("plan_vectors_seconds", f"{_PAGES} pages : tous ses vecteurs", whole, "s", 1, Goal(120))


class _Feeding:
    """A plan taken in and forgotten, again and again, for as long as the context lasts."""

    def __init__(self, settings: Settings, slug: str, folder: Path) -> None:
        self._client, self._slug, self._folder = Client(settings), slug, folder
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._feed)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _feed(self) -> None:
        plan = self._folder / "nourriture.pdf"
        draw(long_plan(_FEEDING_PAGES), plan)
        while not self._stop.is_set():
            for outcome in self._client.ingest([plan], self._slug, lambda _progress: None):
                self._client.forget(outcome["document_id"])


def _slowdown(here: Ground, slug: str, folder: Path, repeats: int) -> Figure:
    """The same written answers with and without ingestion beside them, taking turns."""
    announce("Réponses pendant une ingestion, et sans")
    questions = [question for question in load_questions(QUESTIONS) if question.type == "fact"]
    ratios = []
    with WholePath(here.settings) as whole:
        asked = overhead.written(whole, questions, here.prompts)
        for _ in range(repeats):
            alone = [whole.ask(one.question).seconds for one in asked]
            with _Feeding(here.settings, slug, folder):
                time.sleep(3.0)  # past the reading of the first pages
                beside = [whole.ask(one.question).seconds for one in asked]
            ratios += [slow / quick for slow, quick in zip(beside, alone, strict=True)]
    title = "Réponse rédigée pendant une ingestion ÷ sans"
    return of_median("answer_while_ingesting", title, ratios, "×", Goal(1.10))
