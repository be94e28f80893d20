"""What a question asks for is told by its words: which of two meanings a word has decides it."""

from __future__ import annotations

import pytest

from inference.evidence.expected import Part, by_part, denies, expected, tells


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("Quelle part des frais reste à payer ?", ("price", "share")),
        ("Ma fille part en voyage : lui faut-il une autorisation ?", ("leave",)),
        ("Puis-je voter à la place de mon voisin ?", ("leave",)),
        ("Quel a été le vote sur le budget ?", ("vote",)),
        ("Où est mon bureau de vote ?", ("place",)),
        ("Ma clôture a droit à combien de haut ?", ("length",)),
        ("jpeux brûler mes feuilles ?", ("leave",)),
        ("Qui l'a dessiné ?", ("person",)),
        ("Mamie, pour son vieux frigo, elle paye combien ?", ("price",)),
        ("Si je tonds le dimanche je risque une prune de combien ?", ("price",)),
        ("Combien me prendrait-on au mètre ?", ("price",)),
        ("On peut rouler à combien rue du Lavoir ?", ("number",)),
        ("On est combien à pouvoir entrer ?", ("number",)),
        ("Combien coûte la salle quand on habite la commune ?", ("price",)),
        ("Combien coûte la salle, et quand faut-il réserver ?", ("price", "date")),
        ("Quand la mairie ouvre ?", ("date",)),
    ],
)
def test_the_kind_asked_is_that_of_the_meaning(question: str, kinds: tuple[str, ...]) -> None:
    assert expected(question) == kinds


def test_each_part_tells_what_it_counts() -> None:
    asked = "Quand la crèche a-t-elle ouvert, et combien de places a-t-elle ?"
    assert by_part(asked) == (Part(("date",)), Part(("number",), "places"))


def test_a_lesson_of_an_hour_tells_no_time_of_the_day() -> None:
    assert not tells("30 séances d'1 heure", "time")
    assert tells("les cours finissent à 16 heures", "time")


def test_that_there_is_none_is_an_answer() -> None:
    assert denies("Il n'existe pas de durée minimale de location.")
    assert denies("Aucun délai n'est imposé.")
    assert not denies("La durée minimale est de deux nuits.")
