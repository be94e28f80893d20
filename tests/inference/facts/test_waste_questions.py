"""Which questions ask when waste is collected, and which only look like it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from inference.facts.days import Calendar
from inference.facts.waste.question import WasteRequest, understand

PLACES = frozenset(["la", "plaine", "saint", "aubin", "rue", "des", "maures", "avenue", "gare"])


def asked(text: str) -> WasteRequest | None:
    return understand(text, datetime(2026, 11, 24, 10), PLACES, Calendar("45300"))


@pytest.mark.parametrize(
    "text",
    [
        "Quand passent les poubelles rue des Maures ?",
        "c kan les poubel av de la gare svp",
        "poubelle jaune ?",
        "jour de collecte rue des Maures",
        "les éboueurs passent demain ?",
        "On ramasse quoi mercredi ?",
        "je sors quelle poubelle ce soir",
        "Bonjour, je viens d'emménager rue des Maures, quel jour sort-on le bac gris ?",
        "prochaine date des encombrants",
        "c'est quand le verre",
        "quel jour pour les dechet vert",
        "When is the recycling collected in rue des Maures?",
        "¿Cuándo pasa la basura?",
        "Quando passa o lixo?",
        "Wann wird der Sperrmüll abgeholt?",
        "quando passa il camion della spazzatura?",
        "Çöp ne zaman toplanıyor?",
        "Коли вивозять сміття?",
        "متى يتم جمع القمامة؟",
    ],
)
def test_a_question_about_collections_is_one_however_it_is_put(text: str) -> None:
    assert asked(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "combien coûte l'enlèvement des encombrants",
        "à quelle heure passe le camion poubelle",
        "pourquoi les poubelles n'ont pas été ramassées lundi",
        "dans quelle poubelle je mets le verre",
        "comment faire enlever mes encombrants",
        "où jeter le verre",
        "ma poubelle est cassée",
        "je veux un bac jaune",
        "que faire de mes déchets verts",
        "on peut brûler ses déchets verts samedi ?",
        "montant de la taxe d'enlèvement des ordures ménagères",
        "quels sont les horaires de la déchetterie ?",
        "c'est quand le bac",
        "boire un verre samedi",
        "quand a lieu la collecte de sang",
        "quand la commune a-t-elle changé les poubelles du parc",
        "quel jour faut-il rendre le papier d'inscription à la cantine",
        "hauteur en zone UA",
        "qui est le maire",
    ],
)
def test_prices_sorting_complaints_and_hours_are_other_questions(text: str) -> None:
    assert asked(text) is None


def test_what_is_put_out_this_evening_is_collected_tomorrow() -> None:
    request = asked("je sors quelle poubelle ce soir ?")
    assert request is not None
    assert request.days == (date(2026, 11, 25),)


def test_a_date_in_a_streets_name_is_no_day() -> None:
    request = asked("quand passent les poubelles rue du 8 mai 1945 ?")
    assert request is not None
    assert request.days == ()
    assert [street.street for street in request.streets] == ["rue du 8 mai 1945"]


def test_a_bin_is_named_by_its_colour_where_all_of_france_agrees() -> None:
    yellow, brown = asked("poubelle jaune ?"), asked("quand passe le bac marron ?")
    assert yellow is not None
    assert brown is not None
    assert (yellow.kinds, brown.kinds) == ({"recyclables"}, frozenset())
    assert brown.colours == {"marron"}
