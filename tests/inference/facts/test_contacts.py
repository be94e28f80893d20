"""How a citizen is told to reach a service, and what is never given as a number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from inference.facts.contacts.answer import answer_contact
from inference.facts.contacts.card import is_placeholder
from inference.facts.days import Calendar
from inference.facts.phrases import FRENCH
from inference.facts.reception import town_hall
from ingest.facts import Service, Validity
from tests.inference.facts.plaine import COMMUNE, passage, question, saying, tables

if TYPE_CHECKING:
    from inference.facts.answer import FactsAnswer

MAIRIE = Service(
    key="mairie",
    kind="mairie",
    name="Mairie - La Plaine-Saint-Aubin",
    address="1 place de l'Église, 45999 La Plaine-Saint-Aubin",
    phones=("02 38 00 11 22",),
    emails=("mairie@la-plaine.example",),
    websites=("https://la-plaine.example",),
    accessibility="accessible aux personnes en fauteuil roulant (rampe)",
    modified_on=date(2026, 9, 2),
)
LIBRARY = Service(
    key="mediatheque", kind="bibliotheque", name="Médiathèque Simone-Veil", address="14 rue du Pont"
)


def ask(text: str, *services: Service) -> FactsAnswer | None:
    rows = tables(services=services or (MAIRIE, LIBRARY))
    return answer_contact(question(text), COMMUNE, rows, Calendar("45300"), saying("contact"))


def told(text: str, *services: Service) -> str:
    answer = ask(text, *services)
    assert answer is not None, text
    return answer.text


@pytest.mark.parametrize(
    "text",
    [
        "Quel est le numéro de téléphone de la mairie ?",
        "tel mairie svp",
        "votre numéro ?",
        "Je dois déclarer une naissance, quel est le numéro de la mairie ?",
        "What is the phone number of the town hall?",
        "Wie lautet die Telefonnummer vom Rathaus?",
        "ما هو رقم هاتف البلدية؟",
    ],
)
def test_the_number_is_given_and_its_row_cited(text: str) -> None:
    answer = ask(text)
    assert answer is not None
    assert "02 38 00 11 22" in answer.text
    assert "mairie@" not in answer.text
    assert [passage.title for passage in answer.cited] == ["mairie"]


def test_how_to_reach_gives_every_means() -> None:
    assert told("comment contacter la mairie pour un permis ?").splitlines() == [
        "Voici comment joindre la mairie de La Plaine-Saint-Aubin :",
        "- Téléphone : 02 38 00 11 22",
        "- Courriel : mairie@la-plaine.example",
        "- Adresse : 1 place de l'Église, 45999 La Plaine-Saint-Aubin",
        "- Site internet : https://la-plaine.example",
    ]


def test_an_electronic_address_is_no_place() -> None:
    text = told("quelle est l'adresse mail de la mairie ?")
    assert "mairie@la-plaine.example" in text
    assert "place de l'Église" not in text


def test_where_a_service_is() -> None:
    text = "La médiathèque Simone-Veil se trouve à cette adresse : 14 rue du Pont"
    assert told("ou est la médiathèque") == text
    assert told("Wo ist die Bibliothek?") == text


def test_a_place_is_known_by_the_word_that_its_name_begins_with() -> None:
    pool = Service(key="piscine", kind="", name="Piscine des Lacs", phones=("02 38 44 55 66",))
    assert "02 38 44 55 66" in told("numéro de la piscine", MAIRIE, pool)


def test_whether_one_gets_in_on_wheels() -> None:
    text = told("Ma mère est en fauteuil : peut-elle entrer à la mairie, et où se trouve-t-elle ?")
    assert "fauteuil roulant (rampe)" in text
    assert "1 place de l'Église" in text


def test_what_is_missing_is_said_before_what_there_is() -> None:
    lines = told("numéro de la mairie", replace(MAIRIE, phones=())).splitlines()
    assert lines[:2] == [
        "Je n’ai pas de numéro de téléphone sûr pour la mairie de La Plaine-Saint-Aubin.",
        "Courriel : mairie@la-plaine.example",
    ]


@pytest.mark.parametrize(
    "masked", ["01 02 03 04 05", "00 00 00 00 00", "0123456789", "01 XX XX XX XX", "+33 1 00 00 00 00"]
)
def test_a_masked_number_is_never_given(masked: str) -> None:
    assert is_placeholder(masked)
    text = told("numéro de la mairie", replace(MAIRIE, phones=(masked,)))
    assert masked not in text
    assert text.startswith("Je n’ai pas de numéro")


@pytest.mark.parametrize("real", ["02 38 00 11 22", "01.64.38.30.52", "+33 2 38 41 00 14", "3939"])
def test_a_real_number_is_one(real: str) -> None:
    assert not is_placeholder(real)


def test_two_sources_that_differ_are_both_said() -> None:
    older = replace(MAIRIE, key="bulletin", phones=("02 38 99 99 10",), modified_on=date(2020, 1, 1))
    answer = ask("numéro de la mairie", MAIRIE, older)
    assert answer is not None
    assert answer.conflict
    assert answer.text.splitlines()[1:] == [
        "- d’après « mairie » (à jour au mercredi 2 septembre) : 02 38 00 11 22",
        "- d’après « bulletin » (à jour au mercredi 1er janvier 2020) : 02 38 99 99 10",
    ]
    assert [tuple(row.title for row in pair) for pair in answer.differing] == [("mairie", "bulletin")]


def test_a_source_without_its_date_is_told_with_the_day_from_which_it_holds() -> None:
    old = replace(MAIRIE, key="bulletin", phones=("02 38 99 99 10",), modified_on=None)
    letter = replace(passage("lettre"), validity=Validity(date(2026, 9, 1)))
    rows = tables(services=(MAIRIE, old))
    services = [rows.services[0], (old, letter)]
    answer = answer_contact(
        question("numéro de la mairie"),
        COMMUNE,
        replace(rows, services=services),
        Calendar("45300"),
        saying("contact"),
    )
    assert answer is not None
    assert "- d’après « lettre », en vigueur depuis le mardi 1er septembre 2026 : 02 38 99" in answer.text


def test_two_sources_that_agree_are_one() -> None:
    same = replace(MAIRIE, key="page", phones=("+33 2 38 00 11 22",), address="1 place de l'Église")
    answer = ask("comment joindre la mairie", MAIRIE, same)
    assert answer is not None
    assert not answer.conflict


def test_another_communes_mairie_is_declined() -> None:
    answer = ask("numéro de la mairie de Jargeau")
    assert answer is not None
    assert answer.declined
    assert answer.cited == ()


@pytest.mark.parametrize(
    "text",
    [
        "adresse personnelle du maire",
        "numéro SIRET de la mairie",
        "numéro d'arrêté de la mairie sur le bruit",
        "la mairie est ouverte ?",
        "comment joindre le CCAS",
        "où se trouve la piscine",
        "quel numéro appeler ce week-end",
        "à quelle adresse envoyer mon dossier d'inscription à la médiathèque",
        "comment payer la cantine sur le site de la mairie",
        "Quel est le numéro de la mairie et combien coûte un acte ?",
        "changer d'adresse sur ma carte grise",
        "contacter un élu",
        "qui est le maire",
    ],
)
def test_what_is_no_contact_of_a_service_is_left_to_others(text: str) -> None:
    assert ask(text) is None


def test_nobody_is_sent_to_a_place_that_cannot_be_called() -> None:
    moment = question("?").at

    def whom(*services: Service) -> str:
        rows = [(service, passage("directory")) for service in services]
        found = town_hall(rows, COMMUNE, [], Calendar("45300"), moment, FRENCH)
        return found.service if found else ""

    assert whom(MAIRIE, LIBRARY) == MAIRIE.name
    assert whom(LIBRARY) == ""
    assert whom(replace(LIBRARY, phones=("02 38 00 11 33",))) == LIBRARY.name
