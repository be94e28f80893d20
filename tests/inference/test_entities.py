"""What two questions must agree on before they may share an answer."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis.strategies import text

from inference.facts.days import Calendar
from inference.reuse.entities import Entities, read_entities, read_told, same

CALENDAR = Calendar("99001")
TUESDAY = date(2026, 11, 24)


def entities(text: str, today: date = TUESDAY) -> Entities:
    return read_entities(text, today, CALENDAR)


def alike(one: str, other: str) -> bool:
    """Whether both the entities and the telling words agree."""
    return read_told(one, TUESDAY, CALENDAR) == read_told(other, TUESDAY, CALENDAR)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Y a-t-il une réunion demain ?", "Y a-t-il une réunion le 25 novembre ?"),
        ("Y a-t-il une réunion mercredi ?", "Y a-t-il une réunion le 25/11/2026 ?"),
        ("Travaux après-demain ?", "Travaux jeudi ?"),
        ("Le repas à 3,50 € ?", "Le repas à 3,5 euros ?"),
        ("Ouvert à 9h ?", "Ouvert à 9 heures ?"),
        ("Combien pour vingt-cinq personnes ?", "Combien pour 25 personnes ?"),
        ("Réduction de 5 % ?", "Réduction de 5 pour cent ?"),
        ("Travaux av. de la Gare", "Travaux avenue de la Gare"),
    ],
)
def test_one_thing_said_in_two_ways_is_one(one: str, other: str) -> None:
    assert same(entities(one), entities(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # days
        ("Y a-t-il une réunion demain ?", "Y a-t-il une réunion jeudi ?"),
        ("Réunion le 5 décembre ?", "Réunion le 6 décembre ?"),
        ("Fermé en juillet ?", "Fermé en août ?"),
        ("Ouvert le lundi ?", "Ouvert le mardi ?"),
        ("Fermé aux vacances de Noël ?", "Fermé aux vacances de la Toussaint ?"),
        ("Inscription avant le 5 décembre ?", "Inscription après le 5 décembre ?"),
        ("Inscription jusqu'au 5 décembre ?", "Inscription avant le 5 décembre ?"),
        # times and figures
        ("Ouvert à 9h ?", "Ouvert à 9h30 ?"),
        ("Tarif pour 2 enfants", "Tarif pour 3 enfants"),
        ("Tarif pour 2 chiens et 3 chats", "Tarif pour 2 chats et 3 chiens"),
        ("Délibération 2024-12", "Délibération 2024-13"),
        ("Délibération 12/24", "Délibération 13/24"),
        ("Réduction de 5 %", "Réduction de 5 €"),
        ("Pour les + de 65 ans", "Pour les - de 65 ans"),
        ("Le 1er tour", "Le 2e tour"),
        # places
        ("Hauteur en zone UA", "Hauteur en zone UB"),
        ("Hauteur en zone A", "Hauteur en zone N"),
        ("Hauteur en zone 1AU", "Hauteur en zone 2AU"),
        ("Hauteur en UA 10", "Hauteur en UA 11"),
        ("Parcelle AB 123", "Parcelle AC 123"),
        ("Parcelle A 12", "Parcelle B 12"),
        ("Travaux rue du Pont", "Travaux rue des Ponts"),
        ("Travaux rue de la Gare", "Travaux avenue de la Gare"),
        ("Travaux 12 rue de la Gare", "Travaux 12 bis rue de la Gare"),
        ("Travaux au bâtiment C", "Travaux au bâtiment D"),
        # who and what
        ("Tarif piscine résident", "Tarif piscine extérieur"),
        ("Tarif piscine enfant", "Tarif piscine adulte"),
        ("Dépôt de l'entrée", "Dépôt de la sortie"),
        ("Prix de location de la salle", "Prix d'achat de la salle"),
        ("Première séance", "Dernière séance"),
        ("Ancien règlement", "Nouveau règlement"),
        ("Tarif avec piscine sans garage", "Tarif sans piscine avec garage"),
        ("Un résident et un enfant extérieur", "Un extérieur et un enfant résident"),
        ("Inscription à la crèche", "Désinscription de la crèche"),
        # may, must, must not, no
        ("Est-il interdit de tondre ?", "Est-il autorisé de tondre ?"),
        ("Peut-on tondre ?", "Faut-il tondre ?"),
        ("Peut-on ne pas tondre ?", "Peut-on tondre ?"),
        ("Peut-on amener un chien ou un chat ?", "Peut-on n'amener ni un chien ni un chat ?"),
        ("Tarif pour les autres communes", "Tarif pour la commune"),
        ("Tous les parcs sauf le parc Bleu", "Tous les parcs et le parc Bleu"),
        ("Puis-je couper l'arbre de mon voisin ?", "Mon voisin peut-il couper mon arbre ?"),
        ("Le bus de l'école vers la piscine", "Le bus de la piscine vers l'école"),
        # what is asked
        ("Quand est le marché ?", "Où est le marché ?"),
        ("Qui est inscrit ?", "Comment est inscrit ?"),
    ],
)
def test_two_things_are_two(one: str, other: str) -> None:
    assert not alike(one, other)


def test_a_relative_day_is_another_one_the_day_after() -> None:
    assert entities("Réunion demain ?") != entities("Réunion demain ?", date(2026, 11, 25))
    assert entities("Réunion demain ?") == entities("Réunion aujourd'hui ?", date(2026, 11, 25))


def test_what_only_the_day_tells_is_bound_to_it() -> None:
    asked = entities("Quel est le budget de cette année ?")
    assert asked.only_on == TUESDAY
    assert entities("Quel est le budget 2026 ?").only_on is None


@pytest.mark.parametrize("said", ["dans 3 jours", "dans quinze jours", "lundi en huit", "in three days"])
def test_a_day_counted_from_today_is_bound_to_it(said: str) -> None:
    assert entities(f"Une réunion {said} ?").only_on == TUESDAY


def test_an_hour_counted_from_now_is_bound_to_the_minute() -> None:
    assert entities("Ouvert dans deux heures ?").instant


def test_now_is_no_day() -> None:
    assert entities("C'est ouvert maintenant ?").instant
    assert not entities("C'est ouvert le mardi ?").instant


def test_in_another_language_the_order_of_the_words_counts() -> None:
    one, other = ("Can my landlord evict the tenant?", "Can the tenant evict my landlord?")
    assert read_told(one, TUESDAY, CALENDAR, "en") != read_told(other, TUESDAY, CALENDAR, "en")


@given(text())
def test_any_text_is_read(said: str) -> None:
    assert same(entities(said), entities(said))


def test_language_and_plain_words_count() -> None:
    one = entities("Tarif ?")
    assert not same(one, Entities(language="en"))
    assert not same(one, Entities(plain=True))


@pytest.mark.parametrize("said", ["c'est où la place ‑ ?", "dans quelle rue  ?", "la place ’", "rue ( ?"])
def test_a_street_without_a_name_is_no_place(said: str) -> None:
    assert entities(said).places == ()
