"""Asking the mairies of `town_halls.py` as a citizen does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from inference.facts.days import Calendar
from inference.facts.hours import HoursAnswer, answer_hours
from inference.question import Question
from tests.inference.facts.town_halls import FONTAINE, LIBRARY, SANDILLON

if TYPE_CHECKING:
    from ingest.facts import Event, Service

Ask = Callable[..., HoursAnswer[str] | None]


@pytest.fixture
def ask() -> Ask:
    """Asks Sandillon, on Tuesday 24 November 2026 at ten unless told otherwise."""

    def asked(
        text: str,
        when: str = "2026-11-24T10:00",
        *,
        services: Sequence[Service] = (SANDILLON, LIBRARY),
        closures: Sequence[Event] = (),
        commune: str = "Sandillon",
        insee: str = "45300",
    ) -> HoursAnswer[str] | None:
        question = Question(text, commune.lower(), datetime.fromisoformat(when))
        rows = [(service, service.key) for service in services]
        events = [(event, event.title) for event in closures]
        return answer_hours(question, commune, rows, events, Calendar(insee))

    return asked


@pytest.fixture
def ask_fontaine(ask: Ask) -> Callable[[str, str], str]:
    """Asks Fontaine-le-Port, in zone C; gives the text."""

    def asked(text: str, when: str) -> str:
        answer = ask(text, when, services=(FONTAINE,), commune="Fontaine-le-Port", insee="77188")
        assert answer is not None, text
        return answer.text

    return asked
