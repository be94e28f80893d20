"""Which questions are about opening hours, however they are written, and which are not."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from inference.facts.days import Calendar
from inference.facts.hours_question import understand
from inference.facts.request import HoursRequest, Intent
from ingest.facts import Service
from tests.inference.facts.town_halls import LIBRARY, SANDILLON

TUESDAY = datetime(2026, 11, 24, 10)
SERVICES = (SANDILLON, LIBRARY)


def request(text: str, services: tuple[Service, ...] = SERVICES) -> HoursRequest | None:
    return understand(text, TUESDAY, "Sandillon", services, Calendar("45300"))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("slt c ouver la ?", Intent.NOW),
        ("La meri é ouverte", Intent.NOW),
        ("la mairei est ouverte ?", Intent.NOW),
        ("vs fermé a kel h", Intent.CLOSES),
        ("jusqu'à quand vous êtes ouverts ?", Intent.CLOSES),
        ("horraires de la mairie svp", Intent.WEEK),
        ("Bonjour, pouvez-vous me donner les heures d'ouverture ?", Intent.WEEK),
        ("ça rouvre quand ?", Intent.NEXT),
        ("Je suis devant la mairie. C'est fermé. Quand est-ce que ça rouvre ?", Intent.NEXT),
        ("vous ouvrez quand ?", Intent.NEXT),
        ("vous ouvrez à quelle heure ?", Intent.DAYS),
        ("vous faites la journée continue ?", Intent.WEEK),
        ("mairie, heures svp", Intent.WEEK),
        ("Je dois retirer un acte de naissance, quels sont vos horaires ?", Intent.WEEK),
        ("vous êtes là demain ?", Intent.DAYS),
        ("Peut-on passer jeudi ?", Intent.DAYS),
        ("Le samedi matin, il y a quelqu'un à la mairie ?", Intent.DAYS),
        ("Mehdi doit déclarer sa fille : la mairie ouvre à quelle heure lundi ?", Intent.DAYS),
        ("J'habite ici depuis peu. La mairie ouvre-t-elle demain ?", Intent.DAYS),
        ("Is the town hall open right now?", Intent.NOW),
        ("When do you open?", Intent.NEXT),
        ("¿Está abierto el ayuntamiento el viernes?", Intent.DAYS),
        ("A que horas fecha a câmara municipal hoje?", Intent.CLOSES),
        ("Wann schließt das Rathaus?", Intent.CLOSES),
        ("Il municipio è aperto domani?", Intent.DAYS),
        ("هل البلدية مفتوحة اليوم؟", Intent.DAYS),
    ],
)
def test_it_is_about_the_mairie(text: str, intent: Intent) -> None:
    found = request(text)
    assert found is not None
    assert (found.service, found.intent) == (SANDILLON, intent)


@pytest.mark.parametrize(
    "text", ["horaires médiathèque", "la bibliotheque ouvre quand ?", "Is the library open?"]
)
def test_it_is_about_the_library(text: str) -> None:
    found = request(text)
    assert found is not None
    assert found.service is LIBRARY


@pytest.mark.parametrize(
    "text",
    [
        "À quelle heure s'est terminée la dernière séance du conseil municipal ?",
        "À quelle heure commence le conseil municipal à la mairie ?",
        "Jusqu'à quelle heure a-t-on le droit de bricoler le samedi ?",
        "horaires de tonte le dimanche",
        "De quelle heure à quelle heure les livraisons sont-elles permises ?",
        "Les poids lourds sont interdits jusqu'à quelle heure ?",
        "Les enfants ont cours jusqu'à quelle heure le mercredi ?",
        "horaires de l'école maternelle",
        "à quelle heure commence le marché du vendredi ?",
        "C'est ouvert le marché ?",
        "Quel est le tarif de la médiathèque ?",
        "Quand ouvre l'enquête publique sur le PLU ?",
        "Le registre d'enquête est ouvert en mairie jusqu'à quand ?",
        "Je voudrais ouvrir un salon de coiffure, que dit la mairie ?",
        "La mairie va-t-elle fermer la rue samedi ?",
        "La rue de la Mairie est-elle fermée demain ?",
        "La piscine ferme à quelle heure ce soir ?",
        "À quelle heure ferme la déchèterie ?",
        "Quand la mairie ouvre-t-elle les inscriptions à la cantine ?",
        "Un terrain ouvert à la construction, la mairie en vend ?",
        "Le maire reçoit-il le samedi ?",
        "La mairie annexe est-elle ouverte ?",
        "La médiathèque est-elle ouverte aux habitants des autres communes ?",
        "Je voudrais nager à la piscine, quels sont vos horaires ?",
        "C'était ouvert hier ?",
        "La mairie est-elle ouverte ce jour-là ?",
        "Vous êtes ouverts ce jour-là ?",
        "Quand la mairie rouvre-t-elle après les travaux ?",
        "On me dit que la mairie va être fermée pour des travaux. C'est quand, la réouverture ?",
        "Quel est le téléphone de la mairie ?",
        "Que faire demain ?",
        "Il va pleuvoir samedi ?",
        "How late can I make noise on Sunday?",
        "mon voisin ferme le chemin à clé",
        "",
        "?",
    ],
)
def test_it_is_about_something_else(text: str) -> None:
    assert request(text) is None


def test_a_pool_is_known_only_when_the_table_holds_one() -> None:
    pool = Service("p", "piscine", "Piscine municipale", SANDILLON.slots)
    found = request("la piscine est ouverte demain ?", (SANDILLON, pool))
    assert found is not None
    assert found.service is pool


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("ouvert aujourd'hui ?", [24]),
        ("ouvert ojd ?", [24]),
        ("ouvert mardi ?", [24]),
        ("ouvert demain ?", [25]),
        ("ouvert après-demain ?", [26]),
        ("ouvert ce week-end ?", [28, 29]),
        ("ouvert le 27 ?", [27]),
        ("ouvert le 27 novembre ?", [27]),
        ("J'ai posé un congé le vendredi 27 novembre. La mairie sera bien ouverte ce jour-là ?", [27]),
        ("ouvert vendredi 27/11 ?", [27]),
        ("ouvert le 27 novembre 2026 à 10 h ?", [27]),
        ("ouvert les 26 et 27 novembre ?", [26, 27]),
        ("ouvert du 26 au 29 novembre ?", [26, 27, 28, 29]),
    ],
)
def test_days_of_november(text: str, days: list[int]) -> None:
    found = request(text)
    assert found is not None
    assert [day.day for day in found.days] == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("la mairie est ouverte dans 3 jours ?", ["2026-11-27"]),
        ("vs etes ouvert ds trois jours ?", ["2026-11-27"]),
        ("ouvert dans 2 ou 3 jours ?", ["2026-11-26", "2026-11-27"]),
        ("ouvert dans une semaine ?", ["2026-12-01"]),
        ("ouvert dans huit jours ?", ["2026-12-01"]),
        ("ouvert dans quinze jours ?", ["2026-12-08"]),
        ("ouvert dans trois mois ?", ["2027-02-24"]),
        ("ouvert lundi en huit ?", ["2026-12-07"]),
        ("ouvert mardi en quinze ?", ["2026-12-08"]),
        ("ouvert jeudi de la semaine prochaine ?", ["2026-12-03"]),
        ("ouvert le 1er samedi du mois ?", ["2026-12-05"]),
        ("ouvert le dernier samedi du mois ?", ["2026-11-28"]),
        ("ouvert le premier lundi de décembre ?", ["2026-12-07"]),
        ("ouvert le deuxième samedi du mois prochain ?", ["2026-12-12"]),
        ("ouvert le 14.07.2027 ?", ["2027-07-14"]),
        ("ouvert le 14-07-2027 ?", ["2027-07-14"]),
        ("ouvert le 2027-07-14 ?", ["2027-07-14"]),
        ("Is the town hall open in three days?", ["2026-11-27"]),
        ("Is the town hall open 3 days from now?", ["2026-11-27"]),
        ("Is the town hall open on Thursday next week?", ["2026-12-03"]),
        ("Ist das Rathaus in einer Woche geöffnet?", ["2026-12-01"]),
        ("Ist das Rathaus am 24. Dezember geöffnet?", ["2026-12-24"]),
        ("Ist das Rathaus am 24.12. geöffnet?", ["2026-12-24"]),
        ("¿Está abierto el ayuntamiento dentro de dos días?", ["2026-11-26"]),
        ("A câmara municipal está aberta daqui a três dias?", ["2026-11-27"]),
        ("Il municipio è aperto tra due settimane?", ["2026-12-08"]),
        ("Belediye üç gün sonra açık mı?", ["2026-11-27"]),
        ("чи відкрита мерія через тиждень?", ["2026-12-01"]),
        ("هل البلدية مفتوحة بعد ثلاثة أيام؟", ["2026-11-27"]),
    ],
)
def test_days_that_are_told_by_how_far_they_lie(text: str, days: list[str]) -> None:
    found = request(text)
    assert found is not None
    assert [str(day) for day in found.days] == days


def test_in_two_hours_is_a_time_of_that_day() -> None:
    found = request("La mairie est ouverte dans deux heures ?")
    assert found is not None
    assert (found.days, found.minute) == ((date(2026, 11, 24),), 12 * 60)


@pytest.mark.parametrize(
    "text", ["ouvert tous les jours ?", "ouvert fin décembre ?", "ouvert le mois prochain ?"]
)
def test_a_span_without_days_wants_the_timetable(text: str) -> None:
    found = request(text)
    assert found is not None
    assert (found.intent, found.days) == (Intent.WEEK, ())


@pytest.mark.parametrize(
    "text", ["la mairie est ouverte les 3 prochains jours ?", "la mairie sera ouverte le trimestre suivant ?"]
)
def test_a_time_that_was_not_understood_is_not_this_very_moment(text: str) -> None:
    assert request(text) is None


def test_next_tuesday_asked_on_a_tuesday_is_a_week_later() -> None:
    found = request("ouvert mardi prochain ?")
    assert found is not None
    assert found.days == (date(2026, 12, 1),)


def test_a_date_without_year_is_the_next_one() -> None:
    found = request("vous êtes ouverts le 8 mai ?")
    assert found is not None
    assert found.days == (date(2027, 5, 8),)


def test_the_citizens_own_working_days_are_not_the_days_asked() -> None:
    found = request("Je travaille du mardi au vendredi, quand puis-je passer à la mairie ?")
    assert found is not None
    assert (found.intent, found.days) == (Intent.WEEK, ())


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("horaires de la mairie de Jargeau", "Jargeau"),
        ("horaires mairie de tigy", "Tigy"),
        ("La mairie d'Olivet est ouverte ?", "Olivet"),
        ("quand ouvre la mairie de Saint-Cyr-en-Val ?", "Saint Cyr En Val"),
        ("HORAIRES MAIRIE DE JARGEAU", "Jargeau"),
        ("horaires de la mairie de Sandillon", None),
        ("horaires mairie de sandilon", None),
        ("la mairie de mon village est ouverte ?", None),
        ("La Mairie est ouverte le Samedi ?", None),
        ("La mairie à Noël, c'est ouvert ?", None),
        ("médiathèque Simone Veil ouverte demain ?", None),
    ],
)
def test_another_town_is_recognised(text: str, town: str | None) -> None:
    found = request(text)
    assert found is not None
    assert found.other_commune == town


def test_five_hundred_odd_characters_do_no_harm() -> None:
    assert request("é" * 500) is None
    assert request("mairie de " * 50) is None
    assert request("ouvert " * 70) is not None
