"""Whatever the table and the question: an answer or none, never a fault, never a time of its own."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from inference.facts.days import Calendar
from inference.facts.hours import answer_hours
from inference.facts.phrases import clock
from inference.question import Question
from ingest.facts import OpeningSlot, Service

CALENDAR = Calendar("45300")
COMMENTS = [
    "",
    "Uniquement le 2e et 4e samedis de chaque mois.",
    "Hors vacances scolaires l'après-midi",
    "Sur rendez-vous",
    "Semaines paires",
    "Permanence des élus",
]
QUESTIONS = [
    "c'est ouvert ?",
    "vous fermez quand ?",
    "horaires de la mairie",
    "ouvert ce week-end ?",
    "la mairie est ouverte le samedi ?",
    "prochaine ouverture ?",
    "puis-je passer demain après-midi ?",
    "ouvert le 25 décembre ?",
    "la semaine prochaine vous êtes ouverts ?",
    "horaires pendant les vacances",
    "vous êtes ouverts les jours fériés ?",
    "ouvert ce soir ?",
]

slots = st.builds(
    lambda days, opens, length, comment: OpeningSlot(
        tuple(sorted(days)), opens, min(opens + length, 1440), comment
    ),
    st.sets(st.integers(0, 6), min_size=1),
    st.integers(0, 1380),
    st.integers(1, 600),
    st.sampled_from(COMMENTS),
)
moments = st.integers(0, 400 * 1440).map(lambda minutes: datetime(2026, 1, 1) + timedelta(minutes=minutes))


@settings(max_examples=300, deadline=None)
@given(st.lists(slots, min_size=1, max_size=5), moments, st.sampled_from(QUESTIONS))
def test_every_time_said_is_a_bound_of_a_slot(weekly: list[OpeningSlot], moment: datetime, text: str) -> None:
    service = Service("m", "mairie", "Mairie - Sandillon", tuple(weekly))
    answer = answer_hours(Question(text, "s", moment), "Sandillon", [(service, "row")], [], CALENDAR)
    assert answer is not None
    bounds = {clock(minute) for slot in weekly for minute in (slot.opens, slot.closes)}
    assert set(re.findall(r"\d+ h(?: \d\d)?", answer.text)) <= bounds
    assert "{" not in answer.text


@settings(max_examples=200, deadline=None)
@given(moments, st.sampled_from(QUESTIONS), st.integers(0, 1380))
def test_an_unread_comment_never_says_open(moment: datetime, text: str, opens: int) -> None:
    every_day = OpeningSlot((0, 1, 2, 3, 4, 5, 6), opens, opens + 60, "selon disponibilité des élus")
    service = Service("m", "mairie", "Mairie - Sandillon", (every_day,))
    answer = answer_hours(Question(text, "s", moment), "Sandillon", [(service, "row")], [], CALENDAR)
    assert answer is not None
    assert "est ouverte" not in answer.text
    assert "Prochaine ouverture :" not in answer.text


words = st.sampled_from(
    ["mairie", "ouvert", "de", "le", "31/02", "25h", "samedi", "à", "midi", "?", "Noël", "vous", "29 février"]
)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=500) | st.lists(words).map(" ".join))
def test_no_text_breaks_the_reading(text: str) -> None:
    service = Service("m", "mairie", "Mairie - Sandillon", (OpeningSlot((0,), 540, 720),))
    answer_hours(
        Question(text, "s", datetime(2026, 11, 24, 10)), "Sandillon", [(service, "row")], [], CALENDAR
    )
