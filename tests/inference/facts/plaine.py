"""La Plaine, a commune made up for its tables: rounds, an agenda, menus; asked as a citizen asks it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from inference.facts.phrases import Tongue
from inference.facts.saying import Saying
from inference.facts.tables import Tables
from inference.question import Question
from ingest.facts import Event, Round, Service, Validity
from ingest.shelf import StoredPassage

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMUNE = "La Plaine-Saint-Aubin"
TUESDAY = "2026-11-24T10:00"
ROUNDS = (
    Round("Ordures ménagères", "rue", "Nord", ("Rue des Maures",), (0,)),
    Round("Ordures ménagères", "rue", "Sud", ("Avenue de la Gare", "Rue Camille-Sérignan"), (1,)),
    Round("Emballages", "nord", "Secteur Nord", weekdays=(2,), week_parity=2),
    Round("Emballages", "sud", "Secteur Sud", weekdays=(2,), week_parity=1),
    Round("Verre", "partout", weekdays=(0,), nth=(1,)),
)


def passage(name: str) -> StoredPassage:
    """A passage that carries nothing but its name."""
    return StoredPassage(
        name, name, 0, name, (), None, "", name, f"{name}.pdf", "application/pdf", Validity()
    )


def event(
    title: str,
    starts: str,
    hours: float = 2,
    *,
    where: str = "",
    category: str = "event",
    closure: bool = False,
) -> Event:
    begins = datetime.fromisoformat(starts)
    all_day = len(starts) == len("2026-11-24")
    length = timedelta(days=1) if all_day else timedelta(hours=hours)
    return Event(title, begins, begins + length, all_day, where, closure, category)


def tables(
    rounds: Sequence[Round] = (), events: Sequence[Event] = (), services: Sequence[Service] = ()
) -> Tables:
    """Each row with a passage called like it: what a round tells, an event's title, a service's key."""
    return Tables(
        1,
        [(service, passage(service.key)) for service in services],
        [(one, passage(one.title)) for one in sorted(events, key=lambda one: one.starts)],
        [(round_, passage(round_.told)) for round_ in rounds],
    )


def question(text: str, at: str = TUESDAY) -> Question:
    return Question(text, "la-plaine", datetime.fromisoformat(at))


def saying(section: str, language: str = "fr") -> Saying:
    return Saying(section, Tongue(language))
