"""Hours are told in the citizen's language; every figure is the one that French tells."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inference.facts.days import Calendar
from inference.facts.hours import answer_hours
from inference.language import LANGUAGES
from inference.question import Question
from ingest.facts import Event, OpeningSlot, Service
from tests.inference.facts.test_any_schedule_any_question import QUESTIONS, slots
from tests.inference.facts.town_halls import LIBRARY, SANDILLON

if TYPE_CHECKING:
    from collections.abc import Sequence

TIME = re.compile(r"(\d+)(?: h(?:eures?)? ?|:)(\d\d)?")
MIDNIGHT = ("minuit", "midnight", "medianoche", "meia-noite", "Mitternacht", "mezzanotte", "منتصف الليل")
CALENDAR = Calendar("45300")
TUESDAY = datetime(2026, 11, 24, 10)
CLOSED = Event(
    "La mairie sera fermée le 22 décembre", datetime(2026, 12, 22), datetime(2026, 12, 23), True, closure=True
)


def told(
    text: str, at: datetime, services: Sequence[Service], language: str, *, plain: bool = False
) -> str | None:
    question = Question(text, "sandillon", at, language=language, plain=plain)
    rows = [(service, service.key) for service in services]
    answer = answer_hours(question, "Sandillon", rows, [(CLOSED, "closure")], CALENDAR)
    return answer.text if answer else None


def times(text: str) -> Counter[tuple[int, int]]:
    """Every time of day that a text says, as hours and minutes."""
    for midnight in MIDNIGHT:
        text = text.replace(midnight, "24:00")
    return Counter((int(hours), int(minutes or 0)) for hours, minutes in TIME.findall(text))


moments = st.integers(0, 400 * 1440).map(lambda minutes: datetime(2026, 1, 1) + timedelta(minutes=minutes))


@settings(max_examples=150, deadline=None)
@given(st.lists(slots, min_size=1, max_size=4), moments, st.sampled_from(QUESTIONS))
def test_every_language_tells_the_same_times(weekly: list[OpeningSlot], at: datetime, text: str) -> None:
    hall = Service("m", "mairie", "Mairie - Sandillon", tuple(weekly))
    french = told(text, at, (hall,), "fr")
    assert french is not None
    for language in LANGUAGES:
        other = told(text, at, (hall,), language)
        assert other is not None
        assert times(other) == times(french), (language, french, other)
        assert "{" not in other
    plain = told(text, at, (hall,), "fr", plain=True)
    assert plain is not None
    assert times(plain) == times(french), (french, plain)


EXPECTED = {
    "en": (
        "Yes, the town hall of Sandillon is open now, until 12:00. "
        "It opens again today at 14:00, until 17:00."
    ),
    "es": (
        "Sí, el ayuntamiento de Sandillon está abierto en este momento. Hora de cierre: 12:00. "
        "Vuelve a abrir hoy, de 14:00 a 17:00."
    ),
    "de": (
        "Ja, das Rathaus von Sandillon ist jetzt geöffnet, bis 12:00 Uhr. "
        "Heute wieder geöffnet von 14:00 Uhr bis 17:00 Uhr."
    ),
    "tr": (
        "Evet, Sandillon Belediyesi şu anda açık. Kapanış saati: 12:00. Bugün tekrar açılıyor: 14:00 – 17:00."
    ),
    "uk": "Так, зараз відчинено, до 12:00 (мерія Sandillon). Сьогодні знову буде відчинено з 14:00 до 17:00.",
    "ar": "نعم، بلدية \u2068Sandillon\u2069 مفتوحة الآن، حتى 12:00. يُعاد الفتح اليوم من 14:00 إلى 17:00.",
}


@pytest.mark.parametrize("language", EXPECTED)
def test_olena_and_her_neighbours_ask_whether_it_is_open(language: str) -> None:
    assert told("la mairie est ouverte ?", TUESDAY, (SANDILLON,), language) == EXPECTED[language]


def test_an_adjective_agrees_with_the_service_in_the_language_of_the_answer() -> None:
    text = "la médiathèque est ouverte lundi ?"
    said = told(text, TUESDAY, (LIBRARY,), "es")
    assert said is not None
    assert said.startswith("Lunes 30 de noviembre: la mediateca «Médiathèque Simone-Veil» está cerrada.")


def test_a_public_holiday_has_its_own_name() -> None:
    said = told("la mairie est ouverte le 11 novembre ?", datetime(2026, 11, 9, 10), (SANDILLON,), "en")
    assert said is not None
    assert said.startswith("Wednesday 11 November is a public holiday (Armistice Day)")


def test_a_comment_stays_french_between_quotation_marks() -> None:
    said = told("la mairie est ouverte samedi ?", TUESDAY, (SANDILLON,), "en")
    assert said is not None
    assert "Note, in French: “Accueil ouvert uniquement" in said


def test_a_closure_keeps_its_french_title() -> None:
    said = told("la mairie est ouverte le 22 décembre ?", TUESDAY, (SANDILLON,), "de")
    assert said is not None
    assert "Achtung (Dienstag, 22. Dezember): „La mairie sera fermée le 22 décembre“." in said


def test_plain_french_says_one_thing_a_line() -> None:
    assert told("la mairie est ouverte ?", TUESDAY, (SANDILLON,), "fr", plain=True) == (
        "Oui.\nLa mairie de Sandillon est ouverte maintenant.\nElle ferme à 12 heures.\n"
        "Elle ouvre encore aujourd’hui.\nElle ouvre à 14 heures.\nElle ferme à 17 heures."
    )


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "Is the town hall open on Saturday?"),
        ("es", "¿Está abierto el ayuntamiento el sábado?"),
        ("pt", "A câmara municipal está aberta no sábado?"),
        ("de", "Ist das Rathaus am Samstag geöffnet?"),
        ("it", "Il municipio è aperto sabato?"),
        ("tr", "Belediye cumartesi açık mı?"),
        ("uk", "Чи відчинена мерія в суботу?"),
        ("ar", "هل البلدية مفتوحة يوم السبت؟"),
    ],
)
def test_saturday_is_asked_in_every_language(language: str, question: str) -> None:
    french = told("La mairie est ouverte samedi ?", TUESDAY, (SANDILLON,), language)
    assert french is not None
    assert told(question, TUESDAY, (SANDILLON,), language) == french


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("tr", "Belediyenin çalışma saatleri nedir?"),
        ("uk", "Розклад роботи мерії"),
        ("uk", "О котрій зачиняється мерія?"),
        ("tr", "Belediye saat kaçta kapanıyor?"),
    ],
)
def test_turkish_and_ukrainian_ask_for_the_week_or_the_end_of_the_day(language: str, question: str) -> None:
    said = told(question, TUESDAY, (SANDILLON,), language)
    assert said is not None
    assert (17, 0) in times(said)
