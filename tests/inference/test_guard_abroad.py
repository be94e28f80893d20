"""Answers in other languages are held to the days, places and sense of their French passages."""

from __future__ import annotations

import pytest

from inference.guard import Guard, Unsupported
from inference.guard.claims import claims
from inference.guard.lexicon import judges
from inference.language import LANGUAGES
from tests.inference.written import passage

HALL = passage("La location de la salle des fêtes coûte 250 €.", title="Tarifs de la salle des fêtes")
DOGS = passage("Les chiens ne sont pas autorisés dans l’aire de jeux le lundi 24 mars.")
PARKING = passage("Le stationnement est gratuit le samedi.")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Hiring the village hall costs 250 €."),
        ("de", "Die Miete des Festsaals kostet zweihundertfünfzig Euro."),
        ("es", "Alquilar la sala de fiestas cuesta 250 €."),
        ("pt", "Alugar o salão de festas custa 250 €."),
        ("it", "La sala delle feste costa 250 €."),
        ("tr", "Düğün salonunun kirası 250 €."),
        ("uk", "Оренда зали коштує 250 €."),
        ("ar", "تكلفة القاعة ٢٥٠ €."),
    ],
)
def test_a_faithful_sentence_passes_in_each_language(language: str, said: str) -> None:
    assert Guard([HALL], language=language).check(said)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "The hall costs 250 € on Monday."),
        ("en", "The hall costs 250 € in March."),
        ("en", "The hall costs 250 € at the swimming pool."),
        ("en", "The hall does not cost 250 €, it is free."),
        ("en", "The hall costs three hundred euros."),
        ("de", "Der Saal kostet keine 250 €."),
        ("de", "Der Saal kostet 250 € am Montag."),
        ("es", "La sala no cuesta 250 €, es gratis."),
        ("es", "La sala cuesta 250 € el miércoles."),
        ("pt", "O salão custa 250 € na segunda-feira."),
        ("pt", "O salão não custa 250 €."),
        ("it", "La sala non costa 250 €."),
        ("it", "La sala costa 250 € a marzo."),
        ("tr", "Salon 250 € değildir, ücretsizdir."),
        ("tr", "Salon Salı günü 250 €."),
        ("uk", "Зал не коштує 250 €."),
        ("uk", "Зал коштує 250 € у п’ятницю."),
        ("ar", "القاعة لا تكلف 250 €."),
        ("ar", "القاعة 250 € يوم الاثنين."),
    ],
)
def test_another_day_place_figure_or_sense_is_refused(language: str, said: str) -> None:
    with pytest.raises(Unsupported):
        Guard([HALL], language=language).check(said)


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        ("en", "Dogs are not allowed on Monday 24 March.", "Dogs are allowed on March 24."),
        ("de", "Hunde sind am Montag, 24. März, verboten.", "Hunde sind am 24.3. erlaubt."),
        ("es", "Los perros no están autorizados el 24 de marzo.", "Los perros están autorizados."),
        ("pt", "Os cães não são permitidos a 24 de março.", "Os cães são permitidos."),
        ("it", "I cani sono vietati lunedì 24 marzo.", "I cani sono ammessi lunedì 24 marzo."),
        ("tr", "24 Mart Pazartesi günü köpeklere izin verilmez.", "Köpeklere izin verilir."),
        ("uk", "Собаки не дозволені у понеділок 24 березня.", "Собаки дозволені."),
        ("ar", "الكلاب غير مسموح بها يوم الاثنين 24 مارس.", "الكلاب مسموح بها."),
    ],
)
def test_what_is_forbidden_is_not_said_allowed(language: str, right: str, wrong: str) -> None:
    assert Guard([DOGS], language=language).check(right)
    with pytest.raises(Unsupported):
        Guard([DOGS], language=language).check(wrong)


def test_what_is_denied_is_not_told_as_if_it_were_not() -> None:
    closed = passage("Le lundi, la mairie n’ouvre pas à 9 h.")
    with pytest.raises(Unsupported, match="is denied"):
        Guard([closed], language="en").check("On Monday the town hall opens at 9.")


def test_free_is_free_in_another_language() -> None:
    assert Guard([PARKING], language="en").check("Parking is free on Saturdays.")
    with pytest.raises(Unsupported, match="contrary"):
        Guard([PARKING], language="en").check("Parking is not free on Saturdays.")


def test_what_is_asked_for_may_be_called_required() -> None:
    stamp = passage("La carte d’identité est gratuite. En cas de perte, un timbre de 25 € est demandé.")
    said = "The identity card is free; a 25 € stamp is required if it is lost."
    assert Guard([stamp], language="en").check(said)


def test_a_sense_that_passages_do_not_share_is_not_judged() -> None:
    market = passage("Les étals sont autorisés.", number=1)
    with pytest.raises(Unsupported):
        Guard([market, DOGS], "Perros ?", language="es").check("Los perros están autorizados.")


def test_the_sense_of_a_language_without_words_is_not_judged() -> None:
    with pytest.raises(Unsupported, match="nobody can judge"):
        Guard([HALL], language="nl").check("De zaal kost 250 €.")


def test_every_language_of_answers_has_its_words() -> None:
    assert all(map(judges, LANGUAGES))


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "It may open on December 24th, 2026", {"2026", "24", "month 12", "date 24/12/2026"}),
        ("de", "vom 24.12. bis 3.1.", {"24", "3", "month 12", "month 1", "date 24/12", "date 3/1"}),
        ("es", "los sábados de mayo", {"day samedi", "month 5"}),
        ("uk", "щосуботи, 24 грудня", {"day samedi", "24", "month 12", "date 24/12"}),
    ],
)
def test_days_and_months_are_those_of_french(language: str, text: str, found: set[str]) -> None:
    assert claims(text, language) == found
