"""One figure, however it is written."""

from __future__ import annotations

import pytest

from inference.figures import stated, supported

SAME = [
    ("9h", "9 h 00", "9:00", "9 heures", "neuf heures", "09 h", "9\u202fh\u202f00"),
    ("17h30", "17 h 30", "17:30", "dix-sept heures trente", "17 heures et demie"),
    ("9h45", "10 heures moins le quart"),
    ("12 h", "midi", "douze heures"),
    ("11 142", "11142", "11\u202f142", "11.142"),
    ("5,50 €", "5.5", "5,5 euros", "5.50 €"),
    ("2 000,50 €", "2000,5"),
    (
        "24/11/2026",
        "24-11-2026",
        "2026-11-24",
        "24/11/26",
        "24.11.2026",
        "24 novembre 2026",
        "vingt-quatre novembre 2026",
    ),
    ("04 67 34 70 00", "04.67.34.70.00", "0467347000", "+33 4 67 34 70 00"),
    ("2014/172", "2014-172", "n° 2014-172"),
    ("quatre-vingt-dix-sept", "97"),
    ("neuf cents", "900", "NEUF CENTS"),
    ("20 %", "vingt pour cent", "20%"),
    ("deux mille vingt-six", "2026"),
    ("1er", "1"),
]


@pytest.mark.parametrize("forms", SAME, ids=lambda forms: forms[0])
def test_every_notation_states_the_same_figures(forms: tuple[str, ...]) -> None:
    assert [stated(form) for form in forms] == [stated(forms[0])] * len(forms)


@pytest.mark.parametrize(
    ("told", "claimed"),
    [
        ("de 9 h à 12 h", "9 heures et demie"),
        ("5 novembre", "5 décembre"),
        ("de 9 h à 12 h", "en décembre"),
        ("12 élus", "12 décembre"),
        ("5/11/2026", "5/12/2026"),
        ("2014/172 et 2013/173", "2014/173"),
        ("de 8 h à 11 h 30", "jusqu'à midi"),
        ("deux mois", "trois mois"),
        ("neuf cents euros", "neuf euros"),
        ("11 142 habitants", "11 143 habitants"),
        ("1 500 m", "500 m"),
        ("délibération 2014/172", "délibération 2014/173"),
        ("04 67 34 70 00", "04 67 34 70 01"),
        ("5,50 €", "5,05 €"),
    ],
)
def test_a_neighbouring_figure_is_another_figure(told: str, claimed: str) -> None:
    assert stated(claimed) - supported(told)


def test_a_source_in_letters_supports_digits() -> None:
    assert stated("1 et 3 exemplaires") <= supported("un original et trois copies")


def test_grammar_is_not_a_figure() -> None:
    assert stated("Les deux parents remplissent une demande, l'un après l'autre.") == set()


def test_an_article_before_a_colon_is_not_a_time() -> None:
    assert stated("Article 5 : le maire") == {"5"}


def test_a_square_metre_is_a_unit() -> None:
    assert stated("9 m² ou 9 m2") == {"9"}


@pytest.mark.parametrize(
    ("source", "told"),
    [("du 24/12 au 3/1", "24 décembre"), ("arrêté 172/2014", "arrêté n° 2014-172")],
)
def test_a_source_in_figures_supports_its_other_notation(source: str, told: str) -> None:
    assert stated(told) <= supported(source)


def test_number_words_are_those_of_the_language() -> None:
    assert stated("three hundred euros", "en") == stated("dreihundert Euro", "de") == {"300"}
