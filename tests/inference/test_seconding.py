"""What a model wrote is held against what would be quoted."""

from __future__ import annotations

import pytest

from inference.quoting import Quotation
from inference.seconding import seconds
from tests.inference.written import passage

QUESTION = "Jusqu'à quelle heure peut-on jouer de la musique dans la salle de Corvelle ?"
QUOTE = Quotation(
    "La musique cesse à 1 h 30, portes et fenêtres fermées.", (passage("", title="Salle de Corvelle"),), 0.4
)


@pytest.mark.parametrize(
    "text",
    [
        "On peut jouer de la musique jusqu'à 1 h 30.",
        "Jusqu'à 1h30, dans la salle de Corvelle.",
        "Portes et fenêtres restent fermées.",
    ],
)
def test_the_same_figures_or_most_of_the_words_second_it(text: str) -> None:
    assert seconds(QUOTE, QUESTION, text)


@pytest.mark.parametrize(
    "text",
    [
        "On peut jouer de la musique jusqu'à 22 h 30.",
        "Jusqu'à 1 h 30, et 22 h 30 en semaine.",
        "La salle est gratuite pour les associations.",
        "On peut jouer de la musique dans la salle de Corvelle.",
    ],
)
def test_another_figure_other_words_or_an_echo_do_not(text: str) -> None:
    assert not seconds(QUOTE, QUESTION, text)


def test_without_a_quotation_nothing_does() -> None:
    assert not seconds(None, QUESTION, "Jusqu'à 1 h 30.")
