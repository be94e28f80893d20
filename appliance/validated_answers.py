"""Agents' own answers, for the door and the command alike: kept, listed with how they stand, removed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from inference.facts.days import Calendar
from inference.validated_answers.book import AnswerBook, Draft
from inference.validated_answers.rules import checked
from inference.validated_answers.rung import standing_of
from ingest.communes import Communes
from ingest.shelf import Shelf
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Engine

    from inference.validated_answers.book import ValidatedAnswer

PARIS = ZoneInfo("Europe/Paris")


class ValidatedAnswers:
    """Those of one commune, read and written in the store: a running gateway sees each change at once."""

    def __init__(self, store: Engine, slug: str) -> None:
        """Raises Fault when the commune is not served here."""
        commune = Communes(store).get(slug)
        if commune is None:
            raise Fault(
                key="commune.unknown",
                sentence=f"La commune « {slug} » n'existe pas.",
                remedy="Voyez « parvis commune list ».",
            )
        self._calendar = Calendar(commune.insee)
        self._book = AnswerBook(store, slug)
        self._shelf = Shelf(store, slug)

    def add(
        self,
        question: str,
        answer: str,
        owner: str,
        expires_on: date,
        sources: Sequence[str] = (),
        variants: Sequence[str] = (),
        language: str = "fr",
    ) -> dict[str, Any]:
        """The answer as it is kept. sources: ids of documents or of passages. Raises Fault."""
        told = (question, answer, owner, expires_on, _today(), tuple(sources), tuple(variants), language)
        return self._told(self._book.add(checked(Draft(*told), self._shelf, self._calendar)))

    def list(self) -> list[dict[str, Any]]:
        """All of them, the newest last."""
        return [self._told(answer) for answer in self._book.list()]

    def show(self, number: int) -> dict[str, Any]:
        """Raises Fault when there is none."""
        return self._told(self._book.get(number))

    def remove(self, number: int) -> None:
        """Raises Fault when there is none."""
        self._book.remove(number)

    def _told(self, answer: ValidatedAnswer) -> dict[str, Any]:
        """state: `served`, `expired`, or `source_changed`."""
        standing, cited = standing_of(answer, self._shelf, _today())
        titles = [f"{passage.title} – {passage.label}".strip(" –") for passage in cited]
        return asdict(answer) | {"state": standing.value, "titles": titles}


def _today() -> date:
    return datetime.now(PARIS).date()
