"""Keeps the trace of one answer while it is made. Knows no rung."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from inference.trace import Considered, Note, Stage, Trace
from ops import metrics

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.shelf import StoredPassage

_SHOWN: Final = 300  # characters of a passage that was considered


class Tracing:
    """The clock of one question, and what happens on it. Its work may cross threads, one at a time."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._stages: list[Stage] = []
        self._open: list[tuple[str, float]] = []
        self._considered: tuple[Considered, ...] = ()
        self._prompt_tokens = 0
        self._decisions: list[str] = []
        self._notes: list[Note] = []

    def seconds(self) -> float:
        """Since the question arrived."""
        return time.perf_counter() - self._started

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """One stage of the answer: kept in its trace, and counted for the operator."""
        opened = (name, self.seconds())
        self._open.append(opened)
        try:
            with metrics.stage(name):
                yield
        finally:
            self._open.remove(opened)
            self._stages.append(self._until_now(*opened))

    def considered(self, passages: Sequence[StoredPassage], scores: Sequence[float] = ()) -> None:
        """What retrieval brought, best first; scores: one each, or none."""
        known = scores if len(scores) == len(passages) else [None] * len(passages)
        self._considered = tuple(
            Considered(passage.passage_id, passage.title, passage.label, score, passage.text[:_SHOWN])
            for passage, score in zip(passages, known, strict=True)
        )

    def prompted(self, tokens: int) -> None:
        """A prompt of so many tokens goes to the engine; a second try adds its own."""
        self._prompt_tokens += tokens

    def decided(self, what: str) -> None:
        """What the guard did with a sentence or with the whole text."""
        self._decisions.append(what)

    def note(self, key: str, value: object) -> None:
        """What a rung has to say of its own work."""
        self._notes.append(Note(key, str(value)))

    def trace(self) -> Trace:
        """All of it so far; a stage that goes on counts until now."""
        running = [self._until_now(*opened) for opened in self._open]
        begun = sorted((*self._stages, *running), key=lambda stage: stage.start_seconds)
        stages = [Stage(one.name, round(one.start_seconds, 5), round(one.seconds, 5)) for one in begun]
        decisions, notes = tuple(self._decisions), tuple(self._notes)
        return Trace(tuple(stages), self._considered, self._prompt_tokens, decisions, notes)

    def _until_now(self, name: str, start_seconds: float) -> Stage:
        return Stage(name, start_seconds, self.seconds() - start_seconds)
