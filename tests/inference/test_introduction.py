"""Where a citizen says to live counts where it bears on what is asked, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from inference.evidence.words import plain_weights
from inference.introduction import introduced
from inference.question import Kind
from tests.inference.town import DOGS, HOURS
from tests.inference.written import passage

if TYPE_CHECKING:
    from tests.inference.town import Town

HOME = "J’habite au 7 rue des Tanneurs, escalier 3."
NOWHERE = "http://127.0.0.1:9"  # the discard port: nobody listens


@pytest.mark.parametrize(
    ("told", "home"),
    [
        (HOME, "rue des tanneurs"),
        ("Bonjour, j'habite 12 bis avenue Foch !", "avenue foch"),
        ("Nous habitons rue du Lavoir ;", "rue du lavoir"),
        ("Mon adresse est 3 place de la Halle.", "place de la halle"),
    ],
)
def test_a_home_told_before_the_question_is_known(told: str, home: str) -> None:
    found = introduced(f"{told} {HOURS}")
    assert found is not None
    assert (found.told, found.home, found.question) == (told, home, HOURS)


@pytest.mark.parametrize(
    ("told", "home"),
    [
        ("I live at 7 rue des Tanneurs.", "rue des tanneurs"),
        ("Hello, we live on rue du Lavoir.", "rue du lavoir"),
        ("Vivo en el 7 rue des Tanneurs.", "rue des tanneurs"),
        ("Hola, mi dirección es rue du Lavoir número 3.", "rue du lavoir"),
        ("Moro na 7 rue des Tanneurs.", "rue des tanneurs"),
        ("Olá, a minha morada é 3 rue du Lavoir.", "rue du lavoir"),
        ("Ich wohne in der 7 rue des Tanneurs.", "rue des tanneurs"),
        ("Guten Tag, wir wohnen in der Rue du Lavoir 3.", "rue du lavoir"),
        ("Abito in 7 rue des Tanneurs.", "rue des tanneurs"),
        ("Buongiorno, il mio indirizzo è 3 rue du Lavoir.", "rue du lavoir"),
        ("7 rue des Tanneurs adresinde oturuyorum.", "rue des tanneurs"),
        ("Merhaba, rue du Lavoir'da yasiyoruz.", "rue du lavoir"),
        ("Я живу на 7 rue des Tanneurs.", "rue des tanneurs"),
        ("Добрий день, наша адреса 3 rue du Lavoir.", "rue du lavoir"),
        ("أسكن في 7 rue des Tanneurs.", "rue des tanneurs"),
        ("مرحبا، عنواني 3 rue du Lavoir.", "rue du lavoir"),
    ],
)
def test_a_home_is_told_in_every_language(told: str, home: str) -> None:
    found = introduced(f"{told} {HOURS}")
    assert found is not None
    assert (found.told, found.home, found.question) == (told, home, HOURS)


@pytest.mark.parametrize(
    "text",
    [
        "J’habite Valbrume. Combien coûte la salle des fêtes ?",  # whether they are of the town counts
        "J’habite rue des Tanneurs, quel est mon bureau de vote ?",
        "Y a-t-il des travaux rue des Tanneurs ? J’habite au 7.",
        HOME,
        "I live in Valbrume. How much is the hall?",
        "Ich wohne in der rue des Tanneurs, wo wähle ich?",
        "Was there a fire in rue des Tanneurs. Do people live there?",
    ],
)
def test_nothing_else_is_set_aside(text: str) -> None:
    assert introduced(text) is None


def test_a_passage_on_the_street_and_the_matter_makes_it_count() -> None:
    found = introduced(f"{HOME} Quel est mon bureau de vote ?")
    assert found is not None
    votes = passage("Bureau de vote n° 2 : rue des Tanneurs, rue du Lavoir.")
    rounds = passage("Rue des Tanneurs : bac jaune le mercredi.")
    elsewhere = passage("Bureau de vote n° 3 : rue de la Halle.")
    assert found.bears_on([rounds, votes], plain_weights)
    assert not found.bears_on([rounds, elsewhere], plain_weights)


def test_tables_answer_behind_it(town: Town) -> None:
    alone, told = (town.ask(NOWHERE, text).answer for text in (HOURS, f"{HOME} {HOURS}"))
    assert (told.kind, told.text) == (Kind.HOURS, alone.text)


def test_documents_answer_behind_it_as_they_do_alone(town: Town) -> None:
    alone, told = (town.ask(NOWHERE, text, certain=0.0).answer for text in (DOGS, f"{HOME} {DOGS}"))
    assert (told.kind, told.text) == (Kind.QUOTED, alone.text)
