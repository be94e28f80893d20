"""« Combien de places ? » is answered by a figure of places, not by any figure."""

from __future__ import annotations

import pytest

from inference.evidence.counted import asked_number_of, counts
from inference.evidence.expected import expected
from inference.evidence.words import AskedWords


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("Combien de places compte le parking ?", "places"),
        ("Combien y a-t-il de nouveaux bancs ?", "bancs"),
        ("il y a combien d’arbres", "arbres"),
        ("Combien a-t-il de groupes ?", "groupes"),
        ("Combien la Ville compte-t-elle, et combien avez-vous de crèches ?", "creches"),
        ("Quel est le nombre de conseillers ?", "conseillers"),
        ("Combien de temps dure le marché ?", ""),
        ("Combien coûte la place ?", ""),
        ("mon congé dure cb de semaines", "semaines"),
        ("je règle par CB de quelle façon ?", ""),
        ("combien de tps je peux rester", ""),
    ],
)
def test_what_is_counted_is_the_noun_after_how_many(question: str, noun: str) -> None:
    assert asked_number_of(question) == noun


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Le parking offre 120 places.", True),
        ("Le parking offre cent vingt nouvelles places.", True),
        ("Nombre de places : 120", True),
        ("La salle peut accueillir 180 personnes assises.", True),
        ("Le parking a coûté 120 000 € ; il ferme à 20 h.", False),
        ("Les 3 niveaux et les places sont éclairés.", False),
    ],
)
def test_a_figure_counts_the_noun_beside_it(text: str, counted: bool) -> None:
    words = AskedWords("Combien de places compte le parking ?")
    assert counts(text, "places", words.held) is counted


def test_how_many_things_were_bought_asks_for_no_price() -> None:
    question = "Combien de vélos la commune achète-t-elle ?"
    assert "price" not in expected(question, asked_number_of(question))
